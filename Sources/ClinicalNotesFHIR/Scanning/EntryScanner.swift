/// Takes an input apart into entries while it arrives, and holds no more of it than one entry.
///
/// The type of the first value decides how: a `Bundle` is taken apart into what stands in its `entry`, and so are the
/// bundles after it; in anything else each line is an entry, or each value if the first one has several lines.
struct EntryScanner {
    /// The text of one entry, before anything in it is believed.
    struct Entry {
        /// The index among the input's entries.
        let index: Int
        /// What stands in the input.
        let text: ScannedText
        /// Whether it is an element of a bundle.
        let isInBundle: Bool
    }

    /// A bundle without its entries, and which entries were in it.
    struct Envelope {
        let object: JSONObject
        let entries: Range<Int>
        /// Whether it stands in place of a resource in another bundle or in a line.
        let isInside: Bool
    }

    private enum Layout {
        case undecided
        case bundle(BundleScanner)
        case lines(LineScanner)
    }

    private let limits: ImportLimits
    private var layout = Layout.undecided
    /// What has come before the layout is decided.
    private var head: [UInt8] = []
    private var looked = 0
    /// How many bytes have come.
    private(set) var byteCount = 0
    /// How many entries have been found.
    private(set) var count = 0
    /// Whether the entries are those of bundles.
    private(set) var isBundle = false
    /// The bundles that have come to their end.
    private(set) var envelopes: [Envelope] = []
    /// The first entry of the bundle that has not.
    private var firstOfBundle = 0

    init(limits: ImportLimits) { self.limits = limits }

    /// Takes the next bytes, and hands on the entries that end in them.
    ///
    /// - Throws: ``FHIRError`` if the input as a whole cannot be used.
    mutating func take(
        _ chunk: ArraySlice<UInt8>,
        _ body: (Entry) throws(FHIRError) -> Void
    ) throws(FHIRError) {
        byteCount += chunk.count
        guard byteCount <= limits.bytes else { throw FHIRError(.tooLarge) }
        guard case .undecided = layout else { return try advance(chunk, body) }
        head += chunk
        // Looked at anew only when it has doubled, so that the time stays in proportion to the input.
        guard head.count >= looked * 2 else { return }
        looked = head.count
        try decide(isWhole: false, body)
    }

    /// Says that no more bytes come.
    mutating func finish(_ body: (Entry) throws(FHIRError) -> Void) throws(FHIRError) {
        if case .undecided = layout { try decide(isWhole: true, body) }
        switch layout {
        case .undecided: throw FHIRError(.empty)
        case .bundle(let scanner): try scanner.finish(at: byteCount)
        case .lines(var scanner): if let text = scanner.finish() { try hand(text, body) }
        }
    }

    private mutating func decide(
        isWhole: Bool,
        _ body: (Entry) throws(FHIRError) -> Void
    ) throws(FHIRError) {
        guard isWhole || head.count >= 4 else { return }
        // Not even NDJSON begins with a mark, but files of some systems do.
        let mark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard let first = head[mark...].firstIndex(where: { !$0.isJSONSpace }) else { return }
        let rest = head[first...]
        switch FirstValue.layout(of: rest, isWhole: isWhole || rest.count >= limits.note) {
        case nil: return
        case .bundle:
            isBundle = true
            layout = .bundle(BundleScanner(at: first, limits: limits))
        case .lines: layout = .lines(LineScanner(at: first, isByLine: true, limit: limits.note))
        case .values: layout = .lines(LineScanner(at: first, isByLine: false, limit: limits.note))
        }
        head = []
        try advance(rest, body)
    }

    private mutating func advance(
        _ chunk: ArraySlice<UInt8>,
        _ body: (Entry) throws(FHIRError) -> Void
    ) throws(FHIRError) {
        // Taken out meanwhile, so that the scanner's buffers have one holder.
        let current = layout
        layout = .undecided
        switch current {
        case .undecided: return
        case .bundle(var scanner):
            try scanner.take(chunk) { (found) throws(FHIRError) in
                switch found {
                case .entry(let text): try hand(text, body)
                case .end(let object):
                    envelopes.append(
                        Envelope(object: object, entries: firstOfBundle..<count, isInside: false)
                    )
                    firstOfBundle = count
                }
            }
            layout = .bundle(scanner)
        case .lines(var scanner):
            try scanner.take(chunk) { (text) throws(FHIRError) in try hand(text, body) }
            layout = .lines(scanner)
        }
    }

    private mutating func hand(
        _ text: ScannedText,
        isElement: Bool? = nil,
        _ body: (Entry) throws(FHIRError) -> Void
    ) throws(FHIRError) {
        let isElement = isElement ?? isBundle
        if let inside = bundle(in: text, isElement: isElement) {
            let first = count
            for text in inside.texts { try hand(text, isElement: true, body) }
            envelopes.append(Envelope(object: inside.object, entries: first..<count, isInside: true))
            return
        }
        guard count < limits.entries else {
            throw FHIRError(.tooManyEntries, path: isElement ? "Bundle.entry" : nil)
        }
        try body(Entry(index: count, text: text, isInBundle: isElement))
        count += 1
    }

    /// What is in the bundle that stands in an entry in place of a resource; `nil` if there is none that could be used.
    private func bundle(
        in text: ScannedText,
        isElement: Bool
    ) -> (texts: [ScannedText], object: JSONObject)? {
        guard let bytes = text.bytes, let inside = FirstValue.bundle(in: bytes, isElement: isElement),
            (try? text.value(maximumDepth: limits.depth)) != nil
        else { return nil }
        var texts: [ScannedText] = []
        var object: JSONObject?
        do throws(FHIRError) {
            let offset = text.offset + inside.startIndex - bytes.startIndex
            var scanner = BundleScanner(at: offset, limits: limits)
            try scanner.take(inside) { found in
                switch found {
                case .entry(let text): texts.append(text)
                case .end(let end): object = end
                }
            }
            guard let object, object["entry"] == nil, !texts.isEmpty else { return nil }
            _ = try ResourceCheck.run(object, as: .bundle, limit: limits.field)
            return (texts, object)
        } catch {
            return nil
        }
    }
}

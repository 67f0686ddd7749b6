/// The first look through an input: every entry is checked, and what it is called is put into the index.
struct IndexPass {
    private var scanner: EntryScanner
    private let limits: ImportLimits
    private var firstFault: FHIRError?
    private var firstType: String?

    /// Begins with the next input.
    init(_ index: inout InputIndex, limits: ImportLimits) {
        self.limits = limits
        scanner = EntryScanner(limits: limits)
        index.begin()
    }

    /// How the input is laid out, once it has come to its end.
    var formats: [ImportFormat] {
        guard scanner.isBundle else { return [.ndjson] }
        return scanner.envelopes.filter { !$0.isInside }.compactMap {
            $0.object.string("type").flatMap(ImportFormat.init(rawValue:))
        }
    }

    /// Takes the next bytes, or says with `nil` that there are no more.
    mutating func take(
        _ chunk: ArraySlice<UInt8>?,
        into index: inout InputIndex,
        _ body: (SourceEntry) -> Void = { _ in }
    ) throws(FHIRError) {
        var (fault, type) = (firstFault, firstType)
        let limits = limits
        func add(_ found: EntryScanner.Entry, _ index: inout InputIndex) throws(FHIRError) -> SourceEntry {
            let entry = try SourceEntry(found, limits: limits)
            if found.index == 0 { (fault, type) = (entry.fault, entry.resource?.string("resourceType")) }
            index.add(entry)
            return entry
        }
        if let chunk {
            try scanner.take(chunk) { (found) throws(FHIRError) in body(try add(found, &index)) }
        } else {
            try scanner.finish { (found) throws(FHIRError) in body(try add(found, &index)) }
        }
        (firstFault, firstType) = (fault, type)
        if chunk == nil { try finish(&index) }
    }

    private func finish(_ index: inout InputIndex) throws(FHIRError) {
        if !scanner.isBundle, scanner.count == 1, let firstFault, firstType == nil {
            // One line that is no resource is no input.
            let isJSON = [.missingElement, .wrongType].contains(firstFault.code)
            throw isJSON ? FHIRError(.notFHIR) : firstFault
        }
        for envelope in scanner.envelopes {
            guard envelope.object["entry"] == nil else { throw FHIRError(.wrongType, path: "Bundle.entry") }
            _ = try ResourceCheck.run(envelope.object, as: .bundle, limit: limits.field)
        }
        index.add(scanner.envelopes)
    }
}

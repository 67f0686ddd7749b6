/// Takes an input apart into lines that are not blank, or into values that have lines of their own.
struct LineScanner {
    private let isByLine: Bool
    private var gathered: GatheredText
    /// Where the next chunk begins in the input.
    private var offset: Int
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    init(at offset: Int, isByLine: Bool, limit: Int) {
        self.isByLine = isByLine
        self.offset = offset
        gathered = GatheredText(limit: limit)
    }

    mutating func take(
        _ chunk: ArraySlice<UInt8>,
        _ body: (ScannedText) throws(FHIRError) -> Void
    ) throws(FHIRError) {
        let shift = offset - chunk.startIndex
        var rest = chunk
        while let end = isByLine ? rest.firstIndex(of: 0x0A) : endOfValue(in: rest) {
            let text = gathered.end(with: rest[..<end], at: rest.startIndex + shift)
            if let text = LineScanner.trimmed(text) { try body(text) }
            rest = rest[end...]
            if isByLine { rest = rest.dropFirst() }
        }
        if !rest.isEmpty { gathered.keep(rest, at: rest.startIndex + shift) }
        offset += chunk.count
    }

    /// What stands after the last line's end.
    mutating func finish() -> ScannedText? {
        LineScanner.trimmed(gathered.end(with: [], at: offset))
    }

    /// The index after the value that the chunk ends, or goes on with.
    ///
    /// What is no object goes to the end of its line: it is refused as one.
    private mutating func endOfValue(in chunk: ArraySlice<UInt8>) -> Int? {
        for index in chunk.indices {
            let byte = chunk[index]
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\"") where depth > 0: isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth = max(depth - 1, 0)
                if depth == 0 { return index + 1 }
            case 0x0A where depth == 0: return index + 1
            default: continue
            }
        }
        return nil
    }

    /// The text without the space around it, or `nil` if there is nothing else.
    private static func trimmed(_ text: ScannedText) -> ScannedText? {
        guard let bytes = text.bytes else { return text }
        guard
            let first = bytes.firstIndex(where: { !$0.isJSONSpace }),
            let last = bytes.lastIndex(where: { !$0.isJSONSpace })
        else { return nil }
        return ScannedText(offset: text.offset + first - bytes.startIndex, bytes: bytes[first...last])
    }
}

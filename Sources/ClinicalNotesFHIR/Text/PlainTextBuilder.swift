/// Collects words into lines: runs of space become one, empty lines at most one.
struct PlainTextBuilder {
    private var bytes = [UInt8]()
    private var wantsSpace = false
    private var wantedBreaks = 0

    /// Adds a byte of text.
    mutating func append(_ byte: UInt8, preformatted: Bool) {
        let isBreak = byte == 0x0A || byte == 0x0D || byte == 0x0C
        if preformatted && byte == 0x0A {
            lineBreak()
        } else if preformatted && (byte == 0x20 || byte == 0x09) {
            put(byte)
        } else if byte == 0x20 || byte == 0x09 || isBreak {
            wantsSpace = true
        } else if byte >= 0x20 && byte != 0x7F {
            put(byte)
        }
    }

    /// Adds words that stand for markup.
    mutating func phrase(_ words: String) {
        for byte in words.utf8 { append(byte, preformatted: false) }
    }

    /// Adds words right behind the last ones.
    mutating func glue(_ words: String) {
        let wantedSpace = wantsSpace
        wantsSpace = false
        for byte in words.utf8 { put(byte) }
        wantsSpace = wantedSpace
    }

    /// Breaks the line, once more even if it is empty.
    mutating func lineBreak() {
        wantedBreaks = min(wantedBreaks + 1, 2)
        wantsSpace = false
    }

    /// Breaks the line unless it is empty.
    mutating func endLine() {
        wantedBreaks = max(wantedBreaks, 1)
        wantsSpace = false
    }

    /// Leaves one empty line.
    mutating func paragraph() {
        wantedBreaks = 2
        wantsSpace = false
    }

    /// Begins a cell of a table.
    mutating func cell() {
        if wantedBreaks == 0 && !bytes.isEmpty { phrase(" | ") }
    }

    /// The text, without space at its ends.
    func finish() -> [UInt8] { bytes }

    private mutating func put(_ byte: UInt8) {
        if wantedBreaks > 0 {
            if !bytes.isEmpty { bytes.append(contentsOf: repeatElement(0x0A, count: wantedBreaks)) }
        } else if wantsSpace && !bytes.isEmpty {
            bytes.append(0x20)
        }
        wantedBreaks = 0
        wantsSpace = false
        // What reads as a tag must not become one: `&lt;b>` gives `< b>`.
        if bytes.last == UInt8(ascii: "<") && PlainTextBuilder.opensMarkup(byte) { bytes.append(0x20) }
        bytes.append(byte)
    }

    private static func opensMarkup(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || "/!?".utf8.contains(byte)
    }
}

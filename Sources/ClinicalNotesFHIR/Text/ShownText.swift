internal import ClinicalNotesModel

/// A text as a note can show it; where that is not as it is, the original is to be kept.
struct ShownText {
    private static let goesOn = Array("\n[The text goes on in what is attached.]".utf8)

    /// The words, of which there are no more than the limit.
    let text: SensitiveBytes
    /// Whether the text was longer: it is cut, at the end of a line if there is one in the second half.
    let isShortened: Bool
    /// Whether zero bytes are shown as U+2400.
    let hasZeroBytes: Bool

    var isAltered: Bool { isShortened || hasZeroBytes }

    init(_ text: SensitiveBytes, limit: Int) {
        hasZeroBytes = TextCheck(text).zeroByte != nil
        guard hasZeroBytes || text.count > limit else {
            (self.text, isShortened) = (text, false)
            return
        }
        var bytes = text.copyBytes()
        if hasZeroBytes {
            let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
            bytes = Array(parts.joined(separator: "\u{2400}".utf8))
        }
        isShortened = bytes.count > limit
        if isShortened {
            var end = max(limit - Self.goesOn.count, 0)
            if let line = bytes[..<end].lastIndex(of: 0x0A), line > end / 2 { end = line }
            while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            bytes = bytes[..<end] + Self.goesOn
        }
        self.text = SensitiveBytes(bytes)
    }
}

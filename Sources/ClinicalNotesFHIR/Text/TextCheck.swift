internal import ClinicalNotesModel

/// Looks through a text in UTF-8.
struct TextCheck {
    /// Where the first zero byte stands, if there is one.
    let zeroByte: Int?
    /// Whether nothing but space is there.
    let isBlank: Bool
    /// Whether there are control characters other than tabs and line ends, or characters that override the direction of
    /// the text: they may let a reader see other words than are there.
    let hasMarkedCharacters: Bool
    let isASCII: Bool

    /// Where bytes stop being UTF-8, if they do.
    static func invalidByte(of bytes: SensitiveBytes) -> Int? {
        bytes.withBytes { raw in
            do throws(UTF8.ValidationError) {
                _ = try UTF8Span(validating: Span<UInt8>(_bytes: raw))
                return nil
            } catch {
                return error.byteOffsets.lowerBound
            }
        }
    }

    init(_ bytes: SensitiveBytes) {
        self = bytes.withBytes { TextCheck(Span<UInt8>(_bytes: $0)) }
    }

    private init(_ span: Span<UInt8>) {
        var zeroByte: Int?
        var isBlank = true
        var isMarked = false
        var isASCII = true
        for place in span.indices {
            let byte = span[place]
            if byte > 0x20 {
                isBlank = false
                if byte < 0x7F { continue }
                if byte == 0x7F {
                    isMarked = true
                    continue
                }
                isASCII = false
                if byte == 0xC2, place + 1 < span.count, span[place + 1] < 0xA0 { isMarked = true }
                if byte == 0xE2, place + 2 < span.count {
                    isMarked = isMarked || TextCheck.overridesDirection(span[place + 1], span[place + 2])
                }
            } else if byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 {
                isMarked = true
                if byte == 0 && zeroByte == nil { zeroByte = place }
            }
        }
        self.zeroByte = zeroByte
        self.isBlank = isBlank
        self.isASCII = isASCII
        hasMarkedCharacters = isMarked
    }

    /// U+202A to U+202E and U+2066 to U+2069.
    private static func overridesDirection(_ second: UInt8, _ third: UInt8) -> Bool {
        second == 0x80 && (0xAA...0xAE).contains(third) || second == 0x81 && (0xA6...0xA9).contains(third)
    }
}

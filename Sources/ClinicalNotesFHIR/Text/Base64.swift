internal import ClinicalNotesModel

/// Base64 of RFC 4648, strict: padded, and with no stray bits.
///
/// Space between the digits is skipped, as R4 allows.
enum Base64 {
    /// Whether the text is well formed.
    static func isValid(_ text: String) -> Bool { decode(text) { _ in } }

    /// Decodes straight into memory that will be wiped, or gives `nil`.
    static func decode(_ text: String) -> SensitiveBytes? {
        var complete = false
        let bytes = SensitiveBytes(capacity: text.utf8.count / 4 * 3 + 3) { span in
            complete = decode(text) { span.append($0) }
        }
        return complete ? bytes : nil
    }

    private static func decode(_ text: String, _ take: (UInt8) -> Void) -> Bool {
        let digits = text.utf8.span
        let values = values.span
        var bits: UInt32 = 0
        var count = 0
        var padding = 0
        for place in digits.indices {
            let value = values[Int(digits[place])]
            if value < 64 {
                guard padding == 0 else { return false }
                bits = bits << 6 | UInt32(value)
                count += 1
                if count & 3 == 0 {
                    take(UInt8(truncatingIfNeeded: bits >> 16))
                    take(UInt8(truncatingIfNeeded: bits >> 8))
                    take(UInt8(truncatingIfNeeded: bits))
                    bits = 0
                }
            } else if digits[place] == UInt8(ascii: "=") {
                padding += 1
            } else if value != space {
                return false
            }
        }
        switch (count & 3, padding) {
        case (0, 0): return true
        case (2, 2) where bits & 0xF == 0:
            take(UInt8(truncatingIfNeeded: bits >> 4))
            return true
        case (3, 1) where bits & 0x3 == 0:
            take(UInt8(truncatingIfNeeded: bits >> 10))
            take(UInt8(truncatingIfNeeded: bits >> 2))
            return true
        default: return false
        }
    }

    private static let space: UInt8 = 254

    /// What each byte stands for: a digit, space, or nothing.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, digit) in digits.utf8.enumerated() { values[Int(digit)] = UInt8(value) }
        for byte in " \t\n\r".utf8 { values[Int(byte)] = space }
        return values
    }()
}

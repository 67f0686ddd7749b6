internal import ClinicalNotesModel

/// Base64 of RFC 4648, strict: padded, and with no stray bits.
///
/// Space between the digits is skipped, as R4 allows.
enum Base64 {
    /// How many bytes the text stands for, or `nil` if it is malformed.
    static func decodedCount(of text: String) -> Int? {
        var count = 0
        return decode(text) { _ in count += 1 } ? count : nil
    }

    /// Decodes straight into memory that will be wiped, or gives `nil`.
    static func decode(_ text: String) -> SensitiveBytes? {
        var complete = false
        let bytes = SensitiveBytes(capacity: text.utf8.count / 4 * 3 + 3) { span in
            complete = decode(text) { span.append($0) }
        }
        return complete ? bytes : nil
    }

    private static func decode(_ text: String, _ take: (UInt8) -> Void) -> Bool {
        var bits: UInt32 = 0
        var digits = 0
        var padding = 0
        for byte in text.utf8 where !isSpace(byte) {
            if byte == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            guard padding == 0, let digit = value(of: byte) else { return false }
            bits = bits << 6 | digit
            digits += 1
            if digits % 4 == 0 {
                for shift in [16, 8, 0] { take(UInt8(truncatingIfNeeded: bits >> UInt32(shift))) }
                bits = 0
            }
        }
        switch (digits % 4, padding) {
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

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

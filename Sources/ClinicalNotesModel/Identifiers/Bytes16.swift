/// Sixteen bytes, the size of every identifier that enters a place.
///
/// Held as two words so that comparing and hashing cost nothing.
/// The textual form is 32 lower-case hexadecimal digits.
public struct Bytes16: Hashable, Comparable, Sendable {
    /// Bytes 0 to 7, big endian.
    public let high: UInt64
    /// Bytes 8 to 15, big endian.
    public let low: UInt64

    /// Sixteen zero bytes: no identifier.
    public static let zero = Bytes16(high: 0, low: 0)

    /// Makes sixteen bytes of two big-endian words.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes sixteen bytes of a collection, or `nil` if it does not have exactly sixteen.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        for (offset, byte) in bytes.enumerated() {
            if offset < 8 {
                words.0 = words.0 << 8 | UInt64(byte)
            } else {
                words.1 = words.1 << 8 | UInt64(byte)
            }
        }
        self.init(high: words.0, low: words.1)
    }

    /// Makes sixteen bytes of an array, or `nil` if it does not have exactly sixteen.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for offset in 0..<8 {
            high = high << 8 | UInt64(bytes[offset])
            low = low << 8 | UInt64(bytes[offset + 8])
        }
        self.init(high: high, low: low)
    }

    /// Makes sixteen bytes of 32 hexadecimal digits, or `nil`.
    public init?(hex text: some StringProtocol) {
        guard text.utf8.count == 32 else { return nil }
        let middle = text.index(text.startIndex, offsetBy: 16)
        guard
            text.utf8.allSatisfy({ byte in
                (48...57).contains(byte) || (97...102).contains(byte) || (65...70).contains(byte)
            }),
            let high = UInt64(text[..<middle], radix: 16),
            let low = UInt64(text[middle...], radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }

    /// The sixteen bytes in order.
    public var bytes: [UInt8] {
        var out = [UInt8]()
        out.reserveCapacity(16)
        for word in [high, low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                out.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        return out
    }

    /// The thirty-two hexadecimal digits.
    public var hex: String {
        [high, low].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Orders by bytes.
    public static func < (left: Bytes16, right: Bytes16) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

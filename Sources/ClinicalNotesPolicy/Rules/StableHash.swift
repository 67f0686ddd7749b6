/// A hash that is the same on every run and machine: FNV-1a with 64 bits.
///
/// It tells whether something changed. It is no signature: who wants two texts of one hash can make them.
struct StableHash: CustomStringConvertible, Sendable {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func combine(_ text: String) {
        for byte in text.utf8 { combine(byte) }
        combine(0xff as UInt8)
    }

    mutating func combine(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }

    mutating func combine(_ word: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            combine(UInt8(truncatingIfNeeded: word >> shift))
        }
    }

    /// The hash as a number.
    var word: UInt64 { state }

    /// Sixteen hexadecimal digits.
    var description: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

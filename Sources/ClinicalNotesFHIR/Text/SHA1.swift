/// The hash that R4 gives attachments (FIPS 180-4): good against damage on the way, no proof of anything.
struct SHA1 {
    private var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]

    /// The 20 bytes of the hash of some bytes.
    static func hash(_ bytes: Span<UInt8>) -> [UInt8] {
        var hash = SHA1()
        var words = [UInt32](repeating: 0, count: 80)
        var place = 0
        while place + 64 <= bytes.count {
            for word in 0..<16 {
                let start = place + word * 4
                words[word] =
                    UInt32(bytes[start]) << 24 | UInt32(bytes[start + 1]) << 16
                    | UInt32(bytes[start + 2]) << 8 | UInt32(bytes[start + 3])
            }
            hash.mix(&words)
            place += 64
        }
        var rest: [UInt8] = (place..<bytes.count).map { bytes[$0] } + [0x80]
        while rest.count % 64 != 56 { rest.append(0) }
        for shift in stride(from: 56, through: 0, by: -8) {
            rest.append(UInt8(truncatingIfNeeded: (UInt64(bytes.count) << 3) >> UInt64(shift)))
        }
        for start in stride(from: 0, to: rest.count, by: 64) {
            for word in 0..<16 {
                words[word] = rest[(start + word * 4)..<(start + word * 4 + 4)].reduce(0) {
                    $0 << 8 | UInt32($1)
                }
            }
            hash.mix(&words)
        }
        return hash.state.flatMap { word in
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
        }
    }

    private mutating func mix(_ words: inout [UInt32]) {
        for place in 16..<80 {
            words[place] = rotated(
                words[place - 3] ^ words[place - 8] ^ words[place - 14] ^ words[place - 16],
                by: 1
            )
        }
        var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
        for place in 0..<80 {
            let (choice, constant): (UInt32, UInt32) =
                switch place {
                case ..<20: (b & c | ~b & d, 0x5A82_7999)
                case ..<40: (b ^ c ^ d, 0x6ED9_EBA1)
                case ..<60: (b & c | b & d | c & d, 0x8F1B_BCDC)
                default: (b ^ c ^ d, 0xCA62_C1D6)
                }
            let next = rotated(a, by: 5) &+ choice &+ e &+ constant &+ words[place]
            (a, b, c, d, e) = (next, a, rotated(b, by: 30), c, d)
        }
        for (place, word) in [a, b, c, d, e].enumerated() { state[place] &+= word }
    }

    private func rotated(_ word: UInt32, by count: UInt32) -> UInt32 { word << count | word >> (32 - count) }
}

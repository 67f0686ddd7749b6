internal import ClinicalNotesModel

/// Sixteen letters that stand nowhere by chance.
struct Canary: Hashable, Sendable {
    /// No vowels, and few of the letters of which codes are made.
    private static let letters = Array("BCDFGHJKVWXZ".utf8)

    let bytes: [UInt8]

    init(_ seed: UInt64, _ number: UInt64) {
        var random = SeededRandom(seed &* 1_000_003 &+ number &* 7_919 &+ 12)
        bytes = (0..<16).map { _ in Self.letters.randomElement(using: &random) ?? 66 }
    }

    /// As an identifier or a pseudonym.
    var id: Bytes16 { Bytes16(bytes) ?? .zero }

    /// The texts in which bytes are usually put down.
    var spellings: [[UInt8]] {
        let hex = bytes.map { String($0, radix: 16) }.joined()
        let uuid = [
            hex.prefix(8), hex.dropFirst(8).prefix(4), hex.dropFirst(12).prefix(4),
            hex.dropFirst(16).prefix(4), hex.dropFirst(20),
        ]
        .joined(separator: "-")
        let numbers = bytes.map { "\($0)" }
        let texts = [
            hex, hex.uppercased(), uuid, uuid.uppercased(), numbers.joined(separator: ","),
            numbers.joined(separator: ", "),
        ]
        let wide: [[UInt8]] = bytes.map { [$0, 0] }
        return [bytes, Array(wide.joined())] + texts.map { Array($0.utf8) }
            + (0..<3).map { base64(after: $0) }
    }

    /// What is in Base64 wherever as many bytes stand before.
    private func base64(after count: Int) -> [UInt8] {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var bits: [UInt8] = []
        for byte in [UInt8](repeating: 0, count: count) + bytes {
            bits += (0..<8).map { byte >> (7 - $0) & 1 }
        }
        let whole = stride(from: 0, through: bits.count - 6, by: 6).map { start in
            digits[bits[start..<start + 6].reduce(0) { $0 << 1 | Int($1) }]
        }
        return Array(whole.dropFirst((count * 8 + 5) / 6))
    }

    /// Whether a short text tells of it: four letters, or the number that their bytes make.
    func isTold(in text: String) -> Bool {
        (0...bytes.count - 4).contains { start in
            let part = bytes[start..<start + 4]
            let number = part.reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
            return [String(decoding: part, as: UTF8.self), "\(number)", "\(number.byteSwapped)"].contains {
                text.contains($0)
            }
        }
    }
}

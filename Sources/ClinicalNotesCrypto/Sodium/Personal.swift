/// The sixteen ASCII characters that keep one use of BLAKE2b apart from every other.
///
/// The last eight are never all zero, so that no use meets `crypto_kdf`, whose labels end in eight zero bytes.
package struct Personal: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    let words: (UInt64, UInt64)

    /// Takes a label.
    ///
    /// - Parameter label: Exactly sixteen ASCII characters; anything else is a mistake in the program.
    package init(stringLiteral label: String) {
        let bytes = Array(label.utf8)
        precondition(bytes.count == 16 && bytes.allSatisfy { (33...126).contains($0) })
        var words: (UInt64, UInt64) = (0, 0)
        for offset in (0..<8).reversed() {
            words.0 = words.0 << 8 | UInt64(bytes[offset])
            words.1 = words.1 << 8 | UInt64(bytes[offset + 8])
        }
        self.words = words
    }

    private init() { words = (0, 0) }

    /// No label: plain BLAKE2b.
    static let plain = Personal()

    /// The sixteen characters.
    package var description: String {
        let bytes = [words.0, words.1].flatMap { word in
            stride(from: 0, to: 64, by: 8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the characters are the same.
    package static func == (left: Personal, right: Personal) -> Bool { left.words == right.words }

    /// Hashes the characters.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}

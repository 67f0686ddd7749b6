package import ClinicalNotesModel

/// A hash of thirty-two bytes: BLAKE2b-256 of sealed records and manifests, SHA-256 inside Merkle logs.
public struct Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
    let words: Words32

    /// How many bytes a digest has.
    package static let size = 32

    /// Thirty-two zero bytes: no digest.
    package static let zero = Digest(words: .zero)

    init(words: Words32) { self.words = words }

    /// Takes thirty-two bytes, or gives `nil`.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32, let words = Words32(bytes) else { return nil }
        self.words = words
    }

    /// Reads thirty-two bytes.
    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        words = try Words32(from: &reader)
    }

    /// Writes thirty-two bytes.
    package func encode(into writer: inout ByteWriter) { words.encode(into: &writer) }

    /// The thirty-two bytes.
    public var bytes: [UInt8] { words.bytes }

    /// Sixty-four hexadecimal digits.
    public var description: String { words.hex }

    /// Orders by bytes.
    public static func < (left: Digest, right: Digest) -> Bool { left.words < right.words }

    /// Plain BLAKE2b-256 of an array: keeps callers in other modules from the generic code.
    ///
    /// - Parameter bytes: What is hashed.
    /// - Returns: The digest.
    package static func of(_ bytes: [UInt8]) -> Digest {
        bytes.lend { Digest(words: Sodium.blake2b($0, personal: .plain)) }
    }

    /// Plain BLAKE2b-256.
    ///
    /// - Parameter bytes: What is hashed.
    /// - Returns: The digest.
    package static func of(_ bytes: some Collection<UInt8>) -> Digest {
        bytes.lend { Digest(words: Sodium.blake2b($0, personal: .plain)) }
    }

    /// Plain BLAKE2b-256 of bytes that are wiped after use.
    ///
    /// - Parameter bytes: What is hashed.
    /// - Returns: The digest.
    package static func of(_ bytes: SensitiveBytes) -> Digest {
        bytes.withBytes { Digest(words: Sodium.blake2b($0, personal: .plain)) }
    }

    /// BLAKE2b-256 kept apart from other uses.
    ///
    /// - Parameters:
    ///   - bytes: What is hashed.
    ///   - personal: The use's label.
    /// - Returns: The digest.
    package static func of(_ bytes: some Collection<UInt8>, personal: Personal) -> Digest {
        bytes.lend { Digest(words: Sodium.blake2b($0, personal: personal)) }
    }
}

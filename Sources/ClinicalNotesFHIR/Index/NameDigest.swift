internal import ClinicalNotes

/// What an input calls one of its resources, as a digest: names and numbers of people are not kept for the whole input.
struct NameDigest: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// The digest of an address, or of a type and an id.
    init(_ name: String) {
        let bytes = Digest.of(Array(name.utf8)).bytes
        high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The digest of a resource type and a number that names a resource of it.
    init(_ type: String, _ identifier: ImportedIdentifier) {
        self.init("\(type)?\(identifier.system ?? "")|\(identifier.value)")
    }
}

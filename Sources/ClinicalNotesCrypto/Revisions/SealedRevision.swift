/// A sealed revision, as it is stored.
public struct SealedRevision: Hashable, Sendable {
    /// The record.
    public let bytes: [UInt8]
    /// What was signed and what the owner's log holds.
    public let manifestHash: Digest
    /// BLAKE2b-256 of the record without its fields' blobs, which the manifest hashes: what the header remembers.
    public let frameHash: Digest
}

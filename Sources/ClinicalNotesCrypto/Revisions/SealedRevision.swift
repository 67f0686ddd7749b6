/// A sealed revision, as it is stored.
package struct SealedRevision: Hashable, Sendable {
    /// The record.
    package let bytes: [UInt8]
    /// What was signed and what the owner's log holds.
    package let manifestHash: Digest
    /// BLAKE2b-256 of the record without its fields' blobs, which the manifest hashes: what the header remembers.
    package let frameHash: Digest
}

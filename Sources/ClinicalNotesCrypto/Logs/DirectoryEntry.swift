public import ClinicalNotesModel

/// The current revision of one record of an owner.
public struct DirectoryEntry: Hashable, Sendable {
    /// The record.
    public let record: RecordID
    /// Its current revision.
    public let revision: UInt64
    /// The hash of that revision's leaf in the owner's log.
    public let leafHash: Digest
    /// What lists select a note by; `nil` for a record that is no note's header.
    public let note: DirectoryNote?

    /// Makes an entry.
    public init(record: RecordID, revision: UInt64, leafHash: Digest, note: DirectoryNote? = nil) {
        self.record = record
        self.revision = revision
        self.leafHash = leafHash
        self.note = note
    }
}

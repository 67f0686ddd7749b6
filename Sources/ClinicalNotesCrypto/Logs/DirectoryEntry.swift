package import ClinicalNotesModel

/// The current revision of one record of an owner.
package struct DirectoryEntry: Hashable, Sendable {
    /// The record.
    package let record: RecordID
    /// Its current revision.
    package let revision: UInt64
    /// The hash of that revision's leaf in the owner's log.
    package let leafHash: Digest
    /// What lists select a note by; `nil` for a record that is no note's header.
    package let note: DirectoryNote?

    /// Makes an entry.
    package init(record: RecordID, revision: UInt64, leafHash: Digest, note: DirectoryNote? = nil) {
        self.record = record
        self.revision = revision
        self.leafHash = leafHash
        self.note = note
    }
}

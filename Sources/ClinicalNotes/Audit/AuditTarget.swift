internal import ClinicalNotesModel

/// What an audit entry is about: a record of an owner's, as it was seen.
struct AuditTarget {
    let owner: OwnerID
    var record: RecordID?
    var revision: UInt64 = 0
    /// The owner's epoch at the decision; of a commit that changes the owner its own.
    var epoch: UInt64 = 0

    /// An owner's record as a whole.
    static func owner(_ owner: OwnerID, epoch: UInt64 = 0) -> AuditTarget {
        AuditTarget(owner: owner, epoch: epoch)
    }

    /// A patient's record as a whole, on record or not.
    static func wholeRecord(of patient: PatientID, epoch: UInt64 = 0) -> AuditTarget {
        .note(.wholeRecord(of: patient), epoch: epoch)
    }

    /// A note as it was loaded.
    static func note(_ note: LoadedNote) -> AuditTarget {
        .note(note.id, revision: note.header.revision, epoch: note.view.epoch)
    }

    /// A note that is known by its name alone, or that a commit makes.
    static func note(_ id: NoteID, revision: UInt64 = 0, epoch: UInt64 = 0) -> AuditTarget {
        AuditTarget(owner: id.owner, record: id.record, revision: revision, epoch: epoch)
    }
}

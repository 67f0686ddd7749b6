internal import ClinicalNotesCrypto
internal import ClinicalNotesStorage

/// A batch, the audit entries that record it, and the heads that owners have once it is committed.
struct RecordedBatch {
    let batch: WriteBatch
    let entries: [AuditEntry]
    let heads: [OwnerHead]
}

extension VaultCore {
    /// Commits a batch; what it makes of its owners counts as seen by this process.
    func commit(_ recorded: RecordedBatch) async throws(NotesError) -> CommitOutcome {
        let outcome = try await commit(recorded.batch, recording: recorded.entries)
        if case .committed = outcome { caches.newest.note(recorded.heads) }
        return outcome
    }
}

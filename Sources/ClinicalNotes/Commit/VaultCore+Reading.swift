internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension VaultCore {
    /// Commits audit entries of something that is about to be handed out; `false` if it must be decided again.
    func commitReading(
        _ expectations: [Expectation],
        _ entries: [AuditEntry]
    ) async throws(NotesError) -> Bool {
        // A guard that is known to have moved, whatever the store says.
        guard !expectations.contains(where: caches.newest.isOutdated) else { return false }
        let outcome: CommitOutcome
        do {
            outcome = try await commit(
                WriteBatch(tenant: tenant, expectations: expectations, writes: []),
                recording: entries
            )
        } catch {
            guard ![.timedOut, .cancelled].contains(error.code) else { throw error }
            throw NotesError(.auditUnavailable, at: error.code.description)
        }
        switch outcome {
        case .committed: return true
        case .conflict: return false
        case .outcomeUnknown: throw recordingFailed
        }
    }

    /// What is told where nobody knows whether an entry is on record: nothing was handed out, so who asks again loses
    /// nothing.
    var recordingFailed: NotesError {
        if Task.isCancelled { return NotesError(.cancelled) }
        return NotesError(deadline.hasPassed ? .timedOut : .auditUnavailable)
    }
}

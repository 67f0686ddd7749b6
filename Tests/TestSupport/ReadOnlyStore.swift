package import ClinicalNotesModel
package import ClinicalNotesStorage

/// A store that can be read and nothing else.
package struct ReadOnlyStore: ForwardingStore {
    package let forwarded: any NoteStore

    package init(forwarded: any NoteStore) { self.forwarded = forwarded }

    package func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        throw StorageError(.unavailable)
    }
}

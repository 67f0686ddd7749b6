import ClinicalNotes

/// A store that can be read and nothing else.
struct ReadOnlyStore: ForwardingStore {
    let forwarded: any NoteStore

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        throw StorageError(.unavailable)
    }
}

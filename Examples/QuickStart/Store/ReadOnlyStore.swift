internal import ClinicalNotes

/// A store that can be read and nothing else, so that looking at a practice never changes it.
struct ReadOnlyStore<Store: NoteStore>: NoteStore {
    let store: Store

    var capabilities: StoreCapabilities { store.capabilities }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        try await store.fetch(keys, by: deadline)
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        try await store.scan(query, by: deadline)
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        try await store.list(
            tenant,
            owner: owner,
            collection: collection,
            after: after,
            limit: limit,
            by: deadline
        )
    }

    func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        throw StorageError(.unavailable)
    }

    func close() async throws(StorageError) { try await store.close() }
}

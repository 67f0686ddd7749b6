import ClinicalNotes

/// A store that can be read and nothing else.
struct ReadOnlyStore: NoteStore {
    let base: any NoteStore

    var capabilities: StoreCapabilities { base.capabilities }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        try await base.fetch(keys, by: deadline)
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        try await base.scan(query, by: deadline)
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        try await base.list(
            tenant,
            owner: owner,
            collection: collection,
            after: after,
            limit: limit,
            by: deadline
        )
    }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        throw StorageError(.unavailable)
    }

    func close() async throws(StorageError) { try await base.close() }
}

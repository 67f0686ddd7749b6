internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// A store whose calls are watched, and end when the check is over.
struct WatchedStore: NoteStore {
    private let base: any NoteStore
    private let watch: CallWatch

    init(_ base: any NoteStore, _ watch: CallWatch) {
        self.base = base
        self.watch = watch
        watch.opened(base)
    }

    var capabilities: StoreCapabilities { base.capabilities }
    var contractVersion: Int { base.contractVersion }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        try watch.begin("fetch")
        defer { watch.end("fetch") }
        return try await base.fetch(keys, by: deadline)
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        try watch.begin("scan")
        defer { watch.end("scan") }
        return try await base.scan(query, by: deadline)
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        try watch.begin("list")
        defer { watch.end("list") }
        return try await base.list(
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
        try watch.begin("commit")
        defer { watch.end("commit") }
        return try await base.commit(batches, by: deadline)
    }

    func close() async throws(StorageError) {
        try watch.begin("close")
        defer { watch.end("close") }
        try await base.close()
    }
}

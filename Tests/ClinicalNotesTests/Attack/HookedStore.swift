import ClinicalNotesStorage

@testable import ClinicalNotes

/// A store that lets something happen before its next commit.
final class HookedStore: NoteStore {
    private let base = InMemoryNoteStore()
    private let hook = Shared<(@Sendable () async -> Void)?>(nil)

    var capabilities: StoreCapabilities { base.capabilities }

    func beforeCommit(_ hook: @escaping @Sendable () async -> Void) { self.hook.change { $0 = hook } }

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
        if let waiting = hook.value {
            hook.change { $0 = nil }
            await waiting()
        }
        return try await base.commit(batches, by: deadline)
    }

    func close() async throws(StorageError) { try await base.close() }
}

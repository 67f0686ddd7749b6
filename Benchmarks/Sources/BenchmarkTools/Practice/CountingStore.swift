package import ClinicalNotes
internal import Synchronization

/// Counts the calls that reach a store: each is a round trip to a database.
package final class CountingStore: NoteStore {
    private let store: any NoteStore
    private let count = Atomic<Int>(0)

    /// Counts what reaches this store.
    package init(_ store: any NoteStore) { self.store = store }

    /// How many calls there were.
    package var calls: Int { count.load(ordering: .relaxed) }

    package var capabilities: StoreCapabilities { store.capabilities }

    package func fetch(
        _ keys: [RecordKey],
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord?] {
        countOne()
        return try await store.fetch(keys, by: deadline)
    }

    package func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        countOne()
        return try await store.scan(query, by: deadline)
    }

    package func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        countOne()
        return try await store.list(
            tenant,
            owner: owner,
            collection: collection,
            after: after,
            limit: limit,
            by: deadline
        )
    }

    package func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        countOne()
        return try await store.commit(batches, by: deadline)
    }

    package func close() async throws(StorageError) { try await store.close() }

    private func countOne() { count.add(1, ordering: .relaxed) }
}

import ClinicalNotes
import Synchronization

/// A store in memory that can be looked through, and that damages or fails what a test names.
final class WatchedStore: ForwardingStore {
    private struct Faults {
        var damaged: Set<OwnerID> = []
        var commitsLeft = Int.max
    }

    private let inner = InMemoryNoteStore()
    var forwarded: any NoteStore { inner }
    private let faults = Mutex(Faults())
    private let tenants = Mutex<Set<TenantID>>([])

    /// From now on the owner's records come back with a flipped bit.
    func damage(_ owner: OwnerID) { faults.withLock { _ = $0.damaged.insert(owner) } }

    /// After this many further commits the store does not answer.
    func fail(afterCommits count: Int) { faults.withLock { $0.commitsLeft = count } }

    /// All but what the audit log tells: that somebody tried what was refused is on record.
    func recordsButAudit() async throws(StorageError) -> [StoredRecord] {
        try await records().filter { $0.key.collection != .audit }
    }

    /// Every record of the store.
    func records() async throws(StorageError) -> [StoredRecord] {
        var records: [StoredRecord] = []
        for tenant in tenants.withLock({ $0.sorted() }) {
            records += try await inner.list(
                tenant,
                owner: nil,
                collection: nil,
                after: nil,
                limit: .max,
                by: .never
            )
        }
        return records
    }

    func fetch(
        _ keys: [RecordKey],
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord?] {
        let damaged = faults.withLock { $0.damaged }
        return try await inner.fetch(keys, by: deadline).map { record in
            guard let record, damaged.contains(record.key.owner) else { return record }
            var bytes = record.value.joined
            bytes[bytes.count / 2] ^= 1
            return StoredRecord(key: record.key, revision: record.revision, value: RecordBytes(bytes))
        }
    }

    func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        let isDown = faults.withLock { faults in
            faults.commitsLeft -= 1
            return faults.commitsLeft < 0
        }
        guard !isDown else { throw StorageError(.unavailable) }
        tenants.withLock { $0.formUnion(batches.map(\.tenant)) }
        return try await inner.commit(batches, by: deadline)
    }
}

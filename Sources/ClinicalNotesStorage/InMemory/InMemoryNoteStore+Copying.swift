public import ClinicalNotesModel
internal import Synchronization

extension InMemoryNoteStore: CopyableStore {
    /// Keeps what the store holds now.
    ///
    /// - Parameter deadline: When to give up.
    /// - Returns: The snapshot.
    /// - Throws: ``StorageError`` with `closed` or `timedOut`.
    public func snapshot(by deadline: Deadline) async throws(StorageError) -> any StoreSnapshot {
        Snapshot(try withRecords(by: deadline) { $0 })
    }

    /// Takes over records as another store had them, in one commit.
    ///
    /// - Parameters:
    ///   - records: Records of one practice, none of which is there yet.
    ///   - deadline: When to give up.
    /// - Throws: ``StorageError`` with `closed`, `timedOut` or `invalidBatch`; then nothing was written.
    public func load(_ records: [CopiedRecord], by deadline: Deadline) async throws(StorageError) {
        _ = try records.checkedTenant()
        let isLoaded = try withRecords(by: deadline) { $0.load(records) }
        guard isLoaded else { throw StorageError(.invalidBatch) }
    }

    private final class Snapshot: StoreSnapshot {
        private let held: Mutex<InMemoryRecords?>

        init(_ records: InMemoryRecords) { held = Mutex(records) }

        func records(
            of tenant: TenantID,
            after: RecordKey?,
            limit: Int,
            by deadline: Deadline
        ) async throws(StorageError) -> [CopiedRecord] {
            guard let records = held.withLock({ $0 }) else { throw StorageError(.closed) }
            guard !deadline.hasPassed else { throw StorageError(.timedOut) }
            return records.copies(of: tenant, after: after, limit: limit)
        }

        func end() async { held.withLock { $0 = nil } }
    }
}

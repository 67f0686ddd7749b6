public import ClinicalNotesModel
internal import Synchronization

/// A store that keeps everything in memory, for tests, previews and short-lived vaults.
///
/// It follows the contract to the letter but for durability: what it holds is gone when it is closed or
/// released. A group of batches counts as begun when its first one begins.
public final class InMemoryNoteStore: NoteStore {
    private struct State {
        var isOpen = true
        var records = InMemoryRecords()
    }

    private let state = Mutex(State())

    /// Makes an empty store.
    public init() {}

    /// Nothing: it is not durable, so that a vault on it needs `waiving: .durable`.
    public var capabilities: StoreCapabilities { [] }

    /// The newest version of the contract.
    public var contractVersion: Int { StoreContract.version }

    /// Fetches records by key, all as of one moment.
    ///
    /// - Parameters:
    ///   - keys: The records, in any order; a key may stand twice.
    ///   - deadline: When to give up.
    /// - Returns: One element a key, in the order of the keys; `nil` where there is no such record.
    /// - Throws: ``StorageError`` with `closed` or `timedOut`.
    public func fetch(
        _ keys: [RecordKey],
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord?] {
        try withRecords(by: deadline) { records in keys.map { records.record($0) } }
    }

    /// Selects index entries in their order.
    ///
    /// - Parameters:
    ///   - query: What to select, and how many.
    ///   - deadline: When to give up.
    /// - Returns: A page.
    /// - Throws: ``StorageError`` with `closed` or `timedOut`.
    public func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        try withRecords(by: deadline) { records in records.index.page(query) }
    }

    /// Lists the records of a tenant in the order of their keys.
    ///
    /// - Parameters:
    ///   - tenant: The practice.
    ///   - owner: Only this owner's, or all.
    ///   - collection: Only this class, or all.
    ///   - after: The last key already seen.
    ///   - limit: How many at the most.
    ///   - deadline: When to give up.
    /// - Returns: The records that follow; empty at the end.
    /// - Throws: ``StorageError`` with `closed` or `timedOut`.
    public func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        try withRecords(by: deadline) { records in
            records.list(tenant, owner: owner, collection: collection, after: after, limit: limit)
        }
    }

    /// Commits batches, each by itself, in order.
    ///
    /// - Parameters:
    ///   - batches: The batches.
    ///   - deadline: When to give up; looked at once, before the first batch.
    /// - Returns: One outcome a batch, in their order.
    /// - Throws: ``StorageError`` with `closed`, `timedOut`, `invalidBatch`, `valueTooLarge`, or
    ///   `corrupted` for a log that is at its end; then no batch was written.
    public func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        for batch in batches { try batch.checkRules() }
        return try withRecords(by: deadline) { records throws(StorageError) in
            guard records.haveRoom(for: batches) else { throw StorageError(.corrupted) }
            return batches.map { records.commit($0) }
        }
    }

    /// Lets go of everything.
    ///
    /// Later calls throw `closed`; closing twice is no error.
    ///
    /// - Throws: Nothing.
    public func close() async throws(StorageError) {
        state.withLock { $0 = State(isOpen: false) }
    }

    func withRecords<Value: Sendable>(
        by deadline: Deadline,
        _ body: (inout InMemoryRecords) throws(StorageError) -> Value
    ) throws(StorageError) -> Value {
        try state.withLock { state throws(StorageError) in
            guard state.isOpen else { throw StorageError(.closed) }
            guard !deadline.hasPassed else { throw StorageError(.timedOut) }
            return try body(&state.records)
        }
    }
}

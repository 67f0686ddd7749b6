public import ClinicalNotesModel
internal import Synchronization

/// A store whose calls an observer is told of; otherwise the one that it wraps.
///
/// A vault takes backups of the store that is wrapped, past the observer, if that one can be copied.
public final class ObservedStore: NoteStore {
    /// The store that is wrapped.
    public let observed: any NoteStore
    private let observer: any StoreObserver
    private let underWay = Mutex(0)

    /// Wraps a store.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - observer: Who is told.
    public init(_ store: any NoteStore, observer: any StoreObserver) {
        observed = store
        self.observer = observer
    }

    /// Those of the store.
    public var capabilities: StoreCapabilities { observed.capabilities }

    /// That of the store.
    public var contractVersion: Int { observed.contractVersion }

    /// Fetches records by key, all as of one moment.
    ///
    /// - Parameters:
    ///   - keys: The records, in any order; a key may stand twice.
    ///   - deadline: When to give up.
    /// - Returns: What the store returns.
    /// - Throws: ``StorageError``, as the store does.
    public func fetch(
        _ keys: [RecordKey],
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord?] {
        try await observe(.fetch, asked: keys.count) { () async throws(StorageError) in
            try await observed.fetch(keys, by: deadline)
        } answered: {
            ($0.count, .answered)
        }
    }

    /// Selects index entries in their order.
    ///
    /// - Parameters:
    ///   - query: What to select, and how many.
    ///   - deadline: When to give up.
    /// - Returns: What the store returns.
    /// - Throws: ``StorageError``, as the store does.
    public func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        try await observe(.scan) { () async throws(StorageError) in
            try await observed.scan(query, by: deadline)
        } answered: {
            ($0.hits.count, .answered)
        }
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
    /// - Returns: What the store returns.
    /// - Throws: ``StorageError``, as the store does.
    public func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        try await observe(.list) { () async throws(StorageError) in
            try await observed.list(
                tenant,
                owner: owner,
                collection: collection,
                after: after,
                limit: limit,
                by: deadline
            )
        } answered: {
            ($0.count, .answered)
        }
    }

    /// Commits batches, each by itself, in order.
    ///
    /// - Parameters:
    ///   - batches: The batches.
    ///   - deadline: When to give up.
    /// - Returns: What the store returns.
    /// - Throws: ``StorageError``, as the store does.
    public func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        let writes = batches.reduce(0) { $0 + $1.writes.count }
        return try await observe(.commit, asked: writes) { () async throws(StorageError) in
            try await observed.commit(batches, by: deadline)
        } answered: { outcomes in
            var (committed, conflicts, unknown) = (0, 0, 0)
            for outcome in outcomes {
                switch outcome {
                case .committed: committed += 1
                case .conflict: conflicts += 1
                case .outcomeUnknown: unknown += 1
                }
            }
            return (writes, .judged(committed: committed, conflicts: conflicts, unknown: unknown))
        }
    }

    /// Closes the store.
    ///
    /// - Throws: ``StorageError``, as the store does.
    public func close() async throws(StorageError) {
        try await observe(.close) { () async throws(StorageError) in
            try await observed.close()
        } answered: {
            (0, .answered)
        }
    }

    private func observe<Value: Sendable>(
        _ operation: StoreCall.Operation,
        asked: Int = 0,
        _ call: () async throws(StorageError) -> Value,
        answered: (Value) -> (rows: Int, outcome: StoreCall.Outcome)
    ) async throws(StorageError) -> Value {
        let queueLength = underWay.withLock { calls in
            defer { calls += 1 }
            return calls
        }
        defer { underWay.withLock { $0 -= 1 } }
        let retries = RetryCount()
        let begin = ContinuousClock().now
        let result = await RetryCount.$current.withValue(retries) {
            await Result(catching: call)
        }
        let (rows, outcome): (Int, StoreCall.Outcome) =
            switch result {
            case .success(let value): answered(value)
            case .failure(let error): (asked, .failed(error.code, error.detail))
            }
        observer.ended(
            StoreCall(
                operation: operation,
                duration: begin.duration(to: ContinuousClock().now),
                rows: rows,
                retries: retries.count,
                queueLength: queueLength,
                outcome: outcome
            )
        )
        return try result.get()
    }
}

extension Result {
    /// What came of an asynchronous call.
    fileprivate init(catching call: () async throws(Failure) -> Success) async {
        do throws(Failure) {
            self = .success(try await call())
        } catch {
            self = .failure(error)
        }
    }
}

internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The host's store as the vault uses it: every answer has the shape that was asked for, every call ends in time.
///
/// A store can be slow, wrong or hostile. What it answers is looked at here once, before anything uses it, so that
/// nothing behind can trap, stall or be cut short by it; whether the bytes are what was sealed is for others to find.
struct CheckedStore: NoteStore {
    private let store: any NoteStore
    private let calls: HostCalls

    /// Wraps a store, once.
    ///
    /// - Parameters:
    ///   - store: The host's store.
    ///   - timeout: How long one call may take, also where the caller sets no deadline.
    init(_ store: any NoteStore, timeout: Duration = CallTime.timeout) {
        if let checked = store as? CheckedStore {
            self = checked
        } else {
            self.store = store
            calls = HostCalls(timeout: timeout)
        }
    }

    /// The calls that copy the host's store, or the one that it has observed, if that can be copied while it is used.
    var copies: CheckedCopies? {
        var store = store
        while let observed = store as? ObservedStore { store = observed.observed }
        return (store as? any CopyableStore).map { CheckedCopies($0, calls: calls) }
    }

    var capabilities: StoreCapabilities { store.capabilities }
    var contractVersion: Int { store.contractVersion }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        let found = try await ask(by: deadline) { (store, deadline) async throws(StorageError) in
            try await store.fetch(keys, by: deadline)
        }
        try StoreAnswer.check(found, of: keys)
        return found
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        let page = try await ask(by: deadline) { (store, deadline) async throws(StorageError) in
            try await store.scan(query, by: deadline)
        }
        try StoreAnswer.check(page, of: query)
        return page
    }

    /// As the contract has it, and a page is short only at the end, however few rows the store gives at a time.
    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        var found: [StoredRecord] = []
        while found.count < limit {
            let (last, left) = (found.last?.key ?? after, limit - found.count)
            let more = try await ask(by: deadline) { (store, deadline) async throws(StorageError) in
                try await store.list(
                    tenant,
                    owner: owner,
                    collection: collection,
                    after: last,
                    limit: left,
                    by: deadline
                )
            }
            guard !more.isEmpty else { break }
            try StoreAnswer.check(more, of: tenant, owner, collection, after: last, limit: left)
            found += more
        }
        return found
    }

    /// Commits batches; those that the store does not answer for in time may still come about.
    func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        let unknown = Result<[CommitOutcome], StorageError>.success(batches.map { _ in .outcomeUnknown })
        let outcomes = try await ask(by: deadline, late: unknown, cancelled: unknown) {
            (store, deadline) async throws(StorageError) in
            try await store.commit(batches, by: deadline)
        }
        try StoreAnswer.check(outcomes, of: batches)
        return outcomes
    }

    /// Closes the store, also for a caller who was cancelled or whose time is over.
    func close() async throws(StorageError) {
        try await calls.end { [store] () async throws(StorageError) in try await store.close() }
    }

    private func ask<Value: Sendable>(
        by deadline: Deadline,
        late: Result<Value, StorageError> = .failure(StorageError(.timedOut)),
        cancelled: Result<Value, StorageError> = .failure(StorageError(.cancelled)),
        _ call: @escaping @Sendable (any NoteStore, Deadline) async throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        try await calls.ask(by: deadline, late: late, cancelled: cancelled) {
            [store] deadline async throws(StorageError) in try await call(store, deadline)
        }
    }
}

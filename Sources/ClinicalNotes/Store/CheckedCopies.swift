internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The host's store as it is copied: watched and looked at as ``CheckedStore`` does with its other calls.
struct CheckedCopies: Sendable {
    private let store: any CopyableStore
    private let calls: HostCalls

    /// Wraps the calls that only a copy makes.
    init(_ store: any CopyableStore, calls: HostCalls) {
        self.store = store
        self.calls = calls
    }

    /// Keeps what the store holds now; one that comes when it is no longer waited for is ended by whoever brings it.
    func snapshot(by deadline: Deadline) async throws(StorageError) -> CheckedSnapshot {
        let brought = CallAnswer<any StoreSnapshot, StorageError>()
        do throws(StorageError) {
            try await calls.ask(by: deadline) { [store] deadline async throws(StorageError) in
                let snapshot = try await store.snapshot(by: deadline)
                if !brought.give(.success(snapshot)) { await snapshot.end() }
            }
        } catch {
            if !brought.give(.failure(error)), let snapshot = try brought.takenAtOnce()?.get() {
                await CheckedSnapshot(snapshot, calls: calls).end()
            }
            throw error
        }
        guard let snapshot = try brought.takenAtOnce()?.get() else { throw StorageError(.misbehaved) }
        return CheckedSnapshot(snapshot, calls: calls)
    }

    /// Takes records over; what the store does not answer for in time may still come about.
    func load(_ records: [CopiedRecord], by deadline: Deadline) async throws(StorageError) {
        try await calls.ask(by: deadline) { [store] deadline async throws(StorageError) in
            try await store.load(records, by: deadline)
        }
    }
}

/// A moment of the host's store.
struct CheckedSnapshot: StoreSnapshot {
    private let snapshot: any StoreSnapshot
    private let calls: HostCalls

    init(_ snapshot: any StoreSnapshot, calls: HostCalls) {
        self.snapshot = snapshot
        self.calls = calls
    }

    func records(
        of tenant: TenantID,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [CopiedRecord] {
        let found = try await calls.ask(by: deadline) { [snapshot] deadline async throws(StorageError) in
            try await snapshot.records(of: tenant, after: after, limit: limit, by: deadline)
        }
        try StoreAnswer.check(found, of: tenant, after: after, limit: limit)
        return found
    }

    func end() async {
        // One that does not end in time is left to the store.
        try? await calls.end { [snapshot] () async throws(StorageError) in await snapshot.end() }
    }
}

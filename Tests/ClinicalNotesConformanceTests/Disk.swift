import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import Synchronization

/// A database for tests that can be opened again, opened twice, crashed and held up: batches that are flushed stay.
actor Disk {
    /// What is wrong with it.
    enum Fault {
        case flushesWhenClosed, flushesLate, forgetsLateFlushes, tearsBatches, waitsForAnyTime
    }

    nonisolated let base = InMemoryNoteStore()
    private let fault: Fault?
    private var flushed: [WriteBatch] = []
    private var unflushed: [WriteBatch] = []
    private var heldUntil = ContinuousClock().now

    init(_ fault: Fault? = nil, holding batches: [WriteBatch] = []) async {
        self.fault = fault
        flushed = batches
        _ = try? await base.commit(batches, by: .never)
    }

    func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        while ContinuousClock().now < heldUntil {
            guard fault == .waitsForAnyTime || !deadline.hasPassed else { throw StorageError(.timedOut) }
            await Task.detached { try? await Task.sleep(for: .milliseconds(5)) }.value
        }
        // Nothing comes between these two: the base never waits.
        let outcomes = try await base.commit(batches, by: fault == .waitsForAnyTime ? .never : deadline)
        let written = zip(batches, outcomes).compactMap { batch, outcome -> WriteBatch? in
            if case .committed = outcome { batch.expecting([]) } else { nil }
        }
        switch fault {
        case nil, .waitsForAnyTime: flushed += written
        case .flushesWhenClosed: unflushed += written
        case .tearsBatches: flushed += written.map { $0.writing(Array($0.writes.prefix(1))) }
        case .flushesLate:
            unflushed += written
            try? await Task.sleep(for: .milliseconds(20))
            flush()
        case .forgetsLateFlushes:
            unflushed += written
            Task {
                try? await Task.sleep(for: .milliseconds(20))
                flush()
            }
        }
        return outcomes
    }

    /// A store closes on this disk.
    func closed() {
        if fault == .forgetsLateFlushes { unflushed = [] } else { flush() }
    }

    /// The disk after a loss of power, or after all stores were closed.
    func restarted() async -> Disk { await Disk(fault, holding: flushed) }

    /// The values that are flushed.
    var values: [[UInt8]] {
        flushed.flatMap(\.writes).compactMap { write in
            switch write {
            case .put(_, let value, _), .append(_, let value): value.joined
            case .delete: nil
            }
        }
    }

    func hold(for duration: Duration) { heldUntil = ContinuousClock().now + duration }

    private func flush() {
        flushed += unflushed
        unflushed = []
    }
}

/// A store on a disk.
final class DiskStore: NoteStore {
    private let disk: Disk
    private let isOpen = Mutex(true)

    init(_ disk: Disk) { self.disk = disk }

    var capabilities: StoreCapabilities { .durable }

    private func check() throws(StorageError) {
        guard isOpen.withLock({ $0 }) else { throw StorageError(.closed) }
    }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        try check()
        return try await disk.base.fetch(keys, by: deadline)
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        try check()
        return try await disk.base.scan(query, by: deadline)
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        try check()
        return try await disk.base.list(
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
        for batch in batches { try batch.checkRules() }
        try check()
        return try await disk.commit(batches, by: deadline)
    }

    func close() async throws(StorageError) {
        isOpen.withLock { $0 = false }
        await disk.closed()
    }
}

extension StoreUnderTest {
    /// Everything that can be done to a disk.
    ///
    /// - Parameters:
    ///   - fault: What is wrong with it.
    ///   - open: Opens a store on a disk.
    /// - Returns: The adapter.
    static func disk(
        _ fault: Disk.Fault? = nil,
        _ open: @escaping @Sendable (Disk) -> any NoteStore = { DiskStore($0) }
    ) -> StoreUnderTest {
        let state = CurrentDisk()
        return StoreUnderTest(
            make: {
                let disk = await Disk(fault)
                state.set(disk)
                return open(disk)
            },
            reopen: { open(try await state.restart()) },
            second: { open(try state.disk()) },
            crash: { open(try await state.restart()) },
            slow: { try await state.disk().hold(for: $0) },
            remains: { take in for value in try await state.disk().values { take(value) } },
            logs: { _ in }
        )
    }
}

/// The disk that was made last.
private final class CurrentDisk: Sendable {
    private let current = Mutex<Disk?>(nil)

    func set(_ disk: Disk) { current.withLock { $0 = disk } }

    func disk() throws -> Disk {
        guard let disk = current.withLock({ $0 }) else { throw StorageError(.unavailable) }
        return disk
    }

    func restart() async throws -> Disk {
        let disk = try await disk().restarted()
        set(disk)
        return disk
    }
}

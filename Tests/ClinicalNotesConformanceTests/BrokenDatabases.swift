import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import Synchronization

extension BrokenStore {
    /// Stores whose fault shows when the database is opened again, opened twice, crashed or held up.
    static let databases: [BrokenStore] = [
        BrokenStore("waits as long as the database does", caughtBy: "ST-58", timeLimit: .seconds(30)) {
            .disk(.waitsForAnyTime)
        },
        BrokenStore("loses at close what it told before", caughtBy: "ST-60", timeLimit: .seconds(30)) {
            .disk(.forgetsLateFlushes)
        },
        BrokenStore(
            "says that nothing was written while it closes",
            caughtBy: "ST-60",
            timeLimit: .seconds(30)
        ) {
            .disk { RefusesAfterwards(DiskStore($0)) }
        },
        BrokenStore("keeps what it fetched", caughtBy: "ST-62", timeLimit: .seconds(30)) {
            .disk { CachedStore(DiskStore($0)) }
        },
        BrokenStore("locks itself and nobody else", caughtBy: "ST-63", timeLimit: .seconds(30)) {
            .disk { LocksItself(DiskStore($0)) }
        },
        BrokenStore("flushes when it is closed", caughtBy: "ST-64", timeLimit: .seconds(30)) {
            .disk(.flushesWhenClosed)
        },
        BrokenStore("tears batches in a crash", caughtBy: "ST-64", timeLimit: .seconds(30)) {
            .disk(.tearsBatches)
        },
        BrokenStore("shows what it has not flushed", caughtBy: "ST-65", timeLimit: .seconds(30)) {
            .disk(.flushesLate)
        },
    ]
}

/// A store that passes every call on to a store on a disk.
private protocol DiskForwardingStore: ForwardingStore {
    var disk: DiskStore { get }
}

extension DiskForwardingStore {
    var forwarded: any NoteStore { disk }
}

/// Remembers what it fetched, until it writes the record itself.
private final class CachedStore: DiskForwardingStore {
    let disk: DiskStore
    private let known = Mutex<[RecordKey: StoredRecord]>([:])

    init(_ disk: DiskStore) { self.disk = disk }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        let known = known.withLock { $0 }
        if !keys.isEmpty, keys.allSatisfy({ known[$0] != nil }) { return keys.map { known[$0] } }
        let found = try await disk.fetch(keys, by: deadline)
        self.known.withLock { known in
            for record in found.compactMap(\.self) { known[record.key] = record }
        }
        return found
    }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        let outcomes = try await disk.commit(batches, by: deadline)
        known.withLock { $0 = [:] }
        return outcomes
    }
}

/// Judges and writes under a lock that other stores know nothing of.
private final class LocksItself: DiskForwardingStore {
    let disk: DiskStore
    private let isLocked = Mutex(false)

    init(_ disk: DiskStore) { self.disk = disk }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        while isLocked.withLock({ locked in
            defer { locked = true }
            return locked
        }) { await Task.yield() }
        defer { isLocked.withLock { $0 = false } }
        var outcomes: [CommitOutcome] = []
        for batch in batches {
            let standing = try await disk.fetch(batch.expectations.map(\.key), by: deadline)
            let moved = zip(batch.expectations, standing).filter { $0.revision != $1?.revision ?? 0 }
            guard moved.isEmpty else {
                outcomes.append(.conflict(moved.map(\.0.key)))
                continue
            }
            try? await Task.sleep(for: .milliseconds(1))
            outcomes += try await disk.commit([batch.expecting([])], by: deadline)
        }
        return outcomes
    }
}

/// Says of what it wrote while it was closed that it was closed before.
private final class RefusesAfterwards: DiskForwardingStore {
    let disk: DiskStore
    private let isClosing = Mutex(false)

    init(_ disk: DiskStore) { self.disk = disk }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        let outcomes = try await disk.commit(batches, by: deadline)
        try? await Task.sleep(for: .milliseconds(1))
        guard !isClosing.withLock({ $0 }) else { throw StorageError(.closed) }
        return outcomes
    }

    func close() async throws(StorageError) {
        isClosing.withLock { $0 = true }
        try? await Task.sleep(for: .milliseconds(5))
        try await disk.close()
    }
}

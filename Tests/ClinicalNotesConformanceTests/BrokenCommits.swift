import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import Synchronization

extension BrokenStore {
    /// Stores that judge or show commits wrongly.
    static let isolations: [BrokenStore] = [
        BrokenStore("commits on a snapshot", caughtBy: "ST-46") { CommitsOnSnapshot() },
        BrokenStore("commits on a snapshot, and quickly", caughtBy: "ST-46") {
            CommitsOnSnapshot(isQuick: true)
        },
        BrokenStore("shows a later append before an earlier one", caughtBy: "ST-47") { ShowsLate() },
        BrokenStore("shows a later append a little before an earlier one", caughtBy: "ST-47") {
            ShowsLate(isQuick: true)
        },
        BrokenStore("refuses two tenants in one commit", caughtBy: "ST-50") {
            OneTenantACommit(refuses: true)
        },
        BrokenStore("takes the first tenant for that of all batches", caughtBy: "ST-50") {
            OneTenantACommit(refuses: false)
        },
        BrokenStore("locks tenants in the order of batches", caughtBy: "ST-51", timeLimit: .seconds(2)) {
            StoreUnderTest { LocksInTurn() }
        },
        BrokenStore(
            "locks tenants in the order of batches, and quickly",
            caughtBy: "ST-51",
            timeLimit: .seconds(2)
        ) {
            StoreUnderTest { LocksInTurn(isQuick: true) }
        },
        BrokenStore("refuses an entry that is given twice", caughtBy: "ST-52") {
            TakesEntriesTwice(refuses: true)
        },
        BrokenStore("keeps an entry twice", caughtBy: "ST-52") { TakesEntriesTwice(refuses: false) },
        BrokenStore("has revisions of 63 bits", caughtBy: "ST-53") {
            ChangedBatch { $0.mappingRevisions { $0 & (1 << 63 - 1) } }
        },
        BrokenStore("has revisions of 32 bits", caughtBy: "ST-53") {
            ChangedBatch { $0.mappingRevisions { UInt64(UInt32(truncatingIfNeeded: $0)) } }
        },
        BrokenStore("takes a revision that is too high for any", caughtBy: "ST-53") {
            ChangedBatch { batch in batch.expecting(batch.expectations.filter { $0.revision < 1 << 63 }) }
        },
    ]

    /// Stores that leave a commit half done when something comes between.
    static let interruptions: [BrokenStore] = [
        BrokenStore("stops amid a batch when it is cancelled", caughtBy: "ST-54") {
            StopsAmid(portion: 1, noticing: .cancellation)
        },
        BrokenStore("stops between batches when it is cancelled", caughtBy: "ST-54") {
            StopsAmid(portion: 4, noticing: .cancellation)
        },
        BrokenStore("stops between batches in no time when it is cancelled", caughtBy: "ST-54") {
            StopsAmid(portion: 4, pause: .zero, noticing: .cancellation)
        },
        BrokenStore("stops between batches in no time at its deadline", caughtBy: "ST-55") {
            StopsAmid(portion: 4, pause: .zero, noticing: .deadline)
        },
        BrokenStore("spends positions on commits that it takes back", caughtBy: "ST-54") {
            SpendsPositions()
        },
        BrokenStore("says that a commit was cancelled that it carried out", caughtBy: "ST-54") {
            StopsAmid(portion: .max, noticing: .cancellation)
        },
        BrokenStore("stops amid a batch at its deadline", caughtBy: "ST-55") {
            StopsAmid(portion: 1, noticing: .deadline)
        },
        BrokenStore("stops between batches at its deadline", caughtBy: "ST-55") {
            StopsAmid(portion: 4, noticing: .deadline)
        },
        BrokenStore("says that a commit was late that it carried out", caughtBy: "ST-55") {
            StopsAmid(portion: .max, noticing: .deadline)
        },
        BrokenStore("says that a late commit was committed", caughtBy: "ST-55") { CommitsNothingLate() },
        BrokenStore("leaves earlier batches when a log is at its end", caughtBy: "ST-56") { StopsAtEnd() },
    ]
}

/// Looks at a snapshot for what it does not write, and at the database for what it does.
private struct CommitsOnSnapshot: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    var isQuick = false

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        var outcomes: [CommitOutcome] = []
        for batch in batches {
            let standing = try await base.fetch(batch.expectations.map(\.key), by: deadline)
            let moved = zip(batch.expectations, standing).filter { $0.revision != $1?.revision ?? 0 }
            if isQuick { await Task.yield() } else { try? await Task.sleep(for: .milliseconds(1)) }
            guard moved.isEmpty else {
                outcomes.append(.conflict(moved.map(\.0.key)))
                continue
            }
            let written = Set(
                batch.writes.compactMap { write -> RecordKey? in
                    switch write {
                    case .put(let key, _, _), .delete(let key): key
                    case .append: nil
                    }
                }
            )
            let left = batch.expecting(batch.expectations.filter { written.contains($0.key) })
            outcomes += try await base.commit([left], by: deadline)
        }
        return outcomes
    }
}

/// Shows every other record of a log a moment after it was committed.
private final class ShowsLate: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    private let isQuick: Bool
    private let hidden = Mutex<Set<RecordKey>>([])

    init(isQuick: Bool = false) { self.isQuick = isQuick }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        let outcomes = try await base.commit(batches, by: deadline)
        var late: [RecordKey] = []
        for (batch, outcome) in zip(batches, outcomes) {
            guard case .committed(let positions) = outcome, let first = positions.first, first % 2 == 0,
                case .append(let log, _)? = batch.writes.first
            else { continue }
            late.append(log.key(at: first))
        }
        guard !late.isEmpty else { return outcomes }
        hidden.withLock { $0.formUnion(late) }
        if isQuick {
            for _ in 0..<10 { await Task.yield() }
        } else {
            try? await Task.sleep(for: .milliseconds(3))
        }
        hidden.withLock { $0.subtract(late) }
        return outcomes
    }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        let hidden = hidden.withLock { $0 }
        return try await base.fetch(keys, by: deadline).map { record in
            record.flatMap { hidden.contains($0.key) ? nil : $0 }
        }
    }
}

/// Has one tenant for a commit.
private struct OneTenantACommit: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    let refuses: Bool

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        guard let first = batches.first?.tenant, batches.contains(where: { $0.tenant != first }) else {
            return try await base.commit(batches, by: deadline)
        }
        guard !refuses else { throw StorageError(.invalidBatch) }
        return try await base.commit(batches.map { $0.inTenant(first) }, by: deadline)
    }
}

/// Takes one lock after the other.
private final class LocksInTurn: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    private let isQuick: Bool
    private let locked = Mutex<Set<TenantID>>([])

    init(isQuick: Bool = false) { self.isQuick = isQuick }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        var held: [TenantID] = []
        defer { locked.withLock { $0.subtract(held) } }
        for tenant in batches.map(\.tenant) where !held.contains(tenant) {
            while !locked.withLock({ $0.insert(tenant).inserted }) {
                guard !Task.isCancelled else { throw StorageError(.cancelled) }
                try? await Task.sleep(for: .milliseconds(1))
            }
            held.append(tenant)
            if isQuick { await Task.yield() } else { try? await Task.sleep(for: .milliseconds(1)) }
        }
        return try await base.commit(batches, by: deadline)
    }
}

/// Does not know what to do with an entry that it has.
private final class TakesEntriesTwice: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    private let refuses: Bool
    private let twice = Mutex<[IndexEntry]>([])

    init(refuses: Bool) { self.refuses = refuses }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        for case .put(_, _, let entries) in batches.flatMap(\.writes) {
            let doubled = entries.filter { entry in entries.count { $0 == entry } > 1 }
            guard doubled.isEmpty || !refuses else { throw StorageError(.corrupted) }
            twice.withLock { $0 = doubled }
        }
        return try await base.commit(batches, by: deadline)
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        let page = try await base.scan(query, by: deadline)
        let twice = twice.withLock { $0 }
        let hits = page.hits.flatMap { twice.contains($0.entry) ? [$0, $0] : [$0] }
        return IndexPage(hits: hits, hasMore: page.hasMore)
    }
}

/// Writes in portions, and gives up between two of them.
private struct StopsAmid: BrokenInMemoryStore {
    enum Event {
        case cancellation, deadline
    }

    let base = InMemoryNoteStore()
    let portion: Int
    var pause: Duration = .microseconds(100)
    let noticing: Event

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        for batch in batches {
            var left = batch.writes[...]
            while !left.isEmpty {
                let next = Array(left.prefix(portion))
                left = left.dropFirst(next.count)
                _ = try await base.commit([batch.writing(next)], by: .never)
                if pause > .zero { try? await Task.sleep(for: pause) }
                if portion < .max { try check(deadline) }
            }
        }
        try check(deadline)
        return batches.map { _ in .committed(positions: []) }
    }

    private func check(_ deadline: Deadline) throws(StorageError) {
        switch noticing {
        case .cancellation: if Task.isCancelled { throw StorageError(.cancelled) }
        case .deadline: if deadline.hasPassed { throw StorageError(.timedOut) }
        }
    }
}

/// Draws positions from a counter, whatever comes of the commit.
private final class SpendsPositions: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    private let counters = Mutex<[LogKey: UInt64]>([:])

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        var drawn: [[UInt64]] = []
        let placed = batches.map { batch in
            var positions: [UInt64] = []
            let writes = batch.writes.map { write in
                guard case .append(let log, let value) = write else { return write }
                let position = counters.withLock { counters in
                    defer { counters[log, default: 0] += 1 }
                    return counters[log, default: 0]
                }
                positions.append(position)
                return .put(log.key(at: position), value, index: [])
            }
            drawn.append(positions)
            return batch.writing(writes)
        }
        guard !Task.isCancelled else { throw StorageError(.cancelled) }
        let outcomes = try await base.commit(placed, by: deadline)
        return zip(outcomes, drawn).map { outcome, positions in
            if case .committed = outcome { .committed(positions: positions) } else { outcome }
        }
    }
}

/// Tells what should have become of a commit that it took back.
private struct CommitsNothingLate: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        try? await Task.sleep(for: .milliseconds(1))
        guard !deadline.hasPassed else { return batches.map { _ in .committed(positions: []) } }
        return try await base.commit(batches, by: .never)
    }
}

/// Finds out too late that a log has no room.
private struct StopsAtEnd: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        var outcomes: [CommitOutcome] = []
        for batch in batches {
            for case .append(let log, _) in batch.writes {
                let last = try await base.fetch([log.key(at: LogKey.positionLimit - 1)], by: deadline)[0]
                guard last == nil else { throw StorageError(.corrupted) }
            }
            outcomes += try await base.commit([batch], by: deadline)
        }
        return outcomes
    }
}

extension WriteBatch {
    func mappingRevisions(_ change: (UInt64) -> UInt64) -> WriteBatch {
        expecting(expectations.map { Expectation($0.key, at: change($0.revision)) })
    }
}

#if PostgreSQL
import ClinicalNotesModel
import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Synchronization
import TestSupport
import Testing

/// Four tasks that write and two that read, until what is to happen to them has happened.
final class WriteLoad: Sendable {
    /// What the tasks were told of the records with these numbers.
    struct Told: Sendable {
        var committed: Set<UInt64> = []
        var refused: Set<UInt64> = []
        var unknown: Set<UInt64> = []
        /// How many calls failed though service was back when they began.
        var failedOnceBack = 0
        /// How many reads lacked what had been told as committed before they began.
        var stale = 0
        var reads = 0
    }

    private struct State {
        var told = Told()
        var isOver = false
        /// Whether the server was told to be back; before it is, calls may fail.
        var isThere = false
        /// Whether a call was carried out that began then.
        var isServed = false
        /// How often the server was told to be gone.
        var losses = 0
        var last = [UInt64](repeating: 0, count: writers)
        var commits = [Int](repeating: 0, count: writers)
    }

    private static let writers = 4
    private let begun = ContinuousClock.now
    private let state = Mutex(State())
    private let store: PostgreSQLNoteStore
    private let deadline: Duration

    private init(_ store: PostgreSQLNoteStore, _ deadline: Duration) {
        (self.store, self.deadline) = (store, deadline)
    }

    var told: Told { state.withLock { $0.told } }
    var lasted: Duration { .now - begun }

    /// Lets the tasks work while something happens, and answers what they were told.
    static func run(
        on store: PostgreSQLNoteStore,
        deadline: Duration = .seconds(20),
        while happening: (WriteLoad) async throws -> Void
    ) async throws -> Told {
        let load = WriteLoad(store, deadline)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<writers { group.addTask { await load.write(as: writer) } }
            for _ in 0..<2 { group.addTask { await load.read() } }
            defer { load.state.withLock { $0.isOver = true } }
            try await happening(load)
            load.state.withLock { $0.isOver = true }
            try await group.waitForAll()
        }
        return load.told
    }

    /// Waits until every writer was told of some more commits.
    func progress() async throws {
        let before = state.withLock { $0.commits }
        while state.withLock({ zip($0.commits, before).contains { $0 < $1 + 5 } }) {
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// From here on calls may fail.
    func serverIsGone() {
        state.withLock { state in
            (state.isThere, state.isServed) = (false, false)
            state.losses += 1
        }
    }

    /// From here on calls may fail until one is carried out: those under way, and those that wait for them.
    func serverIsBack() { state.withLock { $0.isThere = true } }

    private func write(as writer: Int) async {
        var number = UInt64(writer) << 32
        while !state.withLock({ $0.isOver }) {
            number += 1
            let (losses, isThere, isServed) = state.withLock { ($0.losses, $0.isThere, $0.isServed) }
            let outcomes = try? await store.commit([Samples.add(number)], by: .after(deadline))
            state.withLock { state in
                switch outcomes?.first {
                case .committed:
                    state.told.committed.insert(number)
                    state.last[writer] = number
                    state.commits[writer] += 1
                case nil: state.told.refused.insert(number)
                default: state.told.unknown.insert(number)
                }
                guard state.losses == losses else { return }
                if case .committed? = outcomes?.first {
                    state.isServed = state.isServed || isThere
                } else if isServed {
                    state.told.failedOnceBack += 1
                }
            }
        }
    }

    private func read() async {
        while !state.withLock({ $0.isOver }) {
            let keys = state.withLock { $0.last.filter { $0 > 0 }.map(Samples.key) }
            let found = try? await store.fetch(keys, by: .after(deadline))
            state.withLock { state in
                state.told.reads += found == nil ? 0 : 1
                if found?.contains(nil) == true { state.told.stale += 1 }
            }
            try? await Task.sleep(for: .milliseconds(1))
        }
    }
}

extension WriteLoad.Told {
    /// What was told as committed is there, what was refused is not, and nothing is half, doubled or stale.
    func check(in store: PostgreSQLNoteStore, _ server: TestServer) async throws {
        func all(_ collection: RecordCollection) async throws -> [StoredRecord] {
            try await store.list(
                Samples.tenant,
                owner: nil,
                collection: collection,
                after: nil,
                limit: .max,
                by: .after(.seconds(60))
            )
        }
        let records = Set(try await all(.header).map(\.key.record.bytes.low))
        let entries = try await all(.audit)
        #expect(!committed.isEmpty)
        #expect(committed.subtracting(records).isEmpty)
        #expect(refused.isDisjoint(with: records))
        #expect(records.subtracting(committed).isSubset(of: unknown))
        #expect(entries.map(\.key.record.bytes.low) == Array(0..<UInt64(entries.count)))
        #expect(Set(entries.map(\.value.joined)) == Set(records.map { Samples.key($0).record.bytes.bytes }))
        #expect(entries.count == records.count)
        #expect(try server.sql("SELECT count(*)::text FROM SCHEMA.entry") == "\(records.count)")
        #expect(stale == 0 && reads > 0)
        #expect(failedOnceBack == 0)
    }
}
#endif

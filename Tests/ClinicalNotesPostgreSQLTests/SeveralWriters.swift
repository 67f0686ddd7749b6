#if PostgreSQL
import ClinicalNotesModel
import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Synchronization
import TestSupport
import Testing

/// What writers of one or more stores over one schema were told of the records with these numbers.
final class SeveralWriters: Sendable {
    struct Told: Sendable {
        var committed: Set<UInt64> = []
        var refused: Set<UInt64> = []
        var unknown: Set<UInt64> = []
    }

    private let state = Mutex(Told())

    var told: Told { state.withLock(\.self) }

    /// Lets four tasks write through each store while something happens again and again.
    func write(
        through stores: [any NoteStore],
        for duration: Duration,
        while disturbing: @escaping @Sendable () async throws -> Void
    ) async throws {
        let end = ContinuousClock.now + duration
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<(4 * stores.count) {
                let store = stores[writer % stores.count]
                group.addTask {
                    var number = UInt64(writer) << 32
                    while ContinuousClock.now < end {
                        number += 1
                        await self.write(number, to: store)
                    }
                }
            }
            group.addTask { while ContinuousClock.now < end { try await disturbing() } }
            try await group.waitForAll()
        }
    }

    private func write(_ number: UInt64, to store: any NoteStore) async {
        do {
            let outcomes = try await store.commit([Samples.add(number)], by: .after(.seconds(20)))
            let isCommitted = if case .committed? = outcomes.first { true } else { false }
            state.withLock { _ = isCommitted ? $0.committed.insert(number) : $0.unknown.insert(number) }
        } catch {
            state.withLock { _ = $0.refused.insert(number) }
        }
    }

    /// What was told as committed is there, what was refused is not, and nothing is half or twice.
    func check(in store: any NoteStore) async throws {
        func all(_ collection: RecordCollection) async throws -> [StoredRecord] {
            try await store.list(
                Samples.tenant,
                owner: nil,
                collection: collection,
                after: nil,
                limit: .max,
                by: .after(.seconds(30))
            )
        }
        let told = told
        let records = Set(try await all(.header).map(\.key.record.bytes.low))
        let entries = try await all(.audit)
        #expect(!told.committed.isEmpty && told.committed.isSubset(of: records))
        #expect(told.refused.isDisjoint(with: records))
        #expect(records.subtracting(told.committed).isSubset(of: told.unknown))
        #expect(entries.map(\.key.record.bytes.low) == Array(0..<UInt64(entries.count)))
        #expect(Set(entries.map(\.value.joined)) == Set(records.map { Samples.key($0).record.bytes.bytes }))
        #expect(entries.count == records.count)
        let query = IndexQuery(
            tenant: Samples.tenant,
            collection: .header,
            predicate: .all,
            order: .ascending,
            limit: .max
        )
        let hits = try await store.scan(query, by: .after(.seconds(30))).hits
        #expect(hits.count == records.count)
    }
}
#endif

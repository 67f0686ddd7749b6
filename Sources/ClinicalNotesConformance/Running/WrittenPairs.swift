internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// Numbered pairs of a record and a log entry, and what is known of each.
final class WrittenPairs: Sendable {
    private struct State {
        var next: UInt64 = 0
        var acknowledged: Set<UInt64> = []
        var refused: Set<UInt64> = []
        var seen: Set<UInt64> = []
        var isOver = false
    }

    private let state = Mutex(State())

    var acknowledged: Set<UInt64> { state.withLock { $0.acknowledged } }
    var refused: Set<UInt64> { state.withLock { $0.refused } }
    var seen: Set<UInt64> { state.withLock { $0.seen } }
    var isOver: Bool { state.withLock { $0.isOver } }

    func next() -> UInt64 {
        state.withLock { state in
            state.next += 1
            return state.next
        }
    }

    func acknowledge(_ number: UInt64) { state.withLock { _ = $0.acknowledged.insert(number) } }

    func refuse(_ number: UInt64) { state.withLock { _ = $0.refused.insert(number) } }

    func see(_ numbers: Set<UInt64>) { state.withLock { $0.seen.formUnion(numbers) } }

    func finish() { state.withLock { $0.isOver = true } }
}

extension ConformanceRun {
    /// Commits pairs one after the other, until it is over or a commit throws.
    func writePairs(_ work: WrittenPairs) async throws {
        while !work.isOver, work.acknowledged.count < 5_000 {
            let number = work.next()
            let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
            let pair = batch(
                [
                    .put(key(number), RecordBytes(bytes), index: [entry(0, at: Int64(number))]),
                    .append(log(), RecordBytes(bytes)),
                ],
                expecting: [.absent(key(number))]
            )
            do throws(StorageError) {
                if case .committed? = try await store.commit([pair], by: .after(.seconds(10))).first {
                    work.acknowledge(number)
                }
            } catch {
                work.refuse(number)
                throw error
            }
        }
    }

    /// The numbers of the log as it can be read now.
    func readPairs() async throws -> Set<UInt64> {
        let records = try await store.list(
            tenant,
            owner: nil,
            collection: .audit,
            after: nil,
            limit: 10_000,
            by: .after(.seconds(10))
        )
        return Set(records.map { $0.value.joined.reduce(0) { $0 << 8 | UInt64($1) } })
    }

    /// The numbers of all pairs, none of them half.
    func pairs() async throws -> Set<UInt64> {
        let entries = try await list(collection: .audit, limit: 10_000)
        let positions = (0..<UInt64(entries.count)).map { log().key(at: $0) }
        try require(entries.map(\.key) == positions, "the log has a gap")
        let numbers = try await readPairs()
        let found = try await store.fetch(numbers.map { key($0) }, by: .never)
        try require(!found.contains(nil), "a log entry is there without its record")
        let records = try await list(collection: .header, limit: 10_000).count
        try requireEqual(records, entries.count, "records beside \(entries.count) log entries")
        let hits = try await scan(.all).hits.count
        try requireEqual(hits, entries.count, "index entries beside \(entries.count) log entries")
        return numbers
    }

    /// Waits until something holds.
    func wait(until holds: () -> Bool) async throws {
        while !holds() { try await Task.sleep(for: .milliseconds(1)) }
    }
}

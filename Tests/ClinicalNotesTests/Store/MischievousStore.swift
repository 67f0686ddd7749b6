import ClinicalNotesModel
import ClinicalNotesStorage
import Synchronization
import TestSupport

/// A store that keeps what it is given and answers anything: counts, orders, positions, kinds, sizes, late, not at all.
final class MischievousStore: NoteStore {
    private struct State {
        var chance: SeededNumbers
        var isOn = false
        var tricks = 0
        var seen: [StoredRecord] = []
    }

    private let base = InMemoryNoteStore()
    private let state: Mutex<State>
    /// How late it answers where it answers late.
    private let delay: Duration

    init(seed: UInt64, delay: Duration) {
        state = Mutex(State(chance: SeededNumbers(seed)))
        self.delay = delay
    }

    var capabilities: StoreCapabilities { base.capabilities }
    var tricks: Int { state.withLock { $0.tricks } }

    func beMischievous(_ isOn: Bool = true) { state.withLock { $0.isOn = isOn } }

    /// One of so many tricks, or none: most answers are right, so that calls get to their later steps.
    private func trick(of count: Int) -> Int? {
        state.withLock { state in
            guard state.isOn, Int.random(in: 0..<6, using: &state.chance) == 0 else { return nil }
            state.tricks += 1
            return Int.random(in: 0..<count, using: &state.chance)
        }
    }

    private func number(below end: Int) -> Int {
        state.withLock { Int.random(in: 0..<max(1, end), using: &$0.chance) }
    }

    private func fail() async throws(StorageError) {
        let codes: [StorageError.Code] = [
            .unavailable, .timedOut, .cancelled, .corrupted, .unreadable, .misbehaved, .full, .newerSchema,
            .notDurable, .invalidLocation, .unsupportedPredicate, .valueTooLarge, .closed, .invalidBatch,
        ]
        throw StorageError(codes[number(below: codes.count)])
    }

    /// Seldom, since whoever tests waits too.
    private func beLate() async {
        if number(below: 4) == 0 { try? await Task.sleep(for: delay) }
    }

    // MARK: Records

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        let found = try await base.fetch(keys, by: .never)
        guard !keys.isEmpty else { return found }
        let rows = found.compactMap(\.self)
        state.withLock { state in if state.seen.count < 2000 { state.seen += rows } }
        let place = number(below: keys.count)
        var answer = found
        switch trick(of: 14) {
        case 0: answer = []
        case 1: answer.removeLast()
        case 2: answer.append(nil)
        case 3: answer = Array(answer.reversed())
        case 4: answer[place] = nil
        case 5: answer = answer.map { _ in nil }
        case 6: answer = Array(repeating: rows.first, count: 1_000_000)
        case 7: answer[place] = StoredRecord(key: keys[place], revision: 0, value: RecordBytes([1]))
        case 8: answer[place] = StoredRecord(key: keys[place], revision: .max, value: RecordBytes([]))
        case 9:
            // Another record's bytes, or an older state of this one.
            let other = state.withLock { state in state.seen.randomElement(using: &state.chance) }
            answer[place] = other.map {
                StoredRecord(key: keys[place], revision: $0.revision, value: $0.value)
            }
        case 10:
            let huge = RecordBytes(
                segments: Array(repeating: [UInt8](repeating: 7, count: 1 << 20), count: 65)
            )
            answer[place] = StoredRecord(key: keys[place], revision: 1, value: huge)
        case 11:
            answer[place] = answer[place].map { row in
                var bytes = row.value.joined
                if !bytes.isEmpty { bytes[number(below: bytes.count)] ^= UInt8(1 << number(below: 8)) }
                return StoredRecord(key: row.key, revision: row.revision, value: RecordBytes(bytes))
            }
        case 12: await beLate()
        case 13: try await fail()
        default: break
        }
        return answer
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        let found = try await base.list(
            tenant,
            owner: owner,
            collection: collection,
            after: after,
            limit: limit,
            by: .never
        )
        switch trick(of: 9) {
        case 0: return []
        case 1: return Array(found.prefix(1))
        case 2: return found.reversed()
        case 3: return found + found
        case 4: return found.first.map { Array(repeating: $0, count: 1_000_000) } ?? []
        case 5:
            // From the beginning again, without end.
            return try await base.list(
                tenant,
                owner: owner,
                collection: collection,
                after: nil,
                limit: limit,
                by: .never
            )
        case 6:
            let end = LogKey(tenant: tenant, owner: owner ?? OwnerID(.zero), collection: .audit)
                .key(at: .max)
            return [StoredRecord(key: end, revision: 1, value: RecordBytes([1]))]
        case 7:
            await beLate()
            return found
        case 8: try await fail()
        default: break
        }
        return found
    }

    // MARK: The index

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        let page = try await base.scan(query, by: .never)
        guard let first = page.hits.first, let trick = trick(of: 11) else { return page }
        switch trick {
        case 0: return IndexPage(hits: [], hasMore: true)
        case 1: return IndexPage(hits: page.hits + page.hits, hasMore: false)
        case 2: return IndexPage(hits: page.hits.reversed(), hasMore: page.hasMore)
        case 3: return IndexPage(hits: Array(repeating: first, count: 1_000_000), hasMore: true)
        case 4: return IndexPage(hits: Array(page.hits.dropFirst()), hasMore: page.hasMore)
        case 5: return IndexPage(hits: page.hits, hasMore: !page.hasMore)
        case 6:
            let stranger = IndexEntry(
                pseudonym: .zero,
                generation: .max,
                statusClass: .max,
                time: Instant(milliseconds: .max)
            )
            return IndexPage(hits: [IndexPage.Hit(key: first.key, entry: stranger)], hasMore: true)
        case 7:
            let elsewhere = RecordKey(
                tenant: TenantID(.zero),
                owner: first.key.owner,
                collection: .audit,
                record: first.key.record
            )
            return IndexPage(hits: [IndexPage.Hit(key: elsewhere, entry: first.entry)], hasMore: false)
        case 8:
            // Hits that nobody filed, each behind the one before, for ever.
            let made = RecordKey(
                tenant: query.tenant,
                owner: first.key.owner,
                collection: query.collection,
                record: RecordID(Bytes16(high: 0, low: UInt64(number(below: .max))))
            )
            return IndexPage(hits: [IndexPage.Hit(key: made, entry: first.entry)], hasMore: true)
        case 9: await beLate()
        default: try await fail()
        }
        return page
    }

    // MARK: Commits

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        let trick = trick(of: 13)
        let strange = RecordKey(
            tenant: TenantID(.zero),
            owner: OwnerID(.zero),
            collection: .owner,
            record: RecordID(.zero)
        )
        // Some answers come of a commit that was never carried out.
        if trick == 0 { return batches.map { _ in .committed(positions: [0]) } }
        if trick == 1 { return batches.map { .conflict($0.expectations.map(\.key)) } }
        if trick == 2 { try await fail() }
        let outcomes = try await base.commit(batches, by: .never)
        func positions(_ change: ([UInt64]) -> [UInt64]) -> [CommitOutcome] {
            outcomes.map { outcome in
                guard case .committed(let positions) = outcome else { return outcome }
                return .committed(positions: change(positions))
            }
        }
        switch trick {
        case 3: return []
        case 4: return outcomes + outcomes
        case 5: return positions { Array($0.dropLast()) }
        case 6: return positions { $0 + [7] }
        case 7: return positions { $0.map { _ in .max } }
        case 8: return positions { $0.reversed() }
        case 9: return batches.map { _ in .conflict([strange]) }
        case 10: return batches.map { _ in .conflict([]) }
        case 11: await beLate()
        case 12: throw StorageError(.unavailable)
        default: break
        }
        return outcomes
    }

    func close() async throws(StorageError) { try await base.close() }
}

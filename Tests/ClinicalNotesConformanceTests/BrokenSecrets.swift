import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import Foundation
import Synchronization

extension BrokenStore {
    /// Stores that tell or keep what they must not, or whose answers depend on what is not asked for.
    static let secrets: [BrokenStore] = [
        BrokenStore("puts a value into the code of an error", caughtBy: "ST-68") {
            TellingStore { $0.value }
        },
        BrokenStore("puts a key into the number of an error", caughtBy: "ST-68") {
            TellingStore { $0.number }
        },
        BrokenStore("names a record of somebody else in an error", caughtBy: "ST-68") {
            TellingStore { StorageError($0.error.code, of: $0.last) }
        },
        leaking(.logsValues, "logs values in hexadecimal digits", "ST-69"),
        leaking(.logsQueries, "logs what is scanned for", "ST-69"),
        leaking(.writesAhead, "writes a journal before it judges", "ST-70"),
        leaking(.keepsQueries, "keeps what is asked for", "ST-70"),
        leaking(.showsNothing, "shows a database in which nothing can be seen", "ST-70"),
        BrokenStore("says that there is more when somebody else has more", caughtBy: "ST-71") {
            DependentStore(.more)
        },
        BrokenStore("has no room because of others", caughtBy: "ST-71") { DependentStore(.room) },
        BrokenStore("knows records by their own id, without the owner's", caughtBy: "ST-72") {
            DependentStore(.absence)
        },
        BrokenStore("counts revisions of all records with one id", caughtBy: "ST-72") {
            DependentStore(.revision)
        },
    ]

    private static func leaking(
        _ leak: LeakyStore.Leak,
        _ fault: String,
        _ requirement: String
    ) -> BrokenStore {
        BrokenStore(fault, caughtBy: requirement, timeLimit: .seconds(30)) { .leaky(leak) }
    }
}

extension StoreUnderTest {
    /// A store whose database and log can be looked at.
    static func leaky(_ leak: LeakyStore.Leak?) -> StoreUnderTest {
        let current = CurrentLeak(LeakyStore(leak))
        return StoreUnderTest(
            make: {
                let store = LeakyStore(leak)
                current.set(store)
                return store
            },
            remains: { take in for piece in current.store.remains { take(piece) } },
            logs: { take in for piece in current.store.logs { take(piece) } }
        )
    }
}

/// The store that was made last.
private final class CurrentLeak: Sendable {
    private let state: Mutex<LeakyStore>

    init(_ store: LeakyStore) { state = Mutex(store) }

    var store: LeakyStore { state.withLock { $0 } }

    func set(_ store: LeakyStore) { state.withLock { $0 = store } }
}

/// Keeps or logs more than it was given to keep.
final class LeakyStore: BrokenInMemoryStore {
    enum Leak { case logsValues, logsQueries, writesAhead, keepsQueries, showsNothing }

    let base = InMemoryNoteStore()
    private let leak: Leak?
    private let kept = Mutex<[[UInt8]]>([])
    private let logged = Mutex<[[UInt8]]>([])

    init(_ leak: Leak?) { self.leak = leak }

    /// In pieces of a few bytes, so that what is looked for is parted.
    var remains: [[UInt8]] { leak == .showsNothing ? [[1, 2, 3]] : kept.withLock { Self.parted($0) } }
    var logs: [[UInt8]] { logged.withLock { Self.parted($0) } }

    private static func parted(_ pieces: [[UInt8]]) -> [[UInt8]] {
        let all = Array(pieces.joined())
        return stride(from: 0, to: all.count, by: 7).map { Array(all[$0..<min($0 + 7, all.count)]) }
    }

    private func log(_ text: String) { logged.withLock { $0.append(Array(text.utf8)) } }

    private func keep(_ bytes: [UInt8]) {
        // The kit's values of many MiB are nobody's secret.
        if bytes.count < 1000 { kept.withLock { $0.append(bytes) } }
    }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        if leak == .keepsQueries { for key in keys { keep(Array(key.record.bytes.hex.uppercased().utf8)) } }
        return try await base.fetch(keys, by: deadline)
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        if leak == .logsQueries { for list in query.predicate.pseudonyms ?? [] { log("\(list.bytes)") } }
        return try await base.scan(query, by: deadline)
    }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        for value in batches.flatMap(\.writes).compactMap(\.value) where value.count < 1000 {
            if leak == .writesAhead { keep(Array(Data([9] + value.joined).base64EncodedString().utf8)) }
            if leak == .logsValues {
                log(RecordBytes(value.joined).joined.map { String($0, radix: 16) }.joined())
            }
        }
        let outcomes = try await base.commit(batches, by: deadline)
        for (batch, outcome) in zip(batches, outcomes) {
            guard case .committed = outcome else { continue }
            for value in batch.writes.compactMap(\.value) { keep(value.joined) }
        }
        return outcomes
    }
}

extension RecordWrite {
    fileprivate var value: RecordBytes? {
        switch self {
        case .put(_, let value, _), .append(_, let value): value
        case .delete: nil
        }
    }
}

/// Says more in its errors than what went wrong.
private final class TellingStore: BrokenInMemoryStore {
    /// What it knows when it throws.
    struct Known {
        let error: StorageError
        let batches: [WriteBatch]
        let last: RecordKey?

        /// A code that is made of a value.
        var value: StorageError {
            let bytes = batches.flatMap(\.writes).compactMap(\.value).first?.joined.prefix(5) ?? []
            return StorageError(
                error.code,
                detail: StorageErrorDetail(sqlState: String(decoding: bytes, as: UTF8.self))
            )
        }

        /// A number that is made of a key.
        var number: StorageError {
            let key = batches.first?.expectations.first?.key ?? batches.first?.writes.first?.key
            let word = key.map { Int32(truncatingIfNeeded: $0.record.bytes.high >> 32) }
            return StorageError(error.code, detail: word.map { StorageErrorDetail(sqliteCode: $0) })
        }
    }

    let base = InMemoryNoteStore()
    private let change: @Sendable (Known) -> StorageError
    private let last = Mutex<RecordKey?>(nil)

    init(_ change: @escaping @Sendable (Known) -> StorageError) { self.change = change }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        do throws(StorageError) {
            let outcomes = try await base.commit(batches, by: deadline)
            if case .committed? = outcomes.last, let key = batches.last?.writes.last?.key {
                last.withLock { $0 = key }
            }
            return outcomes
        } catch {
            throw change(Known(error: error, batches: batches, last: last.withLock { $0 }))
        }
    }
}

extension RecordWrite {
    fileprivate var key: RecordKey? {
        switch self {
        case .put(let key, _, _), .delete(let key): key
        case .append: nil
        }
    }
}

/// Answers differently when others have something.
private final class DependentStore: BrokenInMemoryStore {
    enum Dependence { case more, room, absence, revision }

    let base = InMemoryNoteStore()
    private let dependence: Dependence
    private let written = Mutex<[RecordKey: Int]>([:])

    init(_ dependence: Dependence) { self.dependence = dependence }

    private func counts(_ holds: (RecordKey) -> Bool) -> Int {
        written.withLock { written in written.filter { holds($0.key) }.values.reduce(0, +) }
    }

    /// The others with the same id in the same practice.
    private func namesakes(of key: RecordKey) -> Int {
        guard key.collection == .header else { return 0 }
        return counts {
            $0.tenant == key.tenant && $0.collection == key.collection && $0.record == key.record
                && $0.owner != key.owner
        }
    }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        let found = try await base.fetch(keys, by: deadline)
        guard dependence == .revision else { return found }
        return found.map { record in
            record.map {
                let more = UInt64(namesakes(of: $0.key))
                return StoredRecord(key: $0.key, revision: $0.revision + more, value: $0.value)
            }
        }
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        let page = try await base.scan(query, by: deadline)
        guard dependence == .more, page.hits.count == query.limit, !page.hasMore else { return page }
        return IndexPage(hits: page.hits, hasMore: counts { $0.tenant != query.tenant } > 100)
    }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        for batch in batches {
            let (own, all) = (counts { $0.tenant == batch.tenant }, counts { _ in true })
            if dependence == .room, own < 10, all - own > 290 { throw StorageError(.full) }
            if dependence == .absence, batches.count == 1, batch.expectations.count == 1,
                let expected = batch.expectations.first, expected.revision == 0,
                namesakes(of: expected.key) > 0
            {
                return [.conflict([expected.key])]
            }
        }
        let outcomes = try await base.commit(batches, by: deadline)
        written.withLock { written in
            for (batch, outcome) in zip(batches, outcomes) {
                guard case .committed = outcome else { continue }
                for key in batch.writes.compactMap(\.key) { written[key, default: 0] += 1 }
            }
        }
        return outcomes
    }
}

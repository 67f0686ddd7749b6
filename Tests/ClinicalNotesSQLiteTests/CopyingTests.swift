#if SQLite
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesSQLite
import ClinicalNotesStorage
import Foundation
import GRDB
import Testing

@Suite("Copying a store that is used")
struct CopyingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func all(_ snapshot: any StoreSnapshot, limit: Int = 7) async throws -> [CopiedRecord] {
        var found: [CopiedRecord] = []
        while true {
            let more = try await snapshot.records(
                of: Samples.tenant,
                after: found.last?.record.key,
                limit: limit,
                by: .never
            )
            guard !more.isEmpty else { return found }
            found += more
        }
    }

    @Test("A snapshot shows one moment, whatever is written meanwhile")
    func moment() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        for number in 0..<20 as Range<UInt64> {
            _ = try await store.commit([Samples.put(number)], by: .never)
        }
        _ = try await store.commit([Samples.put(3)], by: .never)
        let snapshot = try await store.snapshot(by: .never)
        let first = try await snapshot.records(of: Samples.tenant, after: nil, limit: 5, by: .never)
        for number in 10..<40 as Range<UInt64> {
            _ = try await store.commit([Samples.put(number)], by: .never)
        }
        let found = try await all(snapshot)
        #expect(Array(found.prefix(5)) == first)
        let headers = found.filter { $0.record.key.collection == .header }
        #expect(headers.map(\.record.key) == (0..<20).map(Samples.key))
        #expect(headers.map(\.record.revision) == (0..<20).map { $0 == 3 ? 2 : 1 })
        #expect(headers.map(\.index) == (0..<20).map { [Samples.entry(0, at: $0)] })
        #expect(found.count == 41)
        await snapshot.end()
        await #expect(throws: StorageError(.closed)) {
            try await snapshot.records(of: Samples.tenant, after: nil, limit: 1, by: .never)
        }
        try await store.close()
    }

    @Test("What is loaded stands as it stood, and nothing is loaded over what is there")
    func loading() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        for number in [0, 1, 1, 1, 2] as [UInt64] {
            _ = try await store.commit([Samples.put(number)], by: .never)
        }
        let copies = try await all(try await store.snapshot(by: .never))
        for other in [try SQLiteNoteStore(path: folder.file("other.db")), InMemoryNoteStore()]
            as [any CopyableStore]
        {
            try await other.load(copies, by: .never)
            #expect(try await all(try await other.snapshot(by: .never)) == copies)
            let hits = try await other.scan(Samples.query(.all), by: .never).hits
            #expect(hits == (try await store.scan(Samples.query(.all), by: .never).hits))
            // The log goes on where it was.
            #expect(try await other.commit([Samples.put(9)], by: .never) == [.committed(positions: [5])])
            var new = Samples.key(7)
            await #expect(throws: StorageError(.invalidBatch)) {
                try await other.load([copies[0].moved(to: new), copies[1]], by: .never)
            }
            #expect(try await other.fetch([new], by: .never) == [nil])
            new = RecordKey(
                tenant: TenantID(Bytes16(high: 8, low: 8)),
                owner: new.owner,
                collection: new.collection,
                record: new.record
            )
            await #expect(throws: StorageError(.invalidBatch)) {
                try await other.load(
                    [copies[0].moved(to: Samples.key(7)), copies[0].moved(to: new)],
                    by: .never
                )
            }
            try await other.close()
        }
        try await store.close()
    }

    @Test("A snapshot gives way before those who write have no more room")
    func givesWay() async throws {
        let store = try SQLiteNoteStore(path: folder.file(), logLimit: 4 << 20)
        _ = try await store.commit([Samples.put(0)], by: .never)
        let snapshot = try await store.snapshot(by: .never)
        var told: StorageError?
        for number in 1...UInt64(400) {
            _ = try await store.commit([Samples.put(number, bytes: 60_000)], by: .never)
            guard told == nil else { continue }
            do throws(StorageError) {
                _ = try await snapshot.records(of: Samples.tenant, after: nil, limit: 1, by: .never)
            } catch {
                told = error
            }
        }
        #expect(told?.code == .heldBack)
        try await store.close()
    }

    @Test("A snapshot that nobody reads gives way by itself, and tells so whoever reads it then")
    func givesWayUnread() async throws {
        let store = try SQLiteNoteStore(path: folder.file(), logLimit: 4 << 20)
        _ = try await store.commit([Samples.put(0)], by: .never)
        let snapshot = try await store.snapshot(by: .never)
        _ = try await snapshot.records(of: Samples.tenant, after: nil, limit: 1, by: .never)
        var refusals = 0
        for number in 1...UInt64(400) {
            // A commit waits for seconds before it is refused: longer than it takes to notice, but on a machine that stands still.
            while refusals < 5 {
                do throws(StorageError) {
                    _ = try await store.commit([Samples.put(number, bytes: 60_000)], by: .never)
                    break
                } catch {
                    #expect(error.code == .heldBack)
                    refusals += 1
                }
            }
        }
        #expect(refusals < 5)
        for _ in 0..<2 {
            await #expect(throws: StorageError(.heldBack)) {
                try await snapshot.records(of: Samples.tenant, after: nil, limit: 1, by: .never)
            }
        }
        await snapshot.end()
        try await store.close()
    }

    @Test("A snapshot that nobody reads for long ends, however small the log is")
    func idle() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        _ = try await store.commit([Samples.put(0)], by: .never)
        let snapshot = SQLiteSnapshot(try store.pool.makeSnapshot(), log: store.log, idle: .zero)
        #expect(!(try await all(snapshot).isEmpty))
        snapshot.watch()
        var told: StorageError?
        for _ in 0..<6000 where told == nil {
            try await Task.sleep(for: .milliseconds(10))
            do throws(StorageError) {
                _ = try await snapshot.records(of: Samples.tenant, after: nil, limit: 1, by: .never)
            } catch {
                told = error
            }
        }
        #expect(told?.code == .heldBack)
        try await store.close()
    }
}

extension CopiedRecord {
    fileprivate func moved(to key: RecordKey) -> CopiedRecord {
        CopiedRecord(StoredRecord(key: key, revision: record.revision, value: record.value), index: index)
    }
}
#endif

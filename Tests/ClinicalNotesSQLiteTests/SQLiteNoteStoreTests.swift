#if SQLite
import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesSQLite
import ClinicalNotesStorage
import Foundation
import GRDB
import TestSupport
import Testing

@Suite("The SQLite store")
struct SQLiteNoteStoreTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("It keeps the storage contract", arguments: StoreRequirement.all)
    func conforms(_ requirement: StoreRequirement) async throws {
        guard case .passed = try await requirement.check(.sqlite(in: folder)) else {
            Issue.record("\(requirement) was not checked")
            return
        }
    }

    @Test(
        "It keeps the contract for other generated entries and predicates",
        arguments: 2...4 as ClosedRange<UInt64>
    )
    func conforms(seed: UInt64) async throws {
        for requirement in StoreRequirement.all where ["ST-16", "ST-19"].contains(requirement.id) {
            let path = folder.file(requirement.id)
            try await requirement.check(seed: seed) { try SQLiteNoteStore(path: path) }
        }
    }

    @Test("After close the file is complete by itself")
    func closesToOneFile() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        for number in 0..<20 as Range<UInt64> {
            _ = try await store.commit([Samples.put(number)], by: .never)
        }
        try await store.close()
        try await store.close()
        let log = try? FileManager.default.attributesOfItem(atPath: folder.file() + "-wal")[.size] as? Int
        #expect(log ?? 0 == 0)
        try FileManager.default.copyItem(atPath: folder.file(), toPath: folder.file("copy.db"))
        let copy = try SQLiteNoteStore(path: folder.file("copy.db"))
        let found = try await copy.fetch((0..<20).map(Samples.key), by: .never)
        #expect(found.allSatisfy { $0 != nil })
        try await copy.close()
    }

    @Test("Closing waits for the calls that are under way")
    func closeDrains() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<200 as Range<UInt64> {
                group.addTask {
                    do {
                        _ = try await store.commit([Samples.put(number)], by: .never)
                        return true
                    } catch let error as StorageError {
                        #expect(error.code == .closed)
                        return false
                    }
                }
            }
            group.addTask {
                try await store.close()
                return false
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        let again = try SQLiteNoteStore(path: folder.file())
        let found = try await again.fetch((0..<200).map(Samples.key), by: .never)
        #expect(found.count { $0 != nil } == outcomes)
        try await again.close()
    }

    @Test("A commit gives up at its deadline while another process writes, and reads go on")
    func waitsForTheLock() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        _ = try await store.commit([Samples.put(1)], by: .never)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: folder.file(), configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE; DELETE FROM record") }
        let error = await #expect(throws: StorageError.self) {
            try await store.commit([Samples.put(2)], by: .after(.milliseconds(150)))
        }
        #expect(error?.code == .timedOut)
        let found = try await store.fetch([Samples.key(1)], by: .after(.seconds(30)))
        #expect(found[0]?.revision == 1)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        let outcomes = try await store.commit([Samples.put(2)], by: .after(.seconds(30)))
        #expect(outcomes == [.committed(positions: [1])])
        try await store.close()
    }

    @Test("A predicate with thousands of terms is answered; one nested too deep is refused")
    func largePredicates() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        _ = try await store.commit([Samples.put(7)], by: .never)
        let times = (0..<2000 as Range<Int64>).map { time in
            IndexPredicate.time(from: Instant(milliseconds: time), to: Instant(milliseconds: time + 1))
        }
        let wide = try await store.scan(Samples.query(.or(times)), by: .never)
        #expect(wide.hits.map(\.key) == [Samples.key(7)])
        let deep = (0..<1000).reduce(IndexPredicate.statusClass([9])) { term, _ in
            .not(.and([term, .time(from: nil, to: Instant(milliseconds: 9))]))
        }
        let error = await #expect(throws: StorageError.self) {
            try await store.scan(Samples.query(deep), by: .never)
        }
        #expect(error?.code == .unsupportedPredicate)
        try await store.close()
    }

    @Test("A thousand calls at once all end, on few connections")
    func manyCalls() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<1000 as Range<UInt64> {
                group.addTask {
                    if number.isMultiple(of: 10) {
                        _ = try await store.commit([Samples.put(number)], by: .after(.seconds(60)))
                    } else {
                        _ = try await store.fetch([Samples.key(number / 10 * 10)], by: .after(.seconds(60)))
                    }
                }
            }
            try await group.waitForAll()
        }
        let page = try await store.scan(Samples.query(.all), by: .never)
        #expect(page.hits.count == 50 && page.hasMore)
        try await store.close()
    }
}
#endif

#if SQLite
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesSQLite
import ClinicalNotesStorage
import Foundation
import GRDB
import Testing

@Suite("Opening a SQLite store")
struct OpeningTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What stands at the path, and the code with which it is refused.
    enum Place: String, CaseIterable, Sendable {
        case folder, missingFolder, text, foreignDatabase, otherApplication, newerSchema, noPath, memory

        var code: StorageError.Code {
            switch self {
            case .folder, .missingFolder, .noPath: .invalidLocation
            case .text, .foreignDatabase, .otherApplication: .corrupted
            case .newerSchema: .newerSchema
            case .memory: .notDurable
            }
        }
    }

    @Test("What is no store of ours is refused with its reason and left as it was", arguments: Place.allCases)
    func refuses(_ place: Place) async throws {
        let path = try await prepare(place)
        let before = FileManager.default.contents(atPath: path)
        let error = #expect(throws: StorageError.self) { try SQLiteNoteStore(path: path) }
        #expect(error?.code == place.code)
        #expect(FileManager.default.contents(atPath: path) == before)
    }

    private func prepare(_ place: Place) async throws -> String {
        let path = folder.file()
        switch place {
        case .folder: return folder.path
        case .missingFolder: return folder.file("none/notes.db")
        case .noPath: return ""
        case .memory: return ":memory:"
        case .text:
            try Data(String(repeating: "not a database ", count: 500).utf8).write(
                to: URL(fileURLWithPath: path)
            )
        case .foreignDatabase, .otherApplication:
            let queue = try DatabaseQueue(path: path)
            try await queue.write { database in
                if place == .otherApplication { try database.execute(sql: "PRAGMA application_id = 7") }
                try database.execute(sql: "CREATE TABLE record (id INTEGER PRIMARY KEY)")
            }
            try queue.close()
        case .newerSchema:
            try await SQLiteNoteStore(path: path).close()
            let queue = try DatabaseQueue(path: path)
            try await queue.write { database in
                let next = SchemaMigration.all.count + 1
                try database.execute(
                    sql: "INSERT INTO schema_version (version) VALUES (?)",
                    arguments: [next]
                )
            }
            try queue.close()
        }
        return path
    }

    @Test("An empty file becomes a store")
    func emptyFile() async throws {
        #expect(FileManager.default.createFile(atPath: folder.file(), contents: Data()))
        let store = try SQLiteNoteStore(path: folder.file())
        #expect(try await store.commit([Samples.put(1)], by: .never) == [.committed(positions: [0])])
        try await store.close()
    }

    @Test("The settings that durability needs are really on")
    func settings() async throws {
        let pool = try StoreFile.open(folder.file(), waiting: LockWait())
        let settings = try await pool.writeWithoutTransaction { database in
            try ["journal_mode", "synchronous", "foreign_keys"].map { name in
                try String.fetchOne(database, sql: "PRAGMA \(name)")
            }
        }
        #expect(settings == ["wal", "2", "1"])
        try pool.close()
    }

    @Test("An interrupted migration is taken up where it stopped")
    func interruptedMigration() async throws {
        let queue = try DatabaseQueue(path: folder.file())
        let broken = SchemaMigration(statements: "CREATE TABLE later (id INTEGER PRIMARY KEY); NONSENSE")
        let whole = SchemaMigration(statements: "CREATE TABLE later (id INTEGER PRIMARY KEY)")
        try await queue.writeWithoutTransaction { database in
            #expect(throws: (any Error).self) {
                try SchemaMigration.migrate(database, through: SchemaMigration.all + [broken])
            }
            #expect(try SchemaMigration.version(of: database) == SchemaMigration.all.count)
            #expect(try !database.tableExists("later"))
            try SchemaMigration.migrate(database, through: SchemaMigration.all + [whole])
            #expect(try SchemaMigration.version(of: database) == SchemaMigration.all.count + 1)
            #expect(throws: StorageError(.newerSchema)) { try SchemaMigration.migrate(database) }
        }
        try queue.close()
    }

    @Test("Stores that are opened at once on a new file agree on its schema")
    func openedAtOnce() async throws {
        let path = folder.file()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<6 as Range<UInt64> {
                group.addTask {
                    let store = try SQLiteNoteStore(path: path)
                    _ = try await store.commit([Samples.put(number)], by: .never)
                    try await store.close()
                }
            }
            try await group.waitForAll()
        }
        let store = try SQLiteNoteStore(path: path)
        let found = try await store.fetch((0..<6).map(Samples.key), by: .never)
        #expect(found.allSatisfy { $0 != nil })
        try await store.close()
    }

    @Test("Damaged pages are reported as corruption")
    func damagedPages() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        for number in 0..<50 as Range<UInt64> {
            _ = try await store.commit([Samples.put(number, bytes: 3000)], by: .never)
        }
        try await store.close()
        var bytes = try #require(FileManager.default.contents(atPath: folder.file()))
        let damaged = 8192..<bytes.count
        bytes.replaceSubrange(damaged, with: Data(repeating: 0xee, count: damaged.count))
        try bytes.write(to: URL(fileURLWithPath: folder.file()))
        let error = await #expect(throws: StorageError.self) {
            let store = try SQLiteNoteStore(path: folder.file())
            _ = try await store.fetch([Samples.key(1)], by: .never)
        }
        #expect(error?.code == .corrupted)
    }
}
#endif

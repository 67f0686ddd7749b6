#if SQLite
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesSQLite
import ClinicalNotesStorage
import Foundation
import GRDB
import Testing

@Suite("A failing disk")
struct FailureTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Lets every commit fail with a result of the engine.
    final class FailingCommit: TransactionObserver {
        let code: ResultCode

        init(_ code: ResultCode) { self.code = code }

        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
        func databaseDidChange(with event: DatabaseEvent) {}
        func databaseWillCommit() throws { throw DatabaseError(resultCode: code) }
        func databaseDidCommit(_ database: Database) {}
        func databaseDidRollback(_ database: Database) {}
    }

    @Test("A commit that fails without a verdict has an unknown outcome")
    func outcomeUnknown() async throws {
        let outcomes = try await commit(failingWith: .SQLITE_IOERR)
        #expect(outcomes == .success([.outcomeUnknown, .outcomeUnknown]))
    }

    @Test(
        "A commit that certainly was not written throws",
        arguments: [ResultCode.SQLITE_FULL, .SQLITE_BUSY]
    )
    func notWritten(_ code: ResultCode) async throws {
        let outcomes = try await commit(failingWith: code)
        #expect(outcomes == .failure(StorageError(code == .SQLITE_FULL ? .full : .unavailable)))
    }

    private func commit(failingWith code: ResultCode) async throws -> Result<[CommitOutcome], StorageError> {
        let queue = try DatabaseQueue(path: folder.file())
        return try await queue.writeWithoutTransaction { database in
            try SchemaMigration.migrate(database)
            database.add(transactionObserver: FailingCommit(code), extent: .databaseLifetime)
            let result = Result {
                try BatchWriter.commit(
                    [Samples.put(1), Samples.put(2)],
                    in: database,
                    by: .never
                )
            }
            #expect(!database.isInsideTransaction)
            return result.mapError { StorageError($0) }
        }
    }

    @Test("A full database refuses a group whole, and goes on when there is space")
    func fullDatabase() async throws {
        let queue = try DatabaseQueue(path: folder.file())
        try await queue.writeWithoutTransaction { database in
            try SchemaMigration.migrate(database)
            try database.execute(sql: "PRAGMA max_page_count = 60")
            var written: UInt64 = 0
            let error = #expect(throws: (any Error).self) {
                while written < 1000 {
                    let group = [Samples.put(written, bytes: 5000), Samples.put(written + 1, bytes: 5000)]
                    _ = try BatchWriter.commit(group, in: database, by: .never)
                    written += 2
                }
            }
            #expect(try StorageError(#require(error)).code == .full)
            #expect(written > 0)
            let keys = (0..<written + 2).map(Samples.key)
            let found = try RecordReader(database: database).fetch(keys, by: .never)
            #expect(found.map { $0 != nil } == keys.indices.map { $0 < written })
            #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
            try database.execute(sql: "PRAGMA max_page_count = 6000")
            let outcomes = try BatchWriter.commit(
                [Samples.put(written)],
                in: database,
                by: .never
            )
            #expect(outcomes == [.committed(positions: [written])])
        }
        try queue.close()
    }

    @Test("A full disk loses nothing that was acknowledged", .enabled(if: TemporaryDisk.isPossible))
    func fullDisk() async throws {
        let disk = try TemporaryDisk(at: folder.file("disk"), megabytes: 2)
        defer { disk.remove() }
        let path = folder.file("disk/notes.db")
        let store = try SQLiteNoteStore(path: path)
        var written: UInt64 = 0
        var refusal: StorageError?
        while refusal == nil, written < 5000 {
            do {
                _ = try await store.commit([Samples.put(written, bytes: 5000)], by: .never)
                written += 1
            } catch {
                refusal = error
            }
        }
        #expect(refusal?.code == .full)
        #expect(written > 10)
        let keys = (0...written).map(Samples.key)
        let found = try await store.fetch(keys, by: .never)
        #expect(found.map { $0 != nil } == keys.indices.map { $0 < written })
        try disk.grow(to: 20)
        let outcomes = try await store.commit([Samples.put(written)], by: .never)
        #expect(outcomes == [.committed(positions: [written])])
        try await store.close()
        let queue = try DatabaseQueue(path: path)
        #expect(try await queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
        try queue.close()
    }
}

/// A small disk in memory; only the superuser of a Linux machine can have one.
struct TemporaryDisk {
    let path: String

    static var isPossible: Bool {
        FileManager.default.isExecutableFile(atPath: "/bin/mount") && NSUserName() == "root"
            && (try? TemporaryFolder()).map { folder in
                guard let disk = try? TemporaryDisk(at: folder.file("probe"), megabytes: 1) else {
                    return false
                }
                disk.remove()
                return true
            } ?? false
    }

    init(at path: String, megabytes: Int) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Self.run("/bin/mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path])
    }

    func grow(to megabytes: Int) throws {
        try Self.run("/bin/mount", ["-o", "remount,size=\(megabytes)m", path])
    }

    func remove() { try? Self.run("/bin/umount", ["-l", path]) }

    private static func run(_ tool: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
#endif

#if SQLite
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesSQLite
import ClinicalNotesStorage
import Foundation
import GRDB
import GRDBSQLite
import Synchronization
import Testing

@Suite("A device that fails to read", .serialized)
struct DeviceErrorTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A file whose reads fail as those of a broken disk do: the system says `EIO`, the engine says "damaged".
    @safe private final class BrokenFile {
        private static let failing = Atomic<Bool>(false)
        nonisolated(unsafe) private static var whole: UnsafePointer<sqlite3_io_methods>?

        private let file: UnsafeMutablePointer<sqlite3_file>
        private let broken = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)

        /// Breaks the file, or the log, of an open database.
        init?(_ database: Database, log: Bool) {
            var found: UnsafeMutablePointer<sqlite3_file>?
            let control = log ? SQLITE_FCNTL_JOURNAL_POINTER : SQLITE_FCNTL_FILE_POINTER
            unsafe sqlite3_file_control(database.sqliteConnection, "main", control, &found)
            guard let found = unsafe found, let methods = unsafe found.pointee.pMethods else { return nil }
            unsafe file = found
            unsafe Self.whole = methods
            unsafe broken.initialize(to: methods.pointee)
            unsafe broken.pointee.xRead = { file, target, count, offset in
                guard !BrokenFile.failing.load(ordering: .relaxed) else {
                    // What the engine's own code for Unix answers to EIO.
                    return SQLITE_IOERR | (33 << 8)
                }
                return unsafe BrokenFile.whole?.pointee.xRead(file, target, count, offset) ?? SQLITE_IOERR
            }
            unsafe broken.pointee.xFileControl = { file, operation, argument in
                if operation == SQLITE_FCNTL_LAST_ERRNO, BrokenFile.failing.load(ordering: .relaxed) {
                    unsafe argument?.assumingMemoryBound(to: Int32.self).pointee = EIO
                    return SQLITE_OK
                }
                return unsafe BrokenFile.whole?.pointee.xFileControl(file, operation, argument)
                    ?? SQLITE_NOTFOUND
            }
            unsafe file.pointee.pMethods = UnsafePointer(broken)
        }

        func fail(_ fails: Bool) { Self.failing.store(fails, ordering: .relaxed) }

        func mend() {
            fail(false)
            unsafe file.pointee.pMethods = Self.whole
            unsafe broken.deallocate()
        }
    }

    @Test("is told as unreadable, with the record, and passes", arguments: [false, true])
    func unreadable(log: Bool) async throws {
        let path = folder.file()
        let store = try SQLiteNoteStore(path: path)
        _ = try await store.commit((0..<400).map { Samples.put($0, bytes: 4000) }, by: .never)
        if !log { try await store.close() }
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = 4") }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try await queue.writeWithoutTransaction { database in
            let key = Samples.key(300)
            let reader = RecordReader(database: database)
            #expect(try reader.fetch([key], by: .never).count == 1)
            let file = try #require(BrokenFile(database, log: log))
            defer { file.mend() }
            file.fail(true)
            let error = #expect(throws: StorageError.self) {
                _ = try reader.fetch((0..<400).map { Samples.key($0) }, by: .never)
            }
            #expect(error?.code == .unreadable)
            #expect(error?.record != nil)
            file.fail(false)
            #expect(try reader.fetch([key], by: .never)[0] != nil)
        }
        try queue.close()
        if log { try await store.close() }
    }

    @Test("is told apart from a file that is damaged")
    func damaged() async throws {
        let path = folder.file()
        let store = try SQLiteNoteStore(path: path)
        _ = try await store.commit((0..<400).map { Samples.put($0, bytes: 4000) }, by: .never)
        try await store.close()
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        let size = try handle.seekToEnd()
        for offset in stride(from: UInt64(65_536), to: size - 8192, by: 8192) {
            try handle.seek(toOffset: offset)
            try handle.write(contentsOf: Data(repeating: 0xff, count: 64))
        }
        try handle.close()
        let damaged = try SQLiteNoteStore(path: path)
        let error = await #expect(throws: StorageError.self) {
            _ = try await damaged.fetch((0..<400).map { Samples.key($0) }, by: .never)
        }
        #expect(error?.code == .corrupted)
        try? await damaged.close()
    }

    @Test("a failed read or write of the engine's own is never told as damage")
    func mapping() {
        for code in [
            ResultCode.SQLITE_IOERR, .SQLITE_IOERR_READ, .SQLITE_IOERR_SHORT_READ, .SQLITE_IOERR_FSYNC,
        ] {
            #expect(StorageError(DatabaseError(resultCode: code)).code == .unreadable)
        }
        #expect(StorageError(DatabaseError(resultCode: .SQLITE_CORRUPT)).code == .corrupted)
        #expect(StorageError(DatabaseError(resultCode: .SQLITE_NOTADB)).code == .corrupted)
    }
}
#endif

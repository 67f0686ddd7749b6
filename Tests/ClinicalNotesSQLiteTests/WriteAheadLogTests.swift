#if SQLite
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesSQLite
import ClinicalNotesStorage
import Foundation
import GRDB
import Synchronization
import Testing

@Suite("The write-ahead log")
struct WriteAheadLogTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var logSize: Int { FileIdentity.size(of: folder.file() + "-wal") }

    /// Told to tasks that go on until then.
    private final class Flag: Sendable {
        private let state = Mutex(false)

        var isUp: Bool {
            get { state.withLock { $0 } }
            set { state.withLock { $0 = newValue } }
        }
    }

    /// Another program that reads and does not end.
    private final class LongReader: Sendable {
        private let queue: DatabaseQueue

        init(_ path: String) throws {
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            configuration.readonly = true
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.inDatabase { database in
                try database.execute(sql: "BEGIN")
                _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM record")
            }
        }

        func end() throws {
            try queue.inDatabase { try $0.execute(sql: "COMMIT") }
            try queue.close()
        }
    }

    @Test("grows to its limit beside a reader that does not end, then pushes back, and goes on when it ends")
    func foreignReader() async throws {
        let limit = 4 << 20
        let store = try SQLiteNoteStore(path: folder.file(), logLimit: limit)
        _ = try await store.commit([Samples.put(0)], by: .never)
        let reader = try LongReader(folder.file())
        var written: UInt64 = 1
        while logSize < limit, written < 200 {
            _ = try await store.commit([Samples.put(written, bytes: 60_000)], by: .never)
            written += 1
        }
        #expect(written < 200)
        // Whoever has little time left may be told that it is over, but never that it was written.
        var refusal: StorageError?
        for _ in 0..<50 where refusal?.code != .heldBack {
            refusal = await #expect(throws: StorageError.self) {
                try await store.commit([Samples.put(written)], by: .after(.milliseconds(300)))
            }
        }
        #expect(refusal?.code == .heldBack)
        #expect(logSize < limit + (1 << 20))
        let keys = (0...written).map(Samples.key)
        let found = try await store.fetch(keys, by: .never)
        #expect(found.map { $0 != nil } == keys.indices.map { $0 < written })
        try reader.end()
        let outcomes = try await store.commit([Samples.put(written)], by: .never)
        #expect(outcomes == [.committed(positions: [written])])
        #expect(logSize < limit)
        try await store.close()
        #expect(logSize == 0)
    }

    @Test("that has grown is emptied again, while readers of its own store follow on one another")
    func ownReaders() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        _ = try await store.commit([Samples.put(0, bytes: 60_000)], by: .never)
        let flag = Flag()
        let reader = try LongReader(folder.file())
        let largest = try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    while !flag.isUp {
                        _ = try await store.fetch([Samples.key(0)], by: .never)
                    }
                }
            }
            var number: UInt64 = 0
            while logSize < 34 << 20, number < 2000 {
                number += 1
                _ = try await store.commit([Samples.put(number % 100, bytes: 60_000)], by: .never)
            }
            let largest = logSize
            try reader.end()
            while logSize >= largest, number < 6000 {
                number += 1
                _ = try await store.commit([Samples.put(number % 100, bytes: 60_000)], by: .never)
            }
            flag.isUp = true
            try await group.waitForAll()
            return largest
        }
        #expect(largest >= 34 << 20 && logSize < largest)
        try await store.close()
    }

    @Test("stays beside the file if somebody reads while the store is closed, and is emptied by the next one")
    func closing() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        _ = try await store.commit([Samples.put(1)], by: .never)
        let reader = try LongReader(folder.file())
        _ = try await store.commit([Samples.put(2)], by: .never)
        try await store.close()
        await #expect(throws: StorageError(.closed)) {
            try await store.fetch([Samples.key(1)], by: .never)
        }
        #expect(logSize > 0)
        try reader.end()
        let again = try SQLiteNoteStore(path: folder.file())
        #expect(try await again.fetch([Samples.key(1), Samples.key(2)], by: .never).allSatisfy { $0 != nil })
        try await again.close()
        #expect(logSize == 0)
    }

    @Test(
        "that another process moves into the file takes nothing from those who read and write",
        .enabled(if: FileManager.default.isExecutableFile(atPath: CrashTests.writer.path)),
        .timeLimit(.minutes(10))
    )
    func movedByAnother() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        _ = try await store.commit([Samples.put(0)], by: .never)
        // The limit is each process's own: the other one empties the log when it has two MiB, this one never would.
        let process = Process()
        process.executableURL = CrashTests.writer
        process.arguments = [folder.file(), "7", "\(4 << 20)"]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        var (moves, largest, last, written) = (0, 0, logSize, 0 as UInt64)
        while moves < 5, process.isRunning {
            written += 1
            let outcomes = try await store.commit([Samples.put(written, bytes: 1000)], by: .never)
            #expect(outcomes == [.committed(positions: [written])])
            let size = logSize
            if size < last { moves += 1 }
            (last, largest) = (size, max(largest, size))
            let sought = UInt64.random(in: 0...written)
            let found = try await store.fetch([Samples.key(written), Samples.key(sought)], by: .never)
            let bytes = [written, sought].map { UInt8(truncatingIfNeeded: $0) }
            #expect(found.map { $0?.value.joined.first } == bytes)
        }
        #expect(process.isRunning && moves == 5)
        #expect(largest < 32 << 20)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let keys = (0...written).map(Samples.key)
        #expect(try await store.fetch(keys, by: .never).allSatisfy { $0 != nil })
        try await store.close()
        #expect(logSize == 0)
        print("agreed: the log was moved \(moves) times by another process, 0 of \(written) commits lost")
    }
}
#endif

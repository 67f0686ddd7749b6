#if SQLite
import ClinicalNotesConformance
import ClinicalNotesSQLite
import Foundation
import GRDB
import Synchronization
import TestSupport

extension StoreUnderTest {
    /// The adapter on files of a folder, and all that can be done to one.
    static func sqlite(in folder: TemporaryFolder) -> StoreUnderTest {
        let files = Files(folder)
        return StoreUnderTest(
            make: { try SQLiteNoteStore(path: files.next()) },
            reopen: { try SQLiteNoteStore(path: files.current) },
            second: { try SQLiteNoteStore(path: files.current) },
            crash: {
                let old = files.current
                let lock = try WriteLock(on: old)
                defer { lock.release() }
                // While nobody writes, file and log are together what a process that is killed leaves behind.
                let copy = files.next()
                for ending in ["", "-wal"] {
                    try FileManager.default.copyItem(atPath: old + ending, toPath: copy + ending)
                }
                return try SQLiteNoteStore(path: copy)
            },
            slow: { duration in
                let lock = try WriteLock(on: files.current)
                Task {
                    try? await Task.sleep(for: duration)
                    lock.release()
                }
            },
            remains: { take in
                for ending in ["", "-wal", "-shm"] {
                    guard let file = FileHandle(forReadingAtPath: files.current + ending) else { continue }
                    while let piece = try file.read(upToCount: 1 << 16), !piece.isEmpty { take(Array(piece)) }
                }
            },
            // The adapter logs nothing.
            logs: { _ in }
        )
    }
}

/// The file that was made last.
private final class Files: Sendable {
    private let folder: TemporaryFolder
    private let count = Mutex(0)

    init(_ folder: TemporaryFolder) { self.folder = folder }

    var current: String { folder.file("notes-\(count.withLock { $0 }).db") }

    func next() -> String {
        count.withLock { $0 += 1 }
        return current
    }
}

/// The lock that whoever writes must have, held by somebody else.
final class WriteLock: Sendable {
    private let queue: DatabaseQueue

    init(on path: String) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .timeout(10)
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    }

    func release() {
        try? queue.inDatabase { try $0.execute(sql: "ROLLBACK") }
        try? queue.close()
    }
}
#endif

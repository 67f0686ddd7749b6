#if SQLite
internal import GRDB
internal import Synchronization

/// The place at the door of the database: whoever waits there begins to write before those who come later.
///
/// SQLite lets whoever asks at the right moment have the write lock, so that a process which commits all the time would keep
/// others out for good. Here everybody takes the lock of a companion file first and keeps it until the write has begun: who
/// has just committed finds it taken by the one who waits. Only order rests on it; where the file cannot be made, writes go on.
final class WriterTurn: Sendable {
    private let path: String
    private let waiting: LockWait
    private let file = Mutex<LockFile?>(nil)

    /// A turn at a database file, whose companion ends in `-turn`.
    init(at path: String, waiting: LockWait) {
        self.path = path + "-turn"
        self.waiting = waiting
    }

    /// Begins a write when it is this one's turn.
    ///
    /// - Parameter begin: Takes the database's write lock.
    /// - Throws: `SQLITE_BUSY` if the turn does not come in time, and what `begin` throws.
    func take(_ begin: () throws -> Void) throws {
        let taken = try taken()
        defer { taken?.unlock() }
        try begin()
    }

    /// Lets go of the companion, and removes it if nobody waits at it.
    func close() {
        file.withLock { file in
            if let open = file {
                if open.tryLock(), open.isInPlace { open.remove() }
                open.close()
            }
            file = nil
        }
    }

    private func taken() throws -> LockFile? {
        while true {
            guard let open = opened() else { return nil }
            if open.tryLock() {
                // Whoever closed last may have removed it meanwhile.
                if open.isInPlace { return open }
                file.withLock { $0 = nil }
                open.close()
            } else if !waiting.again() {
                throw DatabaseError(resultCode: .SQLITE_BUSY)
            }
        }
    }

    private func opened() -> LockFile? {
        file.withLock { file in
            if file == nil { file = LockFile(path) }
            return file
        }
    }
}
#endif

#if SQLite
internal import GRDB
internal import Synchronization

/// The place at the door of the database: whoever waits there begins to write before those who come later.
///
/// SQLite lets whoever asks at the right moment have the write lock, so that a process which commits all the time would keep
/// others out for good. Here everybody takes the lock of a companion file first and keeps it until the write has begun: who
/// has just committed finds it taken by the one who waits. Only order rests on it: where the file cannot be made or locked, and
/// where whoever has the turn does not write for long, as one that was stopped, writes go on without.
final class WriterTurn: Sendable {
    /// How long a turn is waited for.
    private static let timeout: Duration = .seconds(1)

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
    /// - Throws: `SQLITE_BUSY` if the write's time is over, and what `begin` throws.
    func take(_ begin: () throws -> Void) throws {
        let taken = try taken()
        defer { taken?.unlock() }
        try begin()
    }

    /// Lets go of the companion, and removes it if nobody waits at it.
    func close() {
        file.withLock { file in
            if let open = file {
                if open.tryLock() == .taken, open.isInPlace { open.remove() }
                open.close()
            }
            file = nil
        }
    }

    private func taken() throws -> LockFile? {
        let end = ContinuousClock().now + Self.timeout
        while let open = opened() {
            switch open.tryLock() {
            case .taken:
                // Whoever closed last may have removed it meanwhile.
                if open.isInPlace { return open }
                file.withLock { $0 = nil }
                open.close()
            case .impossible: return nil
            case .held:
                guard ContinuousClock().now < end else { return nil }
                guard waiting.again() else { throw DatabaseError(resultCode: .SQLITE_BUSY) }
            }
        }
        return nil
    }

    private func opened() -> LockFile? {
        file.withLock { file in
            if file == nil { file = LockFile(path) }
            return file
        }
    }
}
#endif

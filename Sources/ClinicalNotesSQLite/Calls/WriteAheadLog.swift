#if SQLite
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import GRDB
internal import Synchronization

/// Keeps a database's write-ahead log small, and lets nobody fill the disk with it.
///
/// What a commit writes can go from the log into the file only when nobody reads what stood there before. The engine never waits
/// for readers: where some read all the time its log grows without end. Here it is emptied once it is larger than what the engine
/// uses again by itself, at a moment when nobody reads from it. A reader that does not end, such as another program's, cannot be
/// made to; then the log grows to its limit, and writing waits.
final class WriteAheadLog: Sendable {
    /// Twice what the engine lets come together before it moves it into the file.
    private static let maximumTidySize = 32 << 20
    /// How long others are kept from writing to wait for readers, and after how long that is tried again.
    private static let timeout: Duration = .milliseconds(20)
    private static let pause: Duration = .milliseconds(500)
    /// How long a commit waits for room.
    private static let longestWait: Duration = .seconds(5)

    private let path: String
    private let limit: Int
    private let waiting: LockWait
    private let nextTidying = Mutex(ContinuousClock().now)

    /// The log of a database file, with the most bytes that it may have.
    init(of path: String, limit: Int, waiting: LockWait) {
        self.path = path + "-wal"
        self.limit = limit
        self.waiting = waiting
    }

    /// Whether a reader of ours should end, so that nobody has to wait for room.
    var isNearLimit: Bool { FileIdentity.size(of: path) >= limit / 4 * 3 }

    /// Sees to it that a commit has room.
    ///
    /// - Throws: `StorageError` with `heldBack` if somebody reads for longer than it is waited for.
    func makeRoom(in database: Database, by deadline: Deadline) throws {
        guard FileIdentity.size(of: path) >= limit else { return }
        waiting.begin(until: deadline.orEarlier(.after(Self.longestWait)))
        guard try empty(database) else { throw StorageError(.heldBack) }
    }

    /// Moves everything into the file; false if somebody reads for longer than it is waited for.
    ///
    /// Whoever else does so at this moment is not waited for by the engine, so here.
    private func empty(_ database: Database) throws -> Bool {
        while true {
            do {
                try database.checkpoint(.truncate)
                return true
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                guard waiting.again() else { return false }
            }
        }
    }

    /// How long a log may be that is no longer read from.
    private var tidySize: Int { min(Self.maximumTidySize, limit / 2) }

    /// Empties a log that is larger than it need be, if nobody reads from it; what fails is left to the next time.
    func tidy(_ database: Database) {
        guard FileIdentity.size(of: path) >= tidySize else { return }
        let now = ContinuousClock().now
        guard nextTidying.withLock({ now >= $0 }) else { return }
        waiting.begin(until: .after(Self.timeout))
        guard (try? database.checkpoint(.truncate)) == nil else { return }
        nextTidying.withLock { $0 = ContinuousClock().now + Self.pause }
    }

    /// Moves everything into the file before it is closed.
    ///
    /// - Parameters:
    ///   - pool: The connections.
    ///   - duration: How long to wait for those who read; then the rest stays in the log, which whoever closes the database
    ///     last moves.
    /// - Throws: What the engine says but for that somebody reads.
    func empty(_ pool: DatabasePool, waiting duration: Duration) throws {
        waiting.begin(until: .after(duration))
        _ = try pool.barrierWriteWithoutTransaction { try empty($0) }
    }
}
#endif

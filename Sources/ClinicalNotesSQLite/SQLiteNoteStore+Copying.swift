#if SQLite
public import ClinicalNotesModel
public import ClinicalNotesStorage
internal import Dispatch
internal import GRDB
internal import Synchronization

extension SQLiteNoteStore: CopyableStore {
    /// Keeps what the file holds now: while it is kept, what others write stays in the log.
    ///
    /// When the log comes near its limit, or nothing was read for a minute, the snapshot ends by itself, whether somebody reads it or
    /// not, and reading it throws `heldBack`: those who write go before. The limit is this store's own: where another process has a
    /// lower one, its commits wait until the snapshot ends.
    ///
    /// - Parameter deadline: When to give up.
    /// - Returns: The snapshot; end it when it is read.
    /// - Throws: `StorageError`.
    public func snapshot(by deadline: Deadline) async throws(StorageError) -> any StoreSnapshot {
        try gate.enter()
        defer { gate.leave() }
        guard file.isInPlace else { throw StorageError(.replaced) }
        guard !deadline.hasPassed else { throw StorageError(.timedOut) }
        let made: Result<DatabaseSnapshot, StorageError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [pool, log] in
                // A log that a reader left long, and that nobody writes to since, would end the snapshot at once.
                if log.isNearLimit { pool.writeWithoutTransaction { log.tidy($0) } }
                let snapshot = Result { try pool.makeSnapshot() }
                continuation.resume(returning: snapshot.mapError { StorageError($0, by: deadline) })
            }
        }
        let snapshot = try told(made)
        guard file.isInPlace else { throw StorageError(.replaced) }
        let kept = SQLiteSnapshot(snapshot, log: log)
        kept.watch()
        return kept
    }

    /// Takes over records as another store had them, in one commit.
    ///
    /// - Parameters:
    ///   - records: Records of one practice, none of which is there yet.
    ///   - deadline: When to give up.
    /// - Throws: `StorageError`, `invalidBatch` if one of them is there; then nothing that is shown was written.
    public func load(_ records: [CopiedRecord], by deadline: Deadline) async throws(StorageError) {
        _ = try records.checkedTenant()
        try await write(by: deadline) { [turn] database in
            try RecordCopier(database: database).load(records, taking: turn, by: deadline)
        }
        guard file.isInPlace else { throw StorageError(.replaced) }
    }
}

/// A moment of a file, on a connection of its own.
final class SQLiteSnapshot: StoreSnapshot {
    private enum State {
        case kept(DatabaseSnapshot, read: ContinuousClock.Instant)
        case gaveWay, ended
    }

    /// How often it is looked whether those who write need it to end.
    private static let pause: DispatchTimeInterval = .milliseconds(100)

    private let state: Mutex<State>
    private let log: WriteAheadLog
    private let idle: Duration

    /// - Parameters:
    ///   - snapshot: The connection.
    ///   - log: The file's log.
    ///   - idle: How long it is kept when nobody reads it.
    init(_ snapshot: DatabaseSnapshot, log: WriteAheadLog, idle: Duration = .seconds(60)) {
        state = Mutex(.kept(snapshot, read: ContinuousClock().now))
        self.log = log
        self.idle = idle
    }

    /// Looks again and again, beside whoever reads, until it ends: a reader that waits for something else notices nothing.
    func watch() {
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.pause) { [weak self] in
            guard let self, let read = lastRead else { return }
            guard log.isNearLimit || ContinuousClock().now >= read + idle else { return watch() }
            close(.gaveWay)
        }
    }

    func records(
        of tenant: TenantID,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [CopiedRecord] {
        guard !log.isNearLimit else {
            close(.gaveWay)
            throw ending ?? StorageError(.closed)
        }
        guard let snapshot = begun() else { throw ending ?? StorageError(.closed) }
        do {
            let found = try await snapshot.read { database in
                do {
                    return try RecordCopier(database: database).records(
                        of: tenant,
                        after: after,
                        limit: limit,
                        by: deadline
                    )
                } catch {
                    // While the connection is at hand, which knows damage from a device that failed.
                    throw StorageError(error, by: deadline, in: database)
                }
            }
            _ = begun()
            return found
        } catch {
            throw ending ?? StorageError(error, by: deadline)
        }
    }

    func end() async { close(.ended) }

    /// When it was last read; `nil` once it has ended.
    private var lastRead: ContinuousClock.Instant? {
        state.withLock { state in
            guard case .kept(_, let read) = state else { return nil }
            return read
        }
    }

    /// What whoever reads it is told once it has ended.
    private var ending: StorageError? {
        state.withLock { state in
            switch state {
            case .kept: nil
            case .gaveWay: StorageError(.heldBack)
            case .ended: StorageError(.closed)
            }
        }
    }

    /// The connection, which is read now.
    private func begun() -> DatabaseSnapshot? {
        state.withLock { state in
            guard case .kept(let snapshot, _) = state else { return nil }
            state = .kept(snapshot, read: ContinuousClock().now)
            return snapshot
        }
    }

    private func close(_ ending: State) {
        let kept = state.withLock { state -> DatabaseSnapshot? in
            guard case .kept(let snapshot, _) = state else { return nil }
            state = ending
            return snapshot
        }
        // What reads it at this moment is broken off; the moment is given up with the connection, in whatever state that is.
        kept?.interrupt()
        try? kept?.close()
    }
}
#endif

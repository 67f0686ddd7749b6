#if SQLite
public import ClinicalNotesModel
public import ClinicalNotesStorage
internal import Dispatch
internal import GRDB
internal import Synchronization

extension SQLiteNoteStore: CopyableStore {
    /// Keeps what the file holds now: while it is read, what others write stays in the log.
    ///
    /// When the log comes near its limit the snapshot ends by itself, and reading it throws `heldBack`: those who write go before.
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
        return SQLiteSnapshot(snapshot, log: log)
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
    private let held: Mutex<DatabaseSnapshot?>
    private let log: WriteAheadLog

    init(_ snapshot: DatabaseSnapshot, log: WriteAheadLog) {
        held = Mutex(snapshot)
        self.log = log
    }

    func records(
        of tenant: TenantID,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [CopiedRecord] {
        guard let snapshot = held.withLock({ $0 }) else { throw StorageError(.closed) }
        guard !log.isNearLimit else {
            await end()
            throw StorageError(.heldBack)
        }
        do {
            return try await snapshot.read { database in
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
        } catch {
            throw StorageError(error, by: deadline)
        }
    }

    func end() async {
        let snapshot = held.withLock { held in
            defer { held = nil }
            return held
        }
        // The moment is given up with the connection, in whatever state that is.
        try? snapshot?.close()
    }
}
#endif

#if SQLite
public import ClinicalNotesModel
public import ClinicalNotesStorage
internal import Dispatch
internal import Foundation
internal import GRDB

/// A store in one SQLite file: write-ahead log, full synchronisation, reads beside writes.
///
/// What is committed survives loss of power as far as the file system keeps its word. While the store is
/// open, the file has companions with the endings `-wal`, `-shm` and `-turn`; ``close()`` makes the file complete
/// by itself. Calls wait on queues of their own, never on the threads of Swift's concurrency.
///
/// Several processes may have the file open: those who write take turns, whoever waits before whoever has just committed.
///
/// The log (`-wal`) is emptied into the file whenever it has grown beyond 32 MiB and nobody reads from it. While somebody else
/// reads without an end, such as a program with an open transaction, that cannot be done: the log grows, up to its limit;
/// then a commit waits for a few seconds and throws `heldBack`, until that reader ends.
///
/// When the file is deleted, moved or replaced under an open store, calls throw `replaced`; for a twentieth of a second a read may
/// still be answered, and a commit may end as an unknown outcome.
public final class SQLiteNoteStore: NoteStore {
    let pool: DatabasePool
    let file: FileWatch
    let gate = CallGate()
    private let watch = DeadlineWatch()
    private let lockWait: LockWait
    let turn: WriterTurn
    let log: WriteAheadLog

    /// Opens the store in a file, or makes a new one if there is none.
    ///
    /// - Parameters:
    ///   - path: The file; its folder must exist.
    ///   - logLimit: The size in bytes at which the write-ahead log takes no more commits, 256 MiB unless told otherwise; the last
    ///     commit may exceed it. Leave as much room on the disk, and tell each process that opens the file the same: a snapshot gives
    ///     way at three quarters of its own store's limit, whatever that of those is who write.
    /// - Throws: `StorageError` with `invalidLocation` (no file can be opened there), `corrupted` (the
    ///   file is not a database, or someone else's), `newerSchema`, `notDurable` (the engine does not
    ///   confirm write-ahead log and full synchronisation) or `unavailable`. Nothing was written then.
    public init(path: String, logLimit: Int = 256 << 20) throws(StorageError) {
        lockWait = LockWait()
        pool = try StoreFile.open(path, waiting: lockWait)
        // A process may change its folder.
        let path = URL(fileURLWithPath: path).path
        guard let file = FileWatch(path) else { throw StorageError(.invalidLocation) }
        self.file = file
        turn = WriterTurn(at: path, waiting: lockWait)
        log = WriteAheadLog(of: path, limit: logLimit, waiting: lockWait)
    }

    /// How the tables in a file are laid out; looks at it without changing a byte.
    ///
    /// - Parameter path: The file.
    /// - Returns: Which version stands there, and which opening the store would bring it to.
    /// - Throws: `StorageError` with `invalidLocation` if there is no file, `corrupted` or `newerSchema`.
    public static func schema(at path: String) throws(StorageError) -> StoreSchema {
        let waiting = LockWait()
        return StoreSchema(
            found: try StoreFile.version(of: path, waiting: waiting),
            newest: SchemaMigration.all.count
        )
    }

    /// Durable: a commit survives loss of power.
    public var capabilities: StoreCapabilities { .durable }

    /// The first version of the contract.
    public var contractVersion: Int { 1 }

    /// Fetches records by key, all as of one moment.
    ///
    /// - Parameters:
    ///   - keys: The records, in any order; a key may stand twice.
    ///   - deadline: When to give up.
    /// - Returns: One element a key, in the order of the keys; `nil` where there is no such record.
    /// - Throws: `StorageError`.
    public func fetch(
        _ keys: [RecordKey],
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord?] {
        try await read(by: deadline) { database in
            try RecordReader(database: database).fetch(keys, by: deadline)
        }
    }

    /// Selects index entries in their order.
    ///
    /// - Parameters:
    ///   - query: What to select, and how many.
    ///   - deadline: When to give up.
    /// - Returns: A page.
    /// - Throws: `StorageError`; `unsupportedPredicate` if the predicate is nested deeper than 200 or
    ///   names more than 30,000 values outside of pseudonyms.
    public func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        try await read(by: deadline) { database in
            try IndexScan.page(query, in: database, by: deadline)
        }
    }

    /// Lists the records of a tenant in the order of their keys.
    ///
    /// - Parameters:
    ///   - tenant: The practice.
    ///   - owner: Only this owner's, or all.
    ///   - collection: Only this class, or all.
    ///   - after: The last key already seen.
    ///   - limit: How many at the most.
    ///   - deadline: When to give up.
    /// - Returns: The records that follow; empty at the end.
    /// - Throws: `StorageError`.
    public func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        try await read(by: deadline) { database in
            try RecordReader(database: database).list(
                tenant,
                owner: owner,
                collection: collection,
                after: after,
                limit: limit,
                by: deadline
            )
        }
    }

    /// Commits batches, each by itself, in order, with one flush for all.
    ///
    /// If the deadline passes, or the caller is cancelled, while it waits for others who write, nothing is written, and that is
    /// told at once. If the deadline passes between two batches, none of them is written.
    ///
    /// - Parameters:
    ///   - batches: The batches.
    ///   - deadline: When to give up; also bounds the wait for another process that writes, which is ten seconds without one.
    /// - Returns: One outcome a batch, in their order.
    /// - Throws: `StorageError`, `heldBack` if the log is at its limit and somebody reads from it; then no batch was written.
    public func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        for batch in batches { try batch.checkRules() }
        let outcomes = try await write(by: deadline) { [turn] database in
            try BatchWriter.commit(batches, in: database, taking: turn, by: deadline)
        }
        // What went into a file that is no longer there is not durable.
        return file.isInPlace ? outcomes : outcomes.map { _ in .outcomeUnknown }
    }

    /// Writes when it is this call's turn; when it has begun, the caller hears what became of it.
    func write<Value: Sendable>(
        by deadline: Deadline,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StorageError) -> Value {
        let begins = CallAnswer<Void, StorageError>()
        let answer = CallAnswer<Value, StorageError>()
        let retries = RetryCount.current
        try gate.enter()
        guard file.wasInPlace else {
            gate.leave()
            throw StorageError(.replaced)
        }
        pool.asyncWriteWithoutTransaction { [lockWait, log, gate] database in
            defer { gate.leave() }
            guard begins.give(.success(())) else { return }
            let value = Result {
                try log.makeRoom(in: database, by: deadline)
                lockWait.begin(until: deadline, counting: retries)
                return try body(database)
            }
            answer.give(value.mapError { StorageError($0, by: deadline, in: database) })
            log.tidy(database)
        }
        try await watch.wait(
            for: begins,
            until: deadline,
            late: .failure(StorageError(.timedOut)),
            cancelled: .failure(StorageError(.cancelled))
        )
        return try told(await answer.taken())
    }

    /// Waits for the calls under way, moves everything into the one file and gives it back.
    ///
    /// If for a second somebody else reads from the log, what is left of it stays in the `-wal` companion, and file and companion are
    /// complete together: whoever closes the file last moves it. Later calls throw `closed`; closing twice is no error.
    ///
    /// - Throws: `StorageError` if the log could not be written into the file. Nothing is lost then: the file is complete
    ///   together with its `-wal` companion.
    public func close() async throws(StorageError) {
        guard await gate.close() else { return }
        let result: Result<Void, StorageError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [pool, turn, log] in
                let outcome = Result {
                    defer {
                        try? pool.close()
                        turn.close()
                    }
                    try log.empty(pool, waiting: .seconds(1))
                }
                continuation.resume(returning: outcome.mapError { StorageError($0) })
            }
        }
        try result.get()
    }

    /// A failure where the file is no longer the one that was opened has that cause, whatever the engine calls it.
    func told<Value>(_ result: Result<Value, StorageError>) throws(StorageError) -> Value {
        do throws(StorageError) {
            return try result.get()
        } catch {
            throw error.code == .timedOut || file.isInPlace ? error : StorageError(.replaced)
        }
    }

    private func read<Value: Sendable>(
        by deadline: Deadline,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StorageError) -> Value {
        guard !deadline.hasPassed else {
            try gate.enter()
            gate.leave()
            throw StorageError(.timedOut)
        }
        try gate.enter()
        guard file.wasInPlace else {
            gate.leave()
            throw StorageError(.replaced)
        }
        let answer = CallAnswer<Value, StorageError>()
        pool.asyncRead { [gate] access in
            defer { gate.leave() }
            let value = Result {
                guard !deadline.hasPassed else { throw StorageError(.timedOut) }
                let database = try access.get()
                do {
                    return try body(database)
                } catch {
                    throw StorageError(error, by: deadline, in: database)
                }
            }
            answer.give(value.mapError { StorageError($0, by: deadline) })
        }
        do throws(StorageError) {
            return try await watch.wait(
                for: answer,
                until: deadline,
                late: .failure(StorageError(.timedOut)),
                cancelled: .failure(StorageError(.cancelled))
            )
        } catch {
            return try told(.failure(error))
        }
    }
}
#else
public import ClinicalNotesStorage

/// A store in one SQLite file; enable the trait `SQLite` to have it.
@available(*, unavailable, message: "Enable the 'SQLite' trait of swift-clinical-notes.")
public final class SQLiteNoteStore: Sendable {
    /// Cannot be called.
    ///
    /// - Parameter path: The file.
    /// - Throws: Always.
    public init(path: String) throws(StorageError) {
        throw StorageError(.unavailable)
    }
}
#endif

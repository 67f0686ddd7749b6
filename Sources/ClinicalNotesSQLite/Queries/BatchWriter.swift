#if SQLite
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import GRDB

/// Judges and carries out batches inside one transaction.
struct BatchWriter {
    private static let insertion = """
        INSERT INTO record (tenant, owner, collection, record, revision, value) VALUES (?, ?, ?, ?, 1, ?)
        ON CONFLICT DO NOTHING
        """

    private static let standing = """
        SELECT revision FROM record WHERE tenant = ? AND owner = ? AND collection = ? AND record = ?
        """

    /// One seek in the primary key; what has an id beyond the bound is not looked at.
    static let lastRecord = """
        SELECT record FROM record WHERE tenant = ? AND owner = ? AND collection = ? AND record < ?
        ORDER BY record DESC LIMIT 1
        """

    private let database: Database
    /// What the group has read or written, so that no record is asked for twice; 0 is absent.
    private var revisions: [RecordKey: UInt64] = [:]
    /// Where the logs go on that the group appended to, so that each is asked for its last record once.
    private var nextPositions: [LogKey: UInt64] = [:]
    private var inserting: RecordStatement?

    private init(_ database: Database) { self.database = database }

    /// Commits a group with one flush; nothing is written if it throws.
    ///
    /// - Parameters:
    ///   - batches: The group.
    ///   - database: The connection that writes.
    ///   - turn: Where writers of several processes wait for each other; `nil` where there is one.
    ///   - deadline: When to give up.
    /// - Returns: One outcome a batch.
    /// - Throws: `StorageError` or `DatabaseError`.
    static func commit(
        _ batches: [WriteBatch],
        in database: Database,
        taking turn: WriterTurn? = nil,
        by deadline: Deadline
    ) throws -> [CommitOutcome] {
        guard !deadline.hasPassed else { throw StorageError(.timedOut) }
        if let turn {
            try turn.take { try database.beginTransaction(.immediate) }
        } else {
            try database.beginTransaction(.immediate)
        }
        var writer = BatchWriter(database)
        return try writer.commit(batches, by: deadline)
    }

    private mutating func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) throws -> [CommitOutcome] {
        var outcomes: [CommitOutcome] = []
        do {
            for batch in batches {
                guard !deadline.hasPassed else { throw StorageError(.timedOut) }
                outcomes.append(try evaluate(batch))
            }
        } catch {
            rollBack()
            throw error
        }
        do {
            try database.commit()
            return outcomes
        } catch {
            rollBack()
            // These leave the log without a valid end; after any other error it may yet be found whole.
            switch (error as? DatabaseError)?.resultCode {
            case ResultCode.SQLITE_FULL?, ResultCode.SQLITE_BUSY?: throw error
            default: return outcomes.map { _ in .outcomeUnknown }
            }
        }
    }

    private func rollBack() {
        // After some errors the engine has already rolled back by itself.
        guard database.isInsideTransaction else { return }
        try? database.rollback()
    }

    /// All that can refuse a batch is looked at before its first write, so none is ever half carried out.
    private mutating func evaluate(_ batch: WriteBatch) throws -> CommitOutcome {
        var moved: [RecordKey] = []
        for expectation in batch.expectations where try revision(of: expectation.key) != expectation.revision
        {
            moved.append(expectation.key)
        }
        guard moved.isEmpty else { return .conflict(moved) }
        var positions: [UInt64] = []
        for write in batch.writes {
            switch write {
            case .put(let key, let value, let entries):
                forgetPosition(of: key)
                try put(key, value, entries)
            case .append(let log, let value):
                let position = try nextPosition(of: log)
                try append(log.key(at: position), value)
                positions.append(position)
            case .delete(let key):
                forgetPosition(of: key)
                try delete(key)
            }
        }
        return .committed(positions: positions)
    }

    private mutating func revision(of key: RecordKey) throws -> UInt64 {
        if let known = revisions[key] { return known }
        let statement = try RecordStatement(Self.standing, database)
        try statement.bind(key)
        let found: UInt64 = try statement.first { try $0.number(0) } ?? 0
        revisions[key] = found
        return found
    }

    private mutating func put(_ key: RecordKey, _ value: RecordBytes, _ entries: [IndexEntry]) throws {
        let statement = try RecordStatement(
            """
            INSERT INTO record (tenant, owner, collection, record, revision, value) VALUES (?, ?, ?, ?, 1, ?)
            ON CONFLICT DO UPDATE SET revision = revision + 1, value = excluded.value
            RETURNING revision
            """,
            database
        )
        try statement.bind(key)
        try statement.bind(value)
        let revision: UInt64? = try statement.first { try $0.number(0) }
        revisions[key] = revision
        if revision != 1 { try deleteEntries(of: key) }
        for entry in entries {
            try run(
                """
                INSERT OR IGNORE INTO entry
                (tenant, owner, collection, record, pseudonym, time, status, generation)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                key.columns + entry.columns
            )
        }
    }

    /// The record of a fresh position is new, which is quicker than writing one that may be there.
    private mutating func append(_ key: RecordKey, _ value: RecordBytes) throws {
        let inserting = try inserting ?? RecordStatement(Self.insertion, database)
        self.inserting = inserting
        try inserting.bind(key)
        try inserting.bind(value)
        if try inserting.run() == 0 { try put(key, value, []) }
        if revisions[key] == 0 { revisions[key] = 1 }
    }

    private mutating func nextPosition(of log: LogKey) throws -> UInt64 {
        let next = try nextPositions[log] ?? log.nextPosition { try lastPosition(of: log, below: $0) }
        guard let position = next else { throw StorageError(.corrupted, of: log.key(at: 0)) }
        nextPositions[log] = position + 1
        return position
    }

    private func lastPosition(of log: LogKey, below bound: UInt64) throws -> UInt64? {
        let statement = try RecordStatement(Self.lastRecord, database)
        try statement.bind(log.key(at: bound))
        return try statement.first { row in
            guard let record = Bytes16(row.bytes(0)) else { throw StorageError(.corrupted) }
            return record.low
        }
    }

    /// A record that is put or deleted may be the last one of a log that the group appended to.
    private mutating func forgetPosition(of key: RecordKey) {
        guard !nextPositions.isEmpty else { return }
        nextPositions[LogKey(tenant: key.tenant, owner: key.owner, collection: key.collection)] = nil
    }

    private mutating func delete(_ key: RecordKey) throws {
        try run(
            "DELETE FROM record WHERE tenant = ? AND owner = ? AND collection = ? AND record = ?",
            key.columns
        )
        revisions[key] = 0
        try deleteEntries(of: key)
    }

    private func deleteEntries(of key: RecordKey) throws {
        try run(
            "DELETE FROM entry WHERE tenant = ? AND owner = ? AND collection = ? AND record = ?",
            key.columns
        )
    }

    private func run(_ sql: String, _ arguments: [any DatabaseValueConvertible]) throws {
        let statement = try database.cachedStatement(sql: sql)
        statement.setUncheckedArguments(StatementArguments(arguments))
        try statement.execute()
    }
}
#endif

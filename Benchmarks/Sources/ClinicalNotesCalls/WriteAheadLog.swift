internal import CSQLite
internal import ClinicalNotes

/// The write-ahead log of a store in use, through a connection of its own.
@safe final class WriteAheadLog {
    private let database: OpaquePointer

    /// Connects to the store in a file.
    init(ofStore path: String) throws {
        var database: OpaquePointer?
        guard unsafe sqlite3_open(path, &database) == SQLITE_OK, let database = unsafe database else {
            throw StorageError(.unavailable)
        }
        unsafe self.database = database
        unsafe sqlite3_busy_timeout(database, 1_000)
    }

    deinit { unsafe sqlite3_close(database) }

    /// Moves all of the log into the database; the next commit begins it anew.
    func empty() throws {
        // A connection that has read nothing does not know of the log, and would have nothing to do.
        _ = try number("SELECT count(*) FROM sqlite_schema")
        var logged: Int32 = 0
        var moved: Int32 = 0
        let code = unsafe sqlite3_wal_checkpoint_v2(
            database,
            nil,
            SQLITE_CHECKPOINT_RESTART,
            &logged,
            &moved
        )
        guard code == SQLITE_OK, logged >= 0, moved == logged else { throw StorageError(.unavailable) }
    }

    /// The number that a query answers.
    func number(_ sql: String) throws -> Int {
        var statement: OpaquePointer?
        let code = unsafe sqlite3_prepare_v2(database, sql, -1, &statement, nil)
        defer { unsafe sqlite3_finalize(statement) }
        guard code == SQLITE_OK, unsafe sqlite3_step(statement) == SQLITE_ROW else {
            throw CallsError("SQLite as it is here cannot answer: \(sql)")
        }
        return Int(unsafe sqlite3_column_int64(statement, 0))
    }
}

internal import CSQLite
internal import ClinicalNotes

/// A SQLite file that is as durable as a store's, and a row of an audit entry's size for each commit.
@safe final class BareSQLite {
    private let database: OpaquePointer

    init(path: String) throws {
        var database: OpaquePointer?
        guard unsafe sqlite3_open(path, &database) == SQLITE_OK, let database = unsafe database else {
            throw StorageError(.unavailable)
        }
        unsafe self.database = database
        for sql in [
            "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
            "CREATE TABLE record (number INTEGER PRIMARY KEY, value BLOB NOT NULL)",
        ] {
            try run(sql)
        }
    }

    deinit { unsafe sqlite3_close(database) }

    func commitRow() throws {
        try run("BEGIN IMMEDIATE")
        try run("INSERT INTO record (value) VALUES (randomblob(\(BarePostgreSQL.rowSize)))")
        try run("COMMIT")
    }

    private func run(_ sql: String) throws {
        guard unsafe sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
            throw StorageError(.unavailable)
        }
    }
}

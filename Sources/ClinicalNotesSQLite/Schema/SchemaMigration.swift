#if SQLite
internal import ClinicalNotesStorage
internal import GRDB

/// One step of the schema; steps are only ever added at the end, never edited.
struct SchemaMigration: Sendable {
    /// Marks the file as ours: "CNot".
    static let applicationID = 0x434e_6f74

    let statements: String

    static let all: [SchemaMigration] = [
        SchemaMigration(
            statements: """
                CREATE TABLE record (
                    tenant BLOB NOT NULL,
                    owner BLOB NOT NULL,
                    collection INTEGER NOT NULL,
                    record BLOB NOT NULL,
                    revision INTEGER NOT NULL,
                    value BLOB NOT NULL,
                    PRIMARY KEY (tenant, owner, collection, record)
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE entry (
                    tenant BLOB NOT NULL,
                    collection INTEGER NOT NULL,
                    pseudonym BLOB NOT NULL,
                    time INTEGER NOT NULL,
                    owner BLOB NOT NULL,
                    record BLOB NOT NULL,
                    status INTEGER NOT NULL,
                    generation INTEGER NOT NULL,
                    PRIMARY KEY (tenant, collection, pseudonym, time, owner, record, status, generation)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX entry_of_record ON entry (tenant, owner, collection, record);
                """
        )
    ]

    /// The version of a database: how many steps it has gone; 0 for an empty one.
    ///
    /// Throws `corrupted` for a database that someone else wrote.
    static func version(of database: Database) throws -> Int {
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        guard application == applicationID else {
            guard tables == 0, application == 0 else { throw StorageError(.corrupted) }
            return 0
        }
        return try Int.fetchOne(database, sql: "SELECT max(version) FROM schema_version") ?? 0
    }

    /// Brings a database to the newest version, each step in a transaction of its own.
    static func migrate(_ database: Database, through migrations: [SchemaMigration] = all) throws {
        while true {
            var isComplete = false
            // The version is read under the write lock, so that two processes do not take the same step.
            try database.inTransaction(.immediate) {
                let version = try version(of: database)
                guard version <= migrations.count else { throw StorageError(.newerSchema) }
                guard version < migrations.count else {
                    isComplete = true
                    return .rollback
                }
                if version == 0 {
                    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
                    try database.execute(
                        sql: "CREATE TABLE schema_version (version INTEGER PRIMARY KEY) STRICT"
                    )
                }
                try database.execute(sql: migrations[version].statements)
                try database.execute(
                    sql: "INSERT INTO schema_version (version) VALUES (?)",
                    arguments: [version + 1]
                )
                return .commit
            }
            if isComplete { return }
        }
    }
}
#endif

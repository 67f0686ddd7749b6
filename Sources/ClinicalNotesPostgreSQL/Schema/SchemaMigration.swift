#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Foundation

/// One step of the schema; steps are only ever added at the end, never edited.
struct SchemaMigration: Sendable {
    /// Its statements, in which `SCHEMA` stands for the schema's name.
    let statements: [String]

    /// All steps of a path, with tables that are cut in parts by the practice's hash, or whole ones.
    static func all(for path: PostgreSQLPath = .fast, partitions: Int? = nil) -> [SchemaMigration] {
        func table(_ name: String, _ columns: String) -> [String] {
            let table = "CREATE TABLE IF NOT EXISTS SCHEMA.\(name)"
            guard let partitions else { return ["\(table) (\(columns))"] }
            return ["\(table) (\(columns)) PARTITION BY HASH (tenant)"]
                + (0..<partitions).map { part in
                    """
                    \(table)_\(part) PARTITION OF SCHEMA.\(name)
                    FOR VALUES WITH (MODULUS \(partitions), REMAINDER \(part))
                    """
                }
        }
        let tables =
            table(
                "record",
                """
                tenant uuid NOT NULL, owner uuid NOT NULL, collection smallint NOT NULL, record uuid NOT NULL,
                revision bigint NOT NULL, value bytea NOT NULL,
                PRIMARY KEY (tenant, owner, collection, record)
                """
            )
            + table(
                "entry",
                """
                tenant uuid NOT NULL, collection smallint NOT NULL, pseudonym uuid NOT NULL, "time" bigint NOT NULL,
                owner uuid NOT NULL, record uuid NOT NULL, status smallint NOT NULL, generation bigint NOT NULL,
                PRIMARY KEY (tenant, collection, pseudonym, "time", owner, record, status, generation)
                """
            )
            + [
                "CREATE INDEX IF NOT EXISTS entry_of_record ON SCHEMA.entry (tenant, owner, collection, record)"
            ]
        let own =
            switch path {
            case .fast:
                [
                    // Sealed bytes do not get smaller.
                    "ALTER TABLE SCHEMA.record ALTER COLUMN value SET STORAGE EXTERNAL",
                    CommitFunction.definition,
                ]
            case .portable: table(PracticeTurn.table, PracticeTurn.columns)
            }
        return [SchemaMigration(statements: tables + own)]
    }

    /// What a server says of what another process has just made: the one that comes second looks again.
    private static let madeMeanwhile: Set = ["23505", "42P06", "42P07", "42710", "42723", "40001", "40P01"]

    /// The version of a schema: how many steps it has gone; 0 where there is none.
    ///
    /// Throws `corrupted` for a schema that someone else made, `invalidLocation` for one of the other path.
    static func version(
        of schema: SchemaName,
        for path: PostgreSQLPath,
        on connection: ServerConnection,
        by deadline: Deadline
    ) throws -> Int {
        var parameters = Parameters()
        parameters.add(String(schema.description.dropFirst().dropLast()))
        let seen = try connection.ask(
            """
            SELECT count(r.oid), count(r.oid) FILTER (WHERE r.relname = 'schema_version'),
                count(r.oid) FILTER (WHERE r.relname = '\(PracticeTurn.table)')
            FROM pg_namespace s LEFT JOIN pg_class r ON r.relnamespace = s.oid WHERE s.nspname = $1::text
            """,
            parameters,
            by: deadline
        )
        let (relations, ours): (Int, Int) = (try seen.number(0, 0), try seen.number(0, 1))
        guard ours > 0 else {
            guard relations == 0 else { throw StorageError(.corrupted) }
            return 0
        }
        let answer = try connection.ask(
            "SELECT coalesce(max(version), 0) FROM \(schema).schema_version",
            by: deadline
        )
        let (version, turns): (Int, Int) = (try answer.number(0, 0), try seen.number(0, 2))
        guard version == 0 || (turns > 0) == (path == .portable) else { throw StorageError(.invalidLocation) }
        return version
    }

    /// Brings a database to the newest version, all steps in one transaction; does nothing where it is there.
    ///
    /// Several processes may do so at once, without a lock: what makes the schema, its tables and each version's row can be done
    /// once, and whoever comes second waits for it, is refused and looks again.
    static func migrate(
        _ schema: SchemaName,
        for path: PostgreSQLPath,
        on connection: ServerConnection,
        by deadline: Deadline,
        through migrations: [SchemaMigration]
    ) throws {
        var tries = 1
        while true {
            let version = try version(of: schema, for: path, on: connection, by: deadline)
            guard version <= migrations.count else { throw StorageError(.newerSchema) }
            // Whoever may not change the schema may still use it.
            guard version < migrations.count else { return }
            do {
                return try bring(schema, from: version, on: connection, by: deadline, through: migrations)
            } catch ServerFailure.refused(let state) where madeMeanwhile.contains(state) && tries < 10 {
                tries += 1
                Thread.sleep(forTimeInterval: Double.random(in: 0.01...0.05))
            }
        }
    }

    private static func bring(
        _ schema: SchemaName,
        from version: Int,
        on connection: ServerConnection,
        by deadline: Deadline,
        through migrations: [SchemaMigration]
    ) throws {
        try connection.run("BEGIN ISOLATION LEVEL READ COMMITTED", by: deadline)
        do {
            if version == 0 {
                try connection.run("CREATE SCHEMA IF NOT EXISTS \(schema)", by: deadline)
                try connection.run(
                    "CREATE TABLE IF NOT EXISTS \(schema).schema_version (version integer PRIMARY KEY)",
                    by: deadline
                )
            }
            for number in version..<migrations.count {
                // First, so that it is one process that makes the step.
                try connection.run(
                    "INSERT INTO \(schema).schema_version VALUES (\(number + 1))",
                    by: deadline
                )
                for statement in migrations[number].statements {
                    try connection.run(statement.replacing("SCHEMA.", with: "\(schema)."), by: deadline)
                }
            }
            try connection.run("COMMIT", by: deadline)
        } catch {
            try? connection.run("ROLLBACK", by: deadline)
            throw error
        }
    }
}
#endif

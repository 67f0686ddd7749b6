#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// One step of the schema; steps are only ever added at the end, never edited.
struct SchemaMigration: Sendable {
    /// Its statements, in which `SCHEMA` stands for the schema's name.
    let statements: [String]

    static let all = [
        SchemaMigration(statements: [
            """
            CREATE TABLE SCHEMA.record (
                tenant uuid NOT NULL,
                owner uuid NOT NULL,
                collection smallint NOT NULL,
                record uuid NOT NULL,
                revision bigint NOT NULL,
                value bytea NOT NULL,
                PRIMARY KEY (tenant, owner, collection, record)
            )
            """,
            // Sealed bytes do not get smaller.
            "ALTER TABLE SCHEMA.record ALTER COLUMN value SET STORAGE EXTERNAL",
            """
            CREATE TABLE SCHEMA.entry (
                tenant uuid NOT NULL,
                collection smallint NOT NULL,
                pseudonym uuid NOT NULL,
                "time" bigint NOT NULL,
                owner uuid NOT NULL,
                record uuid NOT NULL,
                status smallint NOT NULL,
                generation bigint NOT NULL,
                PRIMARY KEY (tenant, collection, pseudonym, "time", owner, record, status, generation)
            )
            """,
            "CREATE INDEX entry_of_record ON SCHEMA.entry (tenant, owner, collection, record)",
            CommitFunction.definition,
        ])
    ]

    /// The key of the lock under which a database is brought to the newest version: "CNotSchm".
    private static let lock: Int64 = 0x434e_6f74_5363_686d

    /// The version of a schema: how many steps it has gone; 0 where there is none.
    ///
    /// Throws `corrupted` for a schema that someone else made.
    static func version(
        of schema: SchemaName,
        on connection: ServerConnection,
        by deadline: Deadline
    ) throws -> Int {
        var parameters = Parameters()
        parameters.add(String(schema.description.dropFirst().dropLast()))
        let seen = try connection.ask(
            """
            SELECT count(DISTINCT s.oid), count(r.oid), count(r.oid) FILTER (WHERE r.relname = 'schema_version')
            FROM pg_namespace s LEFT JOIN pg_class r ON r.relnamespace = s.oid WHERE s.nspname = $1::text
            """,
            parameters,
            by: deadline
        )
        let (relations, ours): (Int, Int) = (try seen.number(0, 1), try seen.number(0, 2))
        guard ours > 0 else {
            guard relations == 0 else { throw StorageError(.corrupted) }
            return 0
        }
        let version = try connection.ask(
            "SELECT coalesce(max(version), 0)::integer FROM \(schema).schema_version",
            by: deadline
        )
        return try version.number(0, 0)
    }

    /// Brings a database to the newest version, all steps in one transaction; does nothing where it is there.
    static func migrate(
        _ schema: SchemaName,
        on connection: ServerConnection,
        by deadline: Deadline,
        through migrations: [SchemaMigration] = all
    ) throws {
        // Whoever may not change the schema may still use it.
        if try isNewest(schema, on: connection, by: deadline, migrations) { return }
        try connection.run("BEGIN ISOLATION LEVEL READ COMMITTED", by: deadline)
        do {
            try connection.run("SELECT pg_advisory_xact_lock(\(lock))", by: deadline)
            var version = try version(of: schema, on: connection, by: deadline)
            guard version <= migrations.count else { throw StorageError(.newerSchema) }
            if version == 0 {
                try connection.run("CREATE SCHEMA IF NOT EXISTS \(schema)", by: deadline)
                try connection.run(
                    "CREATE TABLE \(schema).schema_version (version integer PRIMARY KEY)",
                    by: deadline
                )
            }
            while version < migrations.count {
                for statement in migrations[version].statements {
                    try connection.run(
                        statement.replacing("SCHEMA.", with: "\(schema)."),
                        by: deadline
                    )
                }
                version += 1
                try connection.run("INSERT INTO \(schema).schema_version VALUES (\(version))", by: deadline)
            }
            try connection.run("COMMIT", by: deadline)
        } catch {
            try? connection.run("ROLLBACK", by: deadline)
            throw error
        }
    }

    private static func isNewest(
        _ schema: SchemaName,
        on connection: ServerConnection,
        by deadline: Deadline,
        _ migrations: [SchemaMigration]
    ) throws -> Bool {
        let version = try version(of: schema, on: connection, by: deadline)
        guard version <= migrations.count else { throw StorageError(.newerSchema) }
        return version == migrations.count
    }
}
#endif

#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// A database and how it is connected to: each new connection is looked at before it is used.
final class Server: Sendable {
    /// No call waits longer, also one without a deadline: a server that froze hangs up on nobody.
    static let longest: Duration = .seconds(60)

    let schema: SchemaName
    private let primary: PrimarySearch
    /// Whether commits must wait for a standby: asked for, or so when the store was opened.
    private let needsStandby: Mutex<Bool>
    private let unconfirmed = Atomic(false)

    init(_ address: ServerAddress, schema: SchemaName, needsStandby: Bool) {
        primary = PrimarySearch(address.hosts)
        self.schema = schema
        self.needsStandby = Mutex(needsStandby)
    }

    /// Whether a commit had an unknown outcome, so that what is read may not be durable everywhere.
    var isUnconfirmed: Bool {
        get { unconfirmed.load(ordering: .sequentiallyConsistent) }
        set { unconfirmed.store(newValue, ordering: .sequentiallyConsistent) }
    }

    var standby: Bool { needsStandby.withLock { $0 } }

    /// Connects to the host that takes writes, and brings the schema to the newest version.
    func open(by deadline: Deadline) throws -> ServerConnection {
        let connection = try primary.connect(for: .writing, by: deadline)
        try prepare(connection, by: deadline)
        let named = try connection.ask(
            "SELECT current_setting('synchronous_standby_names') <> ''",
            by: deadline
        )
        if named.isTrue(0, 0) { needsStandby.withLock { $0 = true } }
        try SchemaMigration.migrate(schema, on: connection, by: deadline)
        try requirePersistence(connection, by: deadline)
        try confirm(connection, by: deadline)
        return connection
    }

    /// The connection that stands there, or a new one.
    func connected(
        _ place: inout ServerConnection?,
        for use: PrimarySearch.Use = .writing,
        by deadline: Deadline
    ) throws -> ServerConnection {
        if let connection = place, connection.isAlive, connection.isIdle, !primary.isReplaced(connection) {
            return connection
        }
        place = nil
        let connection = try primary.connect(for: use, by: deadline)
        try prepare(connection, by: deadline)
        let version = try SchemaMigration.version(of: schema, on: connection, by: deadline)
        guard version == SchemaMigration.all.count else {
            throw StorageError(version == 0 ? .replaced : .newerSchema)
        }
        try requirePersistence(connection, by: deadline)
        try confirm(connection, by: deadline)
        place = connection
        return connection
    }

    /// Waits, where a standby is waited for, until it has all that this server shows.
    ///
    /// A crash may have left commits that the standby does not have; and a primary that was replaced, which shows the
    /// past, waits in vain.
    private func confirm(_ connection: ServerConnection, by deadline: Deadline) throws {
        guard standby else { return }
        let warnings = connection.warnings
        var answers: [ServerAnswer] = []
        try connection.fly(
            CommitFlight.begin(for: [], by: deadline) + [
                ServerConnection.Call(sql: Settlement.barrier), ServerConnection.Call(sql: "COMMIT"),
            ],
            by: deadline,
            into: &answers
        )
        guard answers.last?.command == "COMMIT", connection.warnings == warnings else {
            throw StorageError(.unavailable)
        }
    }

    /// Sets what statements rely on, and reads back what durability relies on.
    private func prepare(_ connection: ServerConnection, by deadline: Deadline) throws {
        let settings = [
            ("search_path", "pg_catalog"), ("default_transaction_isolation", "read committed"),
            ("jit", "off"),
            // The plans that are wanted do not depend on statistics: one seek a key, one range a pseudonym.
            ("plan_cache_mode", "force_generic_plan"), ("enable_seqscan", "off"), ("enable_hashjoin", "off"),
            ("enable_mergejoin", "off"), ("enable_bitmapscan", "off"),
            ("max_parallel_workers_per_gather", "0"),
            // A statement whose client has hung up ends.
            ("client_connection_check_interval", "1000"), ("idle_in_transaction_session_timeout", "60000"),
        ]
        let calls = settings.map { "set_config('\($0)', '\($1)', false)" }.joined(separator: ", ")
        try connection.run("SELECT \(calls)", by: deadline)
        let durability = CommitFunction.durability.replacing("STANDBY", with: "\(standby)")
        let seen = try connection.ask(
            """
            SELECT \(durability) AND current_setting('zero_damaged_pages') = 'off'
                AND current_setting('ignore_checksum_failure') = 'off',
            pg_backend_pid(), NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'
            """,
            by: deadline
        )
        guard seen.isTrue(0, 0) else { throw StorageError(.notDurable) }
        // A proxy between may give each transaction another session.
        guard try seen.number(0, 1) == connection.backend else { throw StorageError(.invalidLocation) }
        guard seen.isTrue(0, 2) else { throw StorageError(.unavailable) }
    }

    /// Refuses tables that are emptied by a crash.
    private func requirePersistence(_ connection: ServerConnection, by deadline: Deadline) throws {
        var parameters = Parameters()
        parameters.add(String(schema.description.dropFirst().dropLast()))
        let seen = try connection.ask(
            """
            SELECT count(*) FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
            WHERE s.nspname = $1::text AND c.relkind IN ('r', 'i') AND c.relpersistence <> 'p'
            """,
            parameters,
            by: deadline
        )
        guard try seen.number(0, 0) == 0 else { throw StorageError(.notDurable) }
    }
}
#endif

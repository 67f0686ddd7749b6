#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// A database and how it is connected to: each new connection is looked at before it is used.
final class Server: Sendable {
    /// No call waits longer, also one without a deadline: a server that froze hangs up on nobody.
    static let longest: Duration = .seconds(60)

    let schema: SchemaName
    let path: PostgreSQLPath
    /// The steps of the schema: their number is the version that this code knows.
    let migrations: [SchemaMigration]
    let log: FlightLog
    /// Names this store among those over the database.
    let store = Bytes16(high: .random(in: 1...UInt64.max), low: .random(in: 0...UInt64.max))
    private let primary: PrimarySearch
    /// Whether commits must wait for a standby: asked for, or so when the store was opened.
    private let needsStandby: Mutex<Bool>
    let doubts = CommitDoubts()
    private let rows = Mutex<Set<TenantID>>([])

    init(
        _ address: ServerAddress,
        schema: SchemaName,
        path: PostgreSQLPath = .fast,
        partitions: Int? = nil,
        needsStandby: Bool,
        names: HostNames = HostNames(),
        log: FlightLog = FlightLog()
    ) {
        primary = PrimarySearch(address.hosts, names, log)
        self.schema = schema
        self.path = path
        migrations = SchemaMigration.all(for: path, partitions: partitions)
        self.needsStandby = Mutex(needsStandby)
        self.log = log
    }

    /// The practices in which this store has a row of its own.
    var practicesWithRow: Set<TenantID> { rows.withLock(\.self) }

    func makeRow(in tenants: [TenantID]) { rows.withLock { $0.formUnion(tenants) } }

    var standby: Bool { needsStandby.withLock { $0 } }

    /// Connects to the host that takes writes, and brings the schema to the newest version.
    func open(by deadline: Deadline) throws -> ServerConnection {
        let connection = try primary.connect(for: .writing, by: deadline)
        try prepare(connection, by: deadline)
        let named = try connection.ask(
            "SELECT \(Durability.names) <> ''",
            by: deadline
        )
        if named.isTrue(0, 0) { needsStandby.withLock { $0 = true } }
        try SchemaMigration.migrate(schema, for: path, on: connection, by: deadline, through: migrations)
        try requirePersistence(connection, by: deadline)
        try awaitStandby(of: connection, by: deadline)
        return connection
    }

    /// The version of the schema, which is not changed.
    func version(by deadline: Deadline) throws -> Int {
        let connection = try primary.connect(for: .writing, by: deadline)
        try prepare(connection, by: deadline)
        return try SchemaMigration.version(of: schema, for: path, on: connection, by: deadline)
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
        // Who reads goes where the writer is, or was: one that waits for its standby in vain may have been replaced, and gets no
        // more than its share of the time before every host is asked. So may one that refuses, such as for waiting for none.
        if use == .reading, primary.hasSeveralHosts, standby {
            let left = deadline.orEarlier(.after(Self.longest)).millisecondsLeft ?? 0
            let share = min(PrimarySearch.timeout, .milliseconds(left / 3))
            do {
                place = try usable(for: .reading, by: .after(share))
            } catch let first {
                do {
                    place = try usable(for: .writing, by: deadline)
                } catch {
                    // What a server said counts more than that one did not answer.
                    switch first {
                    case ServerFailure.late, ServerFailure.lost: throw error
                    default: throw first
                    }
                }
            }
        } else {
            place = try usable(for: use, by: deadline)
        }
        guard let connection = place else { throw ServerFailure.lost(nil) }
        return connection
    }

    private func usable(for use: PrimarySearch.Use, by deadline: Deadline) throws -> ServerConnection {
        let connection = try primary.connect(for: use, by: deadline)
        try prepare(connection, by: deadline)
        let version = try SchemaMigration.version(of: schema, for: path, on: connection, by: deadline)
        guard version == migrations.count else {
            throw StorageError(version == 0 ? .replaced : .newerSchema)
        }
        try requirePersistence(connection, by: deadline)
        try awaitStandby(of: connection, by: deadline)
        return connection
    }

    /// Waits, where a standby is waited for, until it has all that this server shows.
    ///
    /// A crash may have left commits that the standby does not have; and a primary that was replaced, which shows the
    /// past, waits in vain. An engine that names its standbys so is PostgreSQL itself, on either path.
    private func awaitStandby(of connection: ServerConnection, by deadline: Deadline) throws {
        guard standby else { return }
        let warnings = connection.warnings
        var answers: [ServerAnswer] = []
        try connection.fly(
            begin(for: [], by: deadline) + [
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
            // A statement whose client has hung up ends, and so does a transaction whose client is gone without a word. Who writes
            // has less time, by each of its transactions.
            ("client_connection_check_interval", "1000"), (Self.idleLimit, "60000"),
            ("tcp_keepalives_idle", "10"), ("tcp_keepalives_interval", "5"), ("tcp_keepalives_count", "3"),
        ]
        // An engine that does not know one of them does without.
        let values = settings.map { "('\($0)', '\($1)')" }.joined(separator: ", ")
        try connection.run(
            """
            SELECT set_config(v.name, v.value, false) FROM (VALUES \(values)) AS v(name, value)
            WHERE v.name IN (SELECT s.name FROM pg_settings s)
            """,
            by: deadline
        )
        let seen = try connection.ask(
            """
            SELECT \(Durability.condition(standby: "\(standby)"))
                AND coalesce(current_setting('zero_damaged_pages', true), 'off') = 'off'
                AND coalesce(current_setting('ignore_checksum_failure', true), 'off') = 'off',
            pg_backend_pid(), current_setting('transaction_read_only') = 'off'
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

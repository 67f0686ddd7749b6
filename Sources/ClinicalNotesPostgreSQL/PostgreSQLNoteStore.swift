#if PostgreSQL
public import ClinicalNotesModel
public import ClinicalNotesStorage

/// A store in a PostgreSQL database, version 14 or later: one connection that writes beside a few that read.
///
/// What is committed survives loss of power, and of the primary where the server waits for standbys. A commit is one
/// flight of statements, or two (``PostgreSQLPath``); a lock for each practice keeps several processes on one database in
/// order. Each new connection is refused if the server's settings do not promise that. Calls wait on queues of their own, never on the threads of
/// Swift's concurrency, and no longer than a minute, also without a deadline.
///
/// The address is one of libpq, with several hosts if there are standbys: the one that takes writes is used, of several
/// the one that was promoted last, and none that is older than one that was seen. Beside a standby opening waits for it.
/// Passwords belong into the environment (`PGPASSWORD`) or a file (`passfile`); no error shows any part of the address.
/// Unless the address says otherwise (`sslmode`), a server on another machine must prove its name by a certificate.
public final class PostgreSQLNoteStore: NoteStore {
    let server: Server
    let writer = Lane(limit: 1)
    let readers: Lane

    /// Opens the store in a database, and makes its tables if there are none.
    ///
    /// - Parameters:
    ///   - address: Where the database is: a URI or a list of options as libpq takes them.
    ///   - schema: The schema of the tables: small letters, digits and underscores; made if there is none.
    ///   - path: How the stores over one schema take turns; all must name the same.
    ///   - partitions: In how many parts, of 1 to 1,024, the tables are cut by the practice's hash when they are made; `nil` for
    ///     whole tables. Tables that are there stay as they are.
    ///   - needsStandby: Whether a server that waits for no standby is refused. So it is in any case once the store was
    ///     opened on one that waits.
    ///   - readers: How many connections read at the most.
    ///   - deadline: When to give up.
    /// - Throws: `StorageError` with `invalidLocation` (no address, database or right to use it, a proxy that shares
    ///   sessions, or a schema of the other path), `corrupted` (the schema is somebody else's), `newerSchema`, `notDurable` (`fsync`,
    ///   `full_page_writes` or `synchronous_commit` is off, no standby is waited for, a table is unlogged), `timedOut`,
    ///   `cancelled` or `unavailable`.
    public convenience init(
        _ address: String,
        schema: String = "clinical_notes",
        path: PostgreSQLPath = .fast,
        partitions: Int? = nil,
        needsStandby: Bool = false,
        readers: Int = 8,
        by deadline: Deadline = .after(.seconds(30))
    ) async throws(StorageError) {
        let server = try Server(
            ServerAddress(address),
            schema: SchemaName(schema),
            path: path,
            partitions: partitions.map { max(1, min($0, 1024)) },
            needsStandby: needsStandby
        )
        try await self.init(server, readers: readers, by: deadline)
    }

    init(_ server: Server, readers: Int = 8, by deadline: Deadline) async throws(StorageError) {
        self.server = server
        self.readers = Lane(limit: max(1, readers))
        try await writer.call(by: deadline) { place in
            Self.result(StorageError.init(opening:)) {
                place = try server.open(by: deadline.orEarlier(.after(Server.longest)))
            }
        }
    }

    /// How the tables in a database are laid out; looks at it without changing anything.
    ///
    /// - Parameters:
    ///   - address: Where the database is.
    ///   - schema: The schema of the tables.
    ///   - path: How the store is opened.
    ///   - deadline: When to give up.
    /// - Returns: Which version stands there, and which opening the store would bring it to.
    /// - Throws: `StorageError` as when the store is opened.
    public static func schema(
        at address: String,
        schema: String = "clinical_notes",
        path: PostgreSQLPath = .fast,
        by deadline: Deadline = .after(.seconds(30))
    ) async throws(StorageError) -> StoreSchema {
        let server = try Server(
            ServerAddress(address),
            schema: SchemaName(schema),
            path: path,
            needsStandby: false
        )
        let lane = Lane(limit: 1)
        let result: Result<Int, StorageError>
        do throws(StorageError) {
            result = .success(
                try await lane.call(by: deadline) { _ in
                    Self.result(StorageError.init(opening:)) {
                        try server.version(by: deadline.orEarlier(.after(Server.longest)))
                    }
                }
            )
        } catch {
            result = .failure(error)
        }
        await lane.close()
        let found = try result.get()
        let newest = server.migrations.count
        guard found <= newest else { throw StorageError(.newerSchema) }
        return StoreSchema(found: found, newest: newest)
    }

    /// The storage contract that it keeps.
    public var contractVersion: Int { 1 }

    /// Everything that a store can promise.
    public var capabilities: StoreCapabilities { [.durable] }

    /// How many flights of statements, each a round trip to the database, were sent since the store was opened.
    public var roundTrips: Int { server.log.count }

    /// Fetches records by key, all as of one moment.
    ///
    /// Records of several practices are read while it is their turn, so that this waits for who writes there.
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
        let tenants = Set(keys.map(\.tenant)).sorted()
        guard tenants.count > 1 else {
            return try await read(tenants, by: deadline) {
                $0.mayShow(in: $1, of: keys)
            } _: { [schema = server.schema] connection, deadline in
                try RecordReader(schema: schema, connection: connection).fetch(keys, by: deadline)
            }
        }
        return try await writer.call(by: deadline) { [server] place in
            Self.result {
                let deadline = deadline.orEarlier(.after(Server.longest))
                return try BatchWriter(server: server, deadline: deadline).fetch(
                    keys,
                    of: tenants,
                    on: &place
                )
            }
        }
    }

    /// Selects index entries in their order.
    ///
    /// - Parameters:
    ///   - query: What to select, and how many.
    ///   - deadline: When to give up.
    /// - Returns: A page.
    /// - Throws: `StorageError`; `unsupportedPredicate` if the predicate is nested deeper than 200 or has more than
    ///   30,000 terms.
    public func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        try await read([query.tenant], by: deadline) { write, _ in
            write.mayShow(in: query.tenant, nil, query.collection)
        } _: { [schema = server.schema] connection, deadline in
            try IndexScan.page(query, on: connection, in: schema, by: deadline)
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
        try await read([tenant], by: deadline) { write, found in
            write.mayShow(listing: found, in: tenant, owner, collection)
        } _: { [schema = server.schema] connection, deadline in
            try RecordReader(schema: schema, connection: connection).list(
                tenant,
                owner: owner,
                collection: collection,
                after: after,
                limit: limit,
                by: deadline
            )
        }
    }

    /// Commits batches, each by itself, in order, in one transaction with one flush for all.
    ///
    /// If the deadline passes before the commit is sent, none of them is written; if it passes after, or the server is
    /// lost, the outcome is settled where that can be done in time, and unknown where not.
    ///
    /// On the portable path the batches of each practice are a transaction of their own, one practice after the other. If one
    /// of them fails after another's was committed, its batches and those of the practices after it are told as unknown.
    ///
    /// - Parameters:
    ///   - batches: The batches.
    ///   - deadline: When to give up; also bounds the wait for another process that writes.
    /// - Returns: One outcome a batch, in their order.
    /// - Throws: `StorageError`; then no batch was written.
    public func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        for batch in batches { try batch.checkRules() }
        return try await writer.call(by: deadline) { [server] place in
            Self.result {
                guard !batches.isEmpty else { return [] }
                let deadline = deadline.orEarlier(.after(Server.longest))
                return try BatchWriter(server: server, deadline: deadline).commit(batches, on: &place)
            }
        }
    }

    /// Waits for the calls under way and hangs up.
    ///
    /// Later calls throw `closed`; closing twice is no error.
    ///
    /// - Throws: Nothing; what was told as committed is durable without it.
    public func close() async throws(StorageError) {
        await readers.close()
        // Best effort: what is left behind is a row that nobody asks for.
        if server.path == .portable {
            try? await writer.call(by: .after(.seconds(2))) { [server] place in
                Self.result { try PracticeTurn.leave(server, on: &place, by: .after(.seconds(2))) }
            }
        }
        await writer.close()
    }

    /// Reads what is durable: again, if a commit of this store that may be shown came to be of unknown outcome.
    private func read<Value: Sendable>(
        _ tenants: [TenantID],
        by deadline: Deadline,
        unlessShowing mayShow: (RecordWrite, Value) -> Bool,
        _ body: @escaping @Sendable (ServerConnection, Deadline) throws -> Value
    ) async throws(StorageError) -> Value {
        while true {
            let doubts = server.doubts.count
            try await confirm(Set(tenants), by: deadline)
            let value = try await readOnce(by: deadline, body)
            // What is shown before its own commit is told may be what the server stopped waiting with.
            if server.doubts.underWay.contains(where: { mayShow($0, value) }) {
                try await awaitCommit(by: deadline)
            }
            if server.doubts.count == doubts { return value }
        }
    }

    private func readOnce<Value: Sendable>(
        by deadline: Deadline,
        _ body: @escaping @Sendable (ServerConnection, Deadline) throws -> Value
    ) async throws(StorageError) -> Value {
        try await readers.call(by: deadline) { [server] place in
            Self.result {
                let deadline = deadline.orEarlier(.after(Server.longest))
                var isSecond = false
                while true {
                    do {
                        return try body(
                            server.connected(&place, for: .reading, by: deadline),
                            deadline
                        )
                    } catch {
                        // A server that went away, or that another one got in the way of, is no reason to refuse: reading twice
                        // changes nothing.
                        let wasLost = if case ServerFailure.lost = error { place != nil } else { false }
                        if (error as? ServerFailure).map({ if case .refused = $0 { false } else { true } })
                            ?? false
                        {
                            place = nil
                        }
                        guard wasLost || error as? ServerFailure == .refused("40001"), !isSecond else {
                            throw error
                        }
                        isSecond = true
                    }
                }
            }
        }
    }

    /// After an unknown outcome: waits until what this server shows of practices is durable wherever it must be.
    func confirm(_ tenants: Set<TenantID>, by deadline: Deadline) async throws(StorageError) {
        guard !server.doubts.unconfirmed.isDisjoint(with: tenants) else { return }
        try await writer.call(by: deadline) { [server] place in
            Self.result { try Settlement(server, by: deadline).confirm(tenants, on: &place) }
        }
    }

    /// Waits until the commit that is under way is told.
    func awaitCommit(by deadline: Deadline) async throws(StorageError) {
        // Whoever writes does so alone, in the order of the calls.
        try await writer.call(by: deadline) { _ in .success(()) }
    }

    static func result<Value>(
        _ told: (any Error) -> StorageError = { StorageError($0) },
        _ body: () throws -> Value
    ) -> Result<Value, StorageError> {
        Result(catching: body).mapError(told)
    }
}
#else
public import ClinicalNotesStorage

/// A store in a PostgreSQL database; enable the trait `PostgreSQL` to have it.
@available(*, unavailable, message: "Enable the 'PostgreSQL' trait of swift-clinical-notes.")
public final class PostgreSQLNoteStore: Sendable {
    /// Cannot be called.
    ///
    /// - Parameter address: Where the database is.
    /// - Throws: Always.
    public init(_ address: String) async throws(StorageError) {
        throw StorageError(.unavailable)
    }
}
#endif

#if PostgreSQL
public import ClinicalNotesModel
public import ClinicalNotesStorage

/// A store in a PostgreSQL database, version 14 or later: one connection that writes beside a few that read.
///
/// What is committed survives loss of power, and of the primary where the server waits for standbys. A commit is one
/// flight of statements; a lock for each practice keeps several processes on one database in order. Each new connection
/// is refused if the server's settings do not promise that. Calls wait on queues of their own, never on the threads of
/// Swift's concurrency, and no longer than a minute, also without a deadline.
///
/// The address is one of libpq, with several hosts if there are standbys: the one that takes writes is used, of several
/// the one that was promoted last, and none that is older than one that was seen. Beside a standby opening waits for it.
/// Passwords belong into the environment (`PGPASSWORD`) or a file (`passfile`); no error shows any part of the address.
/// Unless the address says otherwise (`sslmode`), a server on another machine must prove its name by a certificate.
public final class PostgreSQLNoteStore: NoteStore {
    private let server: Server
    private let writer = Lane(limit: 1)
    private let readers: Lane

    /// Opens the store in a database, and makes its tables if there are none.
    ///
    /// - Parameters:
    ///   - address: Where the database is: a URI or a list of options as libpq takes them.
    ///   - schema: The schema of the tables: small letters, digits and underscores; made if there is none.
    ///   - needsStandby: Whether a server that waits for no standby is refused. So it is in any case once the store was
    ///     opened on one that waits.
    ///   - readers: How many connections read at the most.
    ///   - deadline: When to give up.
    /// - Throws: `StorageError` with `invalidLocation` (no address, database or right to use it, or a proxy that shares
    ///   sessions), `corrupted` (the schema is somebody else's), `newerSchema`, `notDurable` (`fsync`,
    ///   `full_page_writes` or `synchronous_commit` is off, no standby is waited for, a table is unlogged), `timedOut`,
    ///   `cancelled` or `unavailable`.
    public init(
        _ address: String,
        schema: String = "clinical_notes",
        needsStandby: Bool = false,
        readers: Int = 8,
        by deadline: Deadline = .after(.seconds(30))
    ) async throws(StorageError) {
        let server = try Server(
            ServerAddress(address),
            schema: SchemaName(schema),
            needsStandby: needsStandby
        )
        self.server = server
        self.readers = Lane(limit: max(1, readers))
        try await writer.call(by: deadline) { place in
            Self.result(StorageError.init(opening:)) {
                place = try server.open(by: deadline.orEarlier(.after(Server.longest)))
            }
        }
    }

    /// The storage contract that it keeps.
    public var contractVersion: Int { 1 }

    /// Everything that a store can promise.
    public var capabilities: StoreCapabilities { [.durable] }

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
        try await read(by: deadline) { [schema = server.schema] connection, deadline in
            try RecordReader(schema: schema, connection: connection).fetch(keys, by: deadline)
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
        try await read(by: deadline) { [schema = server.schema] connection, deadline in
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
        try await read(by: deadline) { [schema = server.schema] connection, deadline in
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
    /// lost, the outcome is settled by the transaction's number where that can be done in time, and unknown where not.
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
        await writer.close()
    }

    private func read<Value: Sendable>(
        by deadline: Deadline,
        _ body: @escaping @Sendable (ServerConnection, Deadline) throws -> Value
    ) async throws(StorageError) -> Value {
        if server.isUnconfirmed {
            try await writer.call(by: deadline) { [server] place in
                Self.result { try Settlement(server, by: deadline).confirm(on: &place) }
            }
        }
        return try await readers.call(by: deadline) { [server] place in
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
                        // A connection whose server went away is no reason to refuse: reading twice changes nothing.
                        let wasLost = if case ServerFailure.lost = error { place != nil } else { false }
                        if (error as? ServerFailure).map({ if case .refused = $0 { false } else { true } })
                            ?? false
                        {
                            place = nil
                        }
                        guard wasLost, !isSecond else { throw error }
                        isSecond = true
                    }
                }
            }
        }
    }

    private static func result<Value>(
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

#if PostgreSQL
public import ClinicalNotesModel
public import ClinicalNotesStorage
internal import Synchronization

extension PostgreSQLNoteStore: CopyableStore {
    /// Keeps what the database holds now, in a transaction that reads on a connection of its own.
    ///
    /// - Parameter deadline: When to give up.
    /// - Returns: The snapshot; end it when it is read. The server ends it by itself when nothing was read for a minute.
    /// - Throws: `StorageError`; reading it throws `heldBack` if the server ended it.
    public func snapshot(by deadline: Deadline) async throws(StorageError) -> any StoreSnapshot {
        try await readers.hold { () async throws(StorageError) in try await begin(by: deadline) }
    }

    private func begin(by deadline: Deadline) async throws(StorageError) -> PostgreSQLSnapshot {
        while true {
            let doubts = server.doubts.count
            try await confirm(server.doubts.unconfirmed, by: deadline)
            let snapshot = PostgreSQLSnapshot(server.schema)
            try await snapshot.begin(on: server, by: deadline)
            do throws(StorageError) {
                if !server.doubts.underWay.isEmpty { try await awaitCommit(by: deadline) }
            } catch {
                await snapshot.end()
                throw error
            }
            if server.doubts.count == doubts { return snapshot }
            await snapshot.end()
        }
    }

    /// Takes over records as another store had them, in one commit.
    ///
    /// - Parameters:
    ///   - records: Records of one practice, none of which is there yet.
    ///   - deadline: When to give up.
    /// - Throws: `StorageError`, `invalidBatch` if one of them is there; then nothing was written, unless the code is `unavailable`.
    public func load(_ records: [CopiedRecord], by deadline: Deadline) async throws(StorageError) {
        guard let tenant = try records.checkedTenant() else { return }
        try await writer.call(by: deadline) { [server] place in
            Self.result {
                let deadline = deadline.orEarlier(.after(Server.longest))
                let connection = try server.connected(&place, by: deadline)
                do {
                    try RecordCopier(schema: server.schema, connection: connection)
                        .load(records, of: tenant, on: server, by: deadline)
                } catch {
                    // Whatever was begun goes with the connection.
                    place = nil
                    throw error
                }
            }
        }
    }
}

/// A moment of a database: a transaction that is open as long as it is read.
final class PostgreSQLSnapshot: StoreSnapshot {
    private let schema: SchemaName
    private let lane = Lane(limit: 1)
    /// Why it cannot be read any longer.
    private let failure = Mutex<StorageError?>(nil)

    init(_ schema: SchemaName) { self.schema = schema }

    func begin(on server: Server, by deadline: Deadline) async throws(StorageError) {
        do throws(StorageError) {
            try await lane.call(by: deadline) { place in
                PostgreSQLNoteStore.result {
                    let deadline = deadline.orEarlier(.after(Server.longest))
                    let connection = try server.connected(&place, by: deadline)
                    try connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", by: deadline)
                    // The moment is that of the first statement.
                    try connection.run("SELECT count(*) FROM \(server.schema).schema_version", by: deadline)
                }
            }
        } catch {
            await end()
            throw error
        }
    }

    func records(
        of tenant: TenantID,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [CopiedRecord] {
        try await lane.call(by: deadline) { [self] place in
            PostgreSQLNoteStore.result {
                // Another connection would show another moment.
                guard let connection = place else {
                    throw failure.withLock(\.self) ?? StorageError(.unavailable)
                }
                do {
                    return try RecordCopier(schema: schema, connection: connection).records(
                        of: tenant,
                        after: after,
                        limit: limit,
                        by: deadline.orEarlier(.after(Server.longest))
                    )
                } catch {
                    place = nil
                    switch error {
                    case ServerFailure.lost(Self.idle), ServerFailure.refused(Self.idle):
                        // The server ends what holds up its housekeeping and is not read.
                        let error = StorageError(.heldBack, detail: StorageErrorDetail(sqlState: Self.idle))
                        failure.withLock { $0 = error }
                        throw error
                    default: throw error
                    }
                }
            }
        }
    }

    /// The SQLSTATE of a session that is ended since it did nothing in a transaction.
    private static let idle = "25P03"

    func end() async { await lane.close() }
}
#endif

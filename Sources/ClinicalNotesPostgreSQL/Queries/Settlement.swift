#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Finds out what became of a commit whose answer was lost, and makes sure of what stands.
struct Settlement {
    private static let maximumTries = 4

    /// A number of a transaction may be given again after a crash, so a record that it wrote must be seen, too.
    private static let witness = """
        SELECT count(*) FROM SCHEMA.record WHERE tenant = $1::uuid AND owner = $2::uuid AND collection = $3::smallint
            AND record = $4::uuid AND xmin = ($5::xid8)::xid AND value = $6::bytea
        """
    /// Written so that the commit after it waits for the disk and the standby, and with it for all before.
    static let barrier = "SELECT pg_logical_emit_message(true, 'clinical-notes', '')"

    private let server: Server
    private let deadline: Deadline

    init(_ server: Server, by deadline: Deadline) {
        self.server = server
        self.deadline = deadline.orEarlier(.after(.seconds(10)))
    }

    /// After an unknown outcome: waits until what this server shows of practices is durable wherever it must be.
    ///
    /// Each by itself, so that one whose turn does not come leaves the others confirmed.
    func confirm(_ tenants: Set<TenantID>, on place: inout ServerConnection?) throws {
        for tenant in server.doubts.unconfirmed.intersection(tenants).sorted() {
            _ = try fly(server.barrier(for: tenant, by: deadline), on: &place)
            server.doubts.confirm([tenant])
        }
    }

    /// What became of a transaction, as far as it can be told.
    ///
    /// A number that the server has not come to yet was never begun there: it would have ended before its locks came to us.
    func fate(
        of transaction: UInt64,
        sentOn origin: ServerConnection.Origin,
        _ batches: [WriteBatch],
        _ outcomes: [CommitOutcome],
        on place: inout ServerConnection?
    ) -> CommitFate {
        let seen = Self.seen(batches, outcomes)
        var number = Parameters()
        number.add(transaction)
        var key = Parameters()
        key.add(seen?.key.tenant.bytes ?? .zero)
        key.add(seen?.key.owner.bytes ?? .zero)
        key.add(Int16(seen?.key.collection.rawValue ?? 0))
        key.add(seen?.key.record.bytes ?? .zero)
        key.add(transaction)
        key.add(seen?.value ?? RecordBytes([]))
        // The locks are free only when the transaction has ended.
        let calls =
            CommitFlight.begin(for: batches.map(\.tenant), by: deadline) + [
                ServerConnection.Call(
                    sql: """
                        SELECT CASE WHEN $1::xid8 < pg_snapshot_xmax(pg_current_snapshot())
                            THEN pg_xact_status($1::xid8) = 'committed' ELSE false END
                        """,
                    parameters: number
                ),
                ServerConnection.Call(
                    sql: Self.witness.replacing("SCHEMA.", with: "\(server.schema)."),
                    parameters: key
                ),
                ServerConnection.Call(sql: Self.barrier), ServerConnection.Call(sql: "COMMIT"),
            ]
        do {
            let answers = try fly(calls, on: &place)
            server.doubts.confirm(batches.map(\.tenant))
            let (status, record) = (answers[answers.count - 4], answers[answers.count - 3])
            if status.isNull(0, 0) { return .unknown }
            if !status.isTrue(0, 0) { return Self.absence(on: place, sentOn: origin) }
            let count: Int = try record.number(0, 0)
            return seen != nil && count == 1 ? .written : .unknown
        } catch {
            return .unknown
        }
    }

    /// What became of a transaction of one practice, by the store's own row: before it, the store had made so many commits.
    func fate(
        ofCommitAfter number: Int64,
        sentOn origin: ServerConnection.Origin,
        of tenant: TenantID,
        on place: inout ServerConnection?
    ) -> CommitFate {
        let turn = PracticeTurn(of: tenant, on: server)
        // The turn is free only when the transaction has ended.
        let calls =
            server.begin(for: [tenant], by: deadline) + [
                turn.standing, turn.barrier, ServerConnection.Call(sql: "COMMIT"),
            ]
        guard let answers = try? fly(calls, on: &place),
            let standing = try? turn.standing(answers[answers.count - 3])
        else { return .unknown }
        server.doubts.confirm([tenant])
        switch standing.number {
        case number + 1: return .written
        case number: return Self.absence(on: place, sentOn: origin)
        default: return .unknown
        }
    }

    /// What it says that a server does not have a commit: nothing, if it is not the one that the commit was sent to.
    private static func absence(
        on place: ServerConnection?,
        sentOn origin: ServerConnection.Origin
    ) -> CommitFate {
        place?.origin == origin ? .absent : .unknown
    }

    /// Sends a flight that may be sent twice, again if the connection is lost, and requires that it is committed.
    private func fly(_ calls: [ServerConnection.Call], on place: inout ServerConnection?) throws
        -> [ServerAnswer]
    {
        var tries = 1
        while true {
            let connection = try server.connected(&place, by: deadline)
            let warnings = connection.warnings
            var answers: [ServerAnswer] = []
            do {
                try connection.fly(calls, by: deadline, into: &answers)
            } catch ServerFailure.lost(_) where tries < Self.maximumTries {
                place = nil
                tries += 1
                continue
            } catch ServerFailure.refused(let state) where state.hasPrefix("40") && tries < Self.maximumTries
            {
                // An engine that lets one of two begin anew says so to whoever asks, too.
                place = nil
                tries += 1
                continue
            } catch {
                place = nil
                throw error
            }
            guard answers.last?.command == "COMMIT", connection.warnings == warnings else {
                throw StorageError(.unavailable)
            }
            return answers
        }
    }

    /// A record as the batches left it: the last one appended, which nobody writes over, or else the last one put.
    private static func seen(
        _ batches: [WriteBatch],
        _ outcomes: [CommitOutcome]
    ) -> (key: RecordKey, value: RecordBytes)? {
        var gone: Set<RecordKey> = []
        var put: (RecordKey, RecordBytes)?
        for (batch, outcome) in zip(batches, outcomes).reversed() {
            guard case .committed(var positions) = outcome else { continue }
            for write in batch.writes.reversed() {
                switch write {
                case .delete(let key): gone.insert(key)
                case .put(let key, let value, _):
                    if put == nil, !gone.contains(key) { put = (key, value) }
                    gone.insert(key)
                case .append(let log, let value):
                    guard let key = positions.popLast().map(log.key(at:)), !gone.contains(key) else {
                        continue
                    }
                    return (key, value)
                }
            }
        }
        return put
    }
}
#endif

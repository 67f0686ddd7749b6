#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Batches as one flight of statements: begin, lock, judge and write each by a function of the server, commit.
///
/// The locks are taken by a statement of their own, before the ones that judge begin and see what was committed until
/// then, and in one order, so that two commits over several tenants do not wait for each other.
struct CommitFlight: CommitAttempt {
    private let server: Server
    private let deadline: Deadline
    private let batches: [WriteBatch]
    /// The answers to all flights but the last.
    private var before: [ServerAnswer] = []
    /// The statements, in flights: one, unless there is more than one should hold at once.
    private let flights: [[ServerConnection.Call]]
    /// What the server takes in one statement, with room for the rest of it.
    private static let maximumBytesOfBatch = 900 << 20
    /// How many statements come before the first batch's.
    private static let preamble = 3

    init(_ batches: [WriteBatch], on server: Server, by deadline: Deadline) throws(StorageError) {
        self.server = server
        self.deadline = deadline
        self.batches = batches
        var calls = Self.begin(for: batches.map(\.tenant), by: deadline)
        let numbers = (1...17).map { "$\($0)" }
        let types = [
            "integer", "boolean", "uuid", "uuid[]", "smallint[]", "uuid[]", "bigint[]", "smallint[]",
            "uuid[]",
            "smallint[]", "uuid[]", "bytea[]", "integer[]", "uuid[]", "bigint[]", "smallint[]", "bigint[]",
        ]
        let arguments = zip(numbers, types).map { "\($0)::\($1)" }.joined(separator: ", ")
        let sql = "SELECT moved, positions, \"transaction\" FROM \(server.schema).commit_batch(\(arguments))"
        var flights: [[ServerConnection.Call]] = []
        var bytes = 0
        for batch in batches {
            let parameters = Self.parameters(of: batch, on: server)
            guard parameters.bytes.count <= Self.maximumBytesOfBatch else {
                throw StorageError(.valueTooLarge)
            }
            if bytes + parameters.bytes.count > Server.maximumBytesOfFlight, bytes > 0 {
                flights.append(calls)
                (calls, bytes) = ([], 0)
            }
            calls.append(ServerConnection.Call(sql: sql, parameters: parameters))
            bytes += parameters.bytes.count
        }
        // What the commit will have been must be known before it begins.
        if !calls.isEmpty { calls[calls.count - 1].isAnsweredAtOnce = true }
        calls.append(ServerConnection.Call(sql: "COMMIT"))
        self.flights = flights + [calls]
    }

    mutating func lead(on connection: ServerConnection) throws -> [ServerConnection.Call] {
        for calls in flights.dropLast() { try connection.fly(calls, by: deadline, into: &before) }
        return flights.last ?? []
    }

    func outcomes(_ last: [ServerAnswer]) throws -> [CommitOutcome]? {
        let answers = before + last
        guard answers.count >= Self.preamble + batches.count else { return nil }
        return try zip(batches, answers[Self.preamble...]).map { batch, answer in
            guard answer.rows.count == 1 else { throw StorageError(.misbehaved) }
            guard answer.isNull(0, 0) else {
                return try .conflict(
                    answer.numbers(0, 0).map { place in
                        guard batch.expectations.indices.contains(Int(place) - 1) else {
                            throw StorageError(.misbehaved)
                        }
                        return batch.expectations[Int(place) - 1].key
                    }
                )
            }
            let positions = answer.numbers(0, 1)
            let appends = batch.writes.count { if case .append = $0 { true } else { false } }
            // Whatever is written but a delete, which may find nothing, makes it a transaction with a number.
            let isNumbered = batch.writes.contains { if case .delete = $0 { false } else { true } }
            guard positions.count == appends, !isNumbered || !answer.isNull(0, 2) else {
                throw StorageError(.misbehaved)
            }
            return .committed(positions: positions.map { UInt64(bitPattern: $0) })
        }
    }

    func hasWritten(_ last: [ServerAnswer]) throws -> Bool { try transaction(last) != nil }

    func fate(
        _ last: [ServerAnswer],
        sentOn origin: ServerConnection.Origin,
        on place: inout ServerConnection?
    ) -> CommitFate {
        guard let outcomes = try? outcomes(last), let transaction = try? transaction(last) else {
            return .unknown
        }
        return Settlement(server, by: deadline).fate(
            of: transaction,
            sentOn: origin,
            batches,
            outcomes,
            on: &place
        )
    }

    /// The transaction's number, or `nil` if it wrote nothing or none was told.
    private func transaction(_ last: [ServerAnswer]) throws -> UInt64? {
        let told = (before + last).dropFirst(Self.preamble).prefix(batches.count).last { !$0.isNull(0, 2) }
        return try told.map { UInt64(bitPattern: try $0.number(0, 2) as Int64) }
    }

    /// Begins a transaction that waits no longer than the deadline and holds the tenants' locks.
    static func begin(for tenants: [TenantID], by deadline: Deadline) -> [ServerConnection.Call] {
        var limit = Parameters()
        // Where the server gives up first, what it says is certain.
        limit.add("\(max(1, (deadline.millisecondsLeft ?? 0) * 9 / 10))")
        limit.add("\(Server.maximumIdle(by: deadline))")
        var locks = Parameters()
        locks.add(Set(tenants.map(lock)).sorted())
        return [
            ServerConnection.Call(sql: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"),
            ServerConnection.Call(
                sql: """
                    SELECT set_config('lock_timeout', $1::text, true), set_config('statement_timeout', $1::text, true),
                        set_config('\(Server.idleLimit)', $2::text, true)
                    """,
                parameters: limit
            ),
            ServerConnection.Call(
                sql: "SELECT count(pg_advisory_xact_lock(k)::text) FROM unnest($1::bigint[]) AS k",
                parameters: locks
            ),
        ]
    }

    /// The key of a tenant's lock: ids are random, so their halves are; "ClinNote" keeps it apart from other programs'.
    private static func lock(_ tenant: TenantID) -> Int64 {
        Int64(bitPattern: tenant.bytes.high ^ tenant.bytes.low ^ 0x436c_696e_4e6f_7465)
    }

    private static func parameters(of batch: WriteBatch, on server: Server) -> Parameters {
        var parameters = Parameters()
        parameters.add(Int32(server.migrations.count))
        parameters.add(server.standby)
        parameters.add(batch.tenant.bytes)
        parameters.add(batch.expectations.map(\.key.owner.bytes))
        parameters.add(batch.expectations.map { Int16($0.key.collection.rawValue) })
        parameters.add(batch.expectations.map(\.key.record.bytes))
        // No record has a revision below 0.
        parameters.add(batch.expectations.map { Int64(exactly: $0.revision) ?? -1 })
        let writes = batch.writes.map(Columns.init)
        let entries = batch.writes.flatMap(\.entries)
        parameters.add(writes.map(\.kind))
        parameters.add(writes.map(\.key.owner.bytes))
        parameters.add(writes.map { Int16($0.key.collection.rawValue) })
        parameters.add(writes.map(\.key.record.bytes))
        parameters.add(writes.map(\.value))
        parameters.add(batch.writes.map { Int32($0.entries.count) })
        parameters.add(entries.map(\.pseudonym))
        parameters.add(entries.map(\.time.milliseconds))
        parameters.add(entries.map { Int16($0.statusClass) })
        parameters.add(entries.map { Int64($0.generation) })
        return parameters
    }

    private struct Columns {
        let kind: Int16
        let key: RecordKey
        let value: RecordBytes

        init(_ write: RecordWrite) {
            switch write {
            case .put(let key, let value, _): (kind, self.key, self.value) = (0, key, value)
            case .append(let log, let value): (kind, key, self.value) = (1, log.key(at: 0), value)
            case .delete(let key): (kind, self.key, value) = (2, key, RecordBytes([]))
            }
        }
    }
}

extension RecordWrite {
    fileprivate var entries: [IndexEntry] {
        if case .put(_, _, let entries) = self { entries } else { [] }
    }
}
#endif

#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Batches of one practice as plain statements, in two flights: one takes the practice's turn and asks for what the batches
/// name, the store judges, and the other one writes and commits.
///
/// No lock of the server needs an end of its own: whoever gives up in the first flight hangs up and has written nothing. Whoever
/// stops between the two without hanging up loses the turn after a share of the call's time, and with it what was written.
struct PlainCommit: CommitAttempt {
    private let batches: [WriteBatch]
    private let tenant: TenantID
    private let server: Server
    private let deadline: Deadline
    /// How many commits the store had made for the practice.
    private var number: Int64 = 0
    private var told: [CommitOutcome] = []
    private var isWriting = false

    init(_ batches: [WriteBatch], of tenant: TenantID, on server: Server, by deadline: Deadline) {
        self.batches = batches
        self.tenant = tenant
        self.server = server
        self.deadline = deadline
    }

    mutating func lead(on connection: ServerConnection) throws -> [ServerConnection.Call] {
        let turn = PracticeTurn(of: tenant, on: server)
        let statements = PlainStatements(schema: server.schema)
        let keys = Array(Set(batches.flatMap(\.judgedKeys)))
        let logs = Array(Set(batches.flatMap(\.logs)))
        let beginning = server.begin(for: [tenant], by: deadline) + [turn.standing]
        let asking = logs.map { statements.last(of: $0, below: LogKey.positionLimit) }
        let finding = keys.isEmpty ? [] : [RecordReader.finding("revision", of: keys, in: server.schema)]
        var answers: [ServerAnswer] = []
        try connection.fly(beginning + asking + finding, by: deadline, into: &answers)
        try checkStanding(answers[beginning.count - 1], turn)
        var ledger = PlainLedger(statements: statements)
        for (log, answer) in zip(logs, answers[beginning.count...]) {
            ledger.last[log] = try PlainStatements.position(answer)
        }
        if !keys.isEmpty, let found = answers.last {
            for (row, place) in try RecordReader.rows(found, of: keys) {
                guard let revision = UInt64(exactly: try found.number(row, 1) as Int64) else {
                    throw StorageError(.corrupted, of: keys[place])
                }
                ledger.revisions[keys[place]] = revision
            }
        }
        for batch in batches {
            let outcome = try ledger.carryOut(batch) { log, bound, calls throws in
                // What is asked for depends on what was written.
                isWriting = isWriting || !calls.isEmpty
                var answers: [ServerAnswer] = []
                let asking = statements.last(of: log, below: bound)
                try connection.fly(calls + [asking], by: deadline, into: &answers)
                guard let answer = answers.last else { throw StorageError(.misbehaved) }
                return try PlainStatements.position(answer)
            }
            told.append(outcome)
            guard ledger.bytes > Server.maximumBytesOfFlight else { continue }
            isWriting = true
            var answers: [ServerAnswer] = []
            try connection.fly(ledger.takeCalls(), by: deadline, into: &answers)
        }
        let writing = ledger.takeCalls()
        isWriting = isWriting || !writing.isEmpty
        // Where nothing is written, the rows that the turn was taken by go, too.
        guard isWriting else { return [ServerConnection.Call(sql: "ROLLBACK")] }
        return writing + [turn.counting(to: number + 1), ServerConnection.Call(sql: "COMMIT")]
    }

    func outcomes(_ last: [ServerAnswer]) throws -> [CommitOutcome]? { told }

    func hasWritten(_ last: [ServerAnswer]) throws -> Bool { isWriting }

    func fate(
        _ last: [ServerAnswer],
        sentOn origin: ServerConnection.Origin,
        on place: inout ServerConnection?
    ) -> CommitFate {
        Settlement(server, by: deadline).fate(
            ofCommitAfter: number,
            sentOn: origin,
            of: tenant,
            on: &place
        )
    }

    private mutating func checkStanding(_ answer: ServerAnswer, _ turn: PracticeTurn) throws {
        let standing = try turn.standing(answer)
        guard standing.isDurable else { throw StorageError(.notDurable) }
        guard standing.version == server.migrations.count else { throw StorageError(.newerSchema) }
        number = standing.number
    }
}

extension WriteBatch {
    /// The keys whose revisions decide what the batch comes to.
    fileprivate var judgedKeys: [RecordKey] {
        expectations.map(\.key)
            + writes.compactMap { if case .put(let key, _, _) = $0 { key } else { nil } }
    }

    fileprivate var logs: [LogKey] {
        writes.compactMap { if case .append(let log, _) = $0 { log } else { nil } }
    }
}
#endif

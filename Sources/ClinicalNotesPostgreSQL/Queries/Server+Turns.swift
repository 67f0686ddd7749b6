#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// What the two paths do in ways of their own.
extension Server {
    /// How much of values goes into one flight, but for that of a single batch.
    static let maximumBytesOfFlight = 256 << 20

    /// The setting that ends a session which stops within a transaction.
    static let idleLimit = "idle_in_transaction_session_timeout"

    /// How many milliseconds a client may take between two flights of a turn: a quarter of its time, and long enough for one
    /// that is only slow.
    static func maximumIdle(by deadline: Deadline) -> Int64 {
        min(5000, max(1000, (deadline.millisecondsLeft ?? .max) / 4))
    }

    /// Which batches are one transaction: all, or those of each practice, so that no transaction is of two.
    func transactions(of batches: [WriteBatch]) -> [[Int]] {
        switch path {
        case .fast: [Array(batches.indices)]
        case .portable:
            Dictionary(grouping: batches.indices) { batches[$0].tenant }.sorted { $0.key < $1.key }.map(
                \.value
            )
        }
    }

    func attempt(_ batches: [WriteBatch], by deadline: Deadline) throws -> any CommitAttempt {
        switch path {
        case .fast: try CommitFlight(batches, on: self, by: deadline)
        case .portable: PlainCommit(batches, of: batches[0].tenant, on: self, by: deadline)
        }
    }

    /// Begins a transaction and waits for the turns of practices, in their order, so that nobody waits in a ring.
    func begin(for tenants: [TenantID], by deadline: Deadline) -> [ServerConnection.Call] {
        switch path {
        case .fast: return CommitFlight.begin(for: tenants, by: deadline)
        case .portable:
            makeRow(in: tenants)
            return Self.beginning(by: deadline)
                + tenants.sorted().flatMap { PracticeTurn(of: $0, on: self).taking }
        }
    }

    /// A flight after which what the server shows of a practice is durable wherever it must be, and complete: its turn comes only
    /// when what was given up has ended.
    func barrier(for tenant: TenantID, by deadline: Deadline) -> [ServerConnection.Call] {
        let commit = ServerConnection.Call(sql: "COMMIT")
        switch path {
        case .fast:
            return CommitFlight.begin(for: [tenant], by: deadline)
                + [ServerConnection.Call(sql: Settlement.barrier), commit]
        case .portable:
            let turn = PracticeTurn(of: tenant, on: self)
            return Self.beginning(by: deadline) + turn.taking + [turn.barrier, commit]
        }
    }

    /// Begins a transaction that ends with its client, also with one that stops and does not hang up, where the engine knows how.
    private static func beginning(by deadline: Deadline) -> [ServerConnection.Call] {
        var limit = Parameters()
        limit.add("\(maximumIdle(by: deadline))")
        return [
            ServerConnection.Call(sql: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"),
            ServerConnection.Call(
                sql: """
                    SELECT CASE WHEN current_setting('\(idleLimit)', true) IS NOT NULL
                        THEN set_config('\(idleLimit)', $1::text, true) END
                    """,
                parameters: limit
            ),
        ]
    }
}
#endif

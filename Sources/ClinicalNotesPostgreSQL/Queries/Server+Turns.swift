#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// What the two paths do in ways of their own.
extension Server {
    /// How much of values goes into one flight, but for that of a single batch.
    static let mostBytesOfFlight = 256 << 20

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
            return [Self.beginning] + tenants.sorted().flatMap { PracticeTurn(of: $0, on: self).taking }
        }
    }

    /// Flights after which what the server shows of practices is durable wherever it must be, and complete: their turns come only
    /// when what was given up has ended.
    func barriers(for tenants: [TenantID], by deadline: Deadline) -> [[ServerConnection.Call]] {
        let commit = ServerConnection.Call(sql: "COMMIT")
        return switch path {
        case .fast:
            [
                CommitFlight.begin(for: tenants, by: deadline) + [
                    ServerConnection.Call(sql: Settlement.barrier), commit,
                ]
            ]
        case .portable:
            tenants.map { tenant in
                let turn = PracticeTurn(of: tenant, on: self)
                return [Self.beginning] + turn.taking + [turn.barrier, commit]
            }
        }
    }

    private static var beginning: ServerConnection.Call {
        ServerConnection.Call(sql: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
    }
}
#endif

#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Foundation

/// Commits a group of batches, and finds out what became of it where the answer was lost.
struct BatchWriter {
    private static let mostTries = 6

    let server: Server
    let deadline: Deadline

    func commit(
        _ batches: [WriteBatch],
        on place: inout ServerConnection?
    ) throws -> [CommitOutcome] {
        try Settlement(server, by: deadline).confirm(on: &place)
        var tries = 1
        while true {
            do {
                return try attempt(batches, on: &place)
            } catch {
                guard mayRepeat(error), tries < Self.mostTries, !deadline.hasPassed else { throw error }
                Thread.sleep(forTimeInterval: Double.random(in: 0.002...0.01) * Double(tries))
                tries += 1
            }
        }
    }

    /// Throws only where nothing was written.
    private func attempt(
        _ batches: [WriteBatch],
        on place: inout ServerConnection?
    ) throws -> [CommitOutcome] {
        let connection = try server.connected(&place, by: deadline)
        let flight = try CommitFlight(batches, on: server, by: deadline)
        let warnings = connection.warnings
        var answers: [ServerAnswer] = []
        var left = flight.flights.count
        do throws(ServerFailure) {
            for calls in flight.flights {
                left -= 1
                try connection.fly(calls, by: deadline, into: &answers)
            }
        } catch {
            // After a refusal the server skips what follows, the commit too.
            let isRefused = answers.count < flight.count - 1
            switch error {
            case .refused:
                if !connection.isIdle { try? connection.run("ROLLBACK", by: deadline) }
                if !connection.isIdle { place = nil }
                throw error
            case .lost(.some) where isRefused: throw drop(&place, error)
            case .lost, .late:
                guard left == 0, connection.isSent else { throw drop(&place, error) }
                place = nil
                return try settle(flight, answers, after: error, on: &place)
            }
        }
        guard let outcomes = try flight.outcomes(answers) else { throw StorageError(.misbehaved) }
        guard answers.last?.command == "COMMIT" else { throw StorageError(.unavailable) }
        let wroteNothing = try flight.transaction(answers) == nil
        guard connection.warnings == warnings || wroteNothing else {
            // It stands on this server; whether any other has it, nobody waited for.
            server.isUnconfirmed = true
            return batches.map { _ in .outcomeUnknown }
        }
        return outcomes
    }

    private func settle(
        _ flight: CommitFlight,
        _ answers: [ServerAnswer],
        after failure: ServerFailure,
        on place: inout ServerConnection?
    ) throws -> [CommitOutcome] {
        let unknown = flight.batches.map { _ in CommitOutcome.outcomeUnknown }
        guard let outcomes = try? flight.outcomes(answers) else {
            server.isUnconfirmed = true
            return unknown
        }
        // What only checked is true whether it was committed or not.
        guard let transaction = try? flight.transaction(answers) else { return outcomes }
        server.isUnconfirmed = true
        guard failure != .late else { return unknown }
        let settlement = Settlement(server, by: deadline)
        switch settlement.fate(of: transaction, flight.batches, outcomes, on: &place) {
        case .written: return outcomes
        case .absent: throw ServerFailure.lost(nil)
        case .unknown: return unknown
        }
    }

    private func drop(_ place: inout ServerConnection?, _ error: ServerFailure) -> ServerFailure {
        place = nil
        return error
    }

    /// Whether the same may succeed at once: a conflict of locks, a server that was lost or no longer takes writes.
    private func mayRepeat(_ error: any Error) -> Bool {
        switch error {
        case ServerFailure.lost: true
        case ServerFailure.refused(let state): ["40001", "40P01", "25006", "26000", "0A000"].contains(state)
        default: false
        }
    }
}
#endif

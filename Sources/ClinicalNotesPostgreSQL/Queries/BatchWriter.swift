#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Foundation

/// Commits a group of batches, and finds out what became of it where the answer was lost.
struct BatchWriter {
    private static let maximumTries = 6

    let server: Server
    let deadline: Deadline

    func commit(
        _ batches: [WriteBatch],
        on place: inout ServerConnection?
    ) throws -> [CommitOutcome] {
        try Settlement(server, by: deadline).confirm(Set(batches.map(\.tenant)), on: &place)
        var outcomes = batches.map { _ in CommitOutcome.outcomeUnknown }
        var hasWritten = false
        for numbers in server.transactions(of: batches) {
            let told: [CommitOutcome]
            do {
                told = try repeating(&place) { try attempt(numbers.map { batches[$0] }, on: &$0) }
            } catch {
                // What another transaction wrote stands, so that this must not be told as a call that wrote nothing.
                guard hasWritten else { throw error }
                return outcomes
            }
            for (number, outcome) in zip(numbers, told) { outcomes[number] = outcome }
            guard !told.contains(.outcomeUnknown) else { return outcomes }
            hasWritten = hasWritten || told.contains { if case .committed = $0 { true } else { false } }
        }
        return outcomes
    }

    /// Reads records of several practices as of one moment: while it is their turn, and nobody else writes.
    func fetch(
        _ keys: [RecordKey],
        of tenants: [TenantID],
        on place: inout ServerConnection?
    ) throws -> [StoredRecord?] {
        try Settlement(server, by: deadline).confirm(Set(tenants), on: &place)
        return try repeating(&place) { place in
            let connection = try server.connected(&place, by: deadline)
            do {
                var answers: [ServerAnswer] = []
                try connection.fly(server.begin(for: tenants, by: deadline), by: deadline, into: &answers)
                let reader = RecordReader(schema: server.schema, connection: connection)
                var found = [StoredRecord?](repeating: nil, count: keys.count)
                for tenant in tenants {
                    let places = keys.indices.filter { keys[$0].tenant == tenant }
                    for (place, record) in zip(
                        places,
                        try reader.fetch(places.map { keys[$0] }, by: deadline)
                    ) {
                        found[place] = record
                    }
                }
                // What was only asked for leaves nothing behind.
                try connection.run("ROLLBACK", by: deadline)
                return found
            } catch {
                abandon(&place, connection, after: error)
                throw error
            }
        }
    }

    /// Throws only where nothing was written.
    private func attempt(
        _ batches: [WriteBatch],
        on place: inout ServerConnection?
    ) throws -> [CommitOutcome] {
        let connection = try server.connected(&place, by: deadline)
        var attempt = try server.attempt(batches, by: deadline)
        let warnings = connection.warnings
        let last: [ServerConnection.Call]
        do {
            last = try attempt.lead(on: connection)
        } catch {
            abandon(&place, connection, after: error)
            throw error
        }
        // What is read from here on may show it before anybody knows whether it stays.
        server.doubts.underWay = batches.flatMap(\.writes)
        defer { server.doubts.underWay = [] }
        var answers: [ServerAnswer] = []
        do throws(ServerFailure) {
            try connection.fly(last, by: deadline, into: &answers)
        } catch {
            // After a refusal the server skips what follows, the commit too.
            let (isSkipped, isSent) = (answers.count < last.count - 1, connection.isSent)
            switch error {
            case .refused where isSkipped || error.isRolledBack(on: server.path):
                abandon(&place, connection, after: error)
                throw error
            case .lost(.some) where isSkipped:
                place = nil
                throw error
            case .refused, .lost, .late:
                abandon(&place, connection, after: error)
                guard isSent else { throw error }
                return try settle(attempt, batches, answers, after: error, of: connection, on: &place)
            }
        }
        let outcomes = try? attempt.outcomes(answers)
        let hasWritten = try? attempt.hasWritten(answers)
        if let outcomes, hasWritten == false { return outcomes }
        // Nothing else says that it does not stand, whatever cannot be read.
        guard answers.last?.command != "ROLLBACK" else { throw StorageError(.unavailable) }
        guard let outcomes, hasWritten == true, answers.last?.command == "COMMIT",
            connection.warnings == warnings
        else {
            // It stands on this server, or may; whether any other has it, nobody waited for.
            server.doubts.doubt(batches.map(\.tenant))
            return batches.map { _ in .outcomeUnknown }
        }
        return outcomes
    }

    private func settle(
        _ attempt: any CommitAttempt,
        _ batches: [WriteBatch],
        _ answers: [ServerAnswer],
        after failure: ServerFailure,
        of connection: ServerConnection,
        on place: inout ServerConnection?
    ) throws -> [CommitOutcome] {
        let unknown = batches.map { _ in CommitOutcome.outcomeUnknown }
        let outcomes = try? attempt.outcomes(answers)
        // What only checked is true whether it was committed or not.
        if let outcomes, let hasWritten = try? attempt.hasWritten(answers), !hasWritten { return outcomes }
        server.doubts.doubt(batches.map(\.tenant))
        guard let outcomes, failure != .late else { return unknown }
        switch attempt.fate(answers, sentOn: connection.origin, on: &place) {
        case .written: return outcomes
        case .absent:
            if case .refused = failure { throw failure }
            throw ServerFailure.lost(nil)
        case .unknown: return unknown
        }
    }

    /// Takes back what was begun, or hangs up.
    private func abandon(
        _ place: inout ServerConnection?,
        _ connection: ServerConnection,
        after error: any Error
    ) {
        switch error {
        case ServerFailure.lost, ServerFailure.late: place = nil
        default:
            if !connection.isIdle { try? connection.run("ROLLBACK", by: deadline) }
            if !connection.isIdle { place = nil }
        }
    }

    private func repeating<Value>(
        _ place: inout ServerConnection?,
        _ attempt: (inout ServerConnection?) throws -> Value
    ) throws -> Value {
        var tries = 1
        while true {
            do {
                return try attempt(&place)
            } catch {
                guard mayRepeat(error), tries < Self.maximumTries, !deadline.hasPassed else { throw error }
                Thread.sleep(forTimeInterval: Double.random(in: 0.002...0.01) * Double(tries))
                tries += 1
            }
        }
    }

    /// Whether the same may succeed at once: a conflict of locks, a server that was lost, did not know what became of what turned out
    /// not to be there, or no longer takes writes.
    private func mayRepeat(_ error: any Error) -> Bool {
        switch error {
        case ServerFailure.lost: true
        case ServerFailure.refused(let state):
            ["40001", "40P01", "40003", "08007", "25006", "26000", "0A000"].contains(state)
        default: false
        }
    }
}
#endif

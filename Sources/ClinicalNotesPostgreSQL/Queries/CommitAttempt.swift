#if PostgreSQL
internal import ClinicalNotesStorage

/// One transaction for some batches: what is sent, what comes of it, and how that is found out where the answer is lost.
protocol CommitAttempt {
    /// Sends all flights but the last, and answers that one, which ends with the commit, or takes back what wrote nothing.
    mutating func lead(on connection: ServerConnection) throws -> [ServerConnection.Call]

    /// What the batches come to if the transaction is committed, as far as the last flight was answered; `nil` if that was not
    /// told.
    func outcomes(_ last: [ServerAnswer]) throws -> [CommitOutcome]?

    /// Whether it writes anything.
    func hasWritten(_ last: [ServerAnswer]) throws -> Bool

    /// What became of it, asked over a new connection; given which server it was sent to.
    func fate(
        _ last: [ServerAnswer],
        sentOn origin: ServerConnection.Origin,
        on place: inout ServerConnection?
    ) -> CommitFate
}

/// What became of a transaction whose commit was sent.
enum CommitFate {
    case written
    /// The server that it was sent to does not have it, and what that server has is durable wherever it must be.
    case absent
    /// Also where another server took over meanwhile and does not have it: nothing says that none has it.
    case unknown
}
#endif

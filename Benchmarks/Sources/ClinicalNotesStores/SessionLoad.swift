internal import BenchmarkTools

/// What sessions at work took of a store.
struct SessionLoad {
    let work: SessionPractice.Work
    let sessions: Int
    /// How many a second, of all sessions together.
    let rate: Double
    /// The median time of one.
    let middle: Duration
    /// How often the database was asked for one.
    let roundTrips: Double
    /// How many batches the vault gathered into one commit.
    let batches: Double

    /// The line that is printed, with the rate's ratio to that of bare commits of one row.
    func line(_ store: String, beside limit: BareLimit) -> String {
        "\(work.rawValue), \(store), \(sessions == 1 ? "1 session" : "\(sessions) sessions"): \(Int(rate.rounded()))/s, "
            + "\(Line.spelled(middle)) each, \(Line.rounded(roundTrips)) round trips, "
            + "\(Line.rounded(batches)) batches a commit, \(Line.rounded(rate / limit.rate)) of the bare commits"
    }
}

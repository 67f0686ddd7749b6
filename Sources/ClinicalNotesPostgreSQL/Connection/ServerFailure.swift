#if PostgreSQL
/// What a server did instead of answering: its SQLSTATE, never its words.
enum ServerFailure: Error, Equatable {
    /// It refused with this SQLSTATE; the connection stands.
    case refused(String)
    /// There is no connection, or no longer, with the SQLSTATE that the server gave if it gave one.
    case lost(String?)
    /// The deadline passed, and what is still on its way would be taken for the next answer.
    case late

    /// Whether a server that refuses a commit so says plainly that it was taken back.
    ///
    /// What offends a constraint is found before the commit. Class 40 is about nothing else, but for the one that says that it does
    /// not know; PostgreSQL itself means it so, while an engine of several nodes may say it of a commit that it sent twice. Anything else,
    /// such as an internal error, may be said of a commit that stands.
    func isRolledBack(on path: PostgreSQLPath) -> Bool {
        guard case .refused(let state) = self else { return false }
        return state.hasPrefix("23") || path == .fast && state.hasPrefix("40") && state != "40003"
    }
}
#endif

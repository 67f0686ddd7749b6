#if PostgreSQL
/// What a server did instead of answering: its SQLSTATE, never its words.
enum ServerFailure: Error, Equatable {
    /// It refused with this SQLSTATE; the connection stands.
    case refused(String)
    /// There is no connection, or no longer, with the SQLSTATE that the server gave if it gave one.
    case lost(String?)
    /// The deadline passed, and what is still on its way would be taken for the next answer.
    case late
}
#endif

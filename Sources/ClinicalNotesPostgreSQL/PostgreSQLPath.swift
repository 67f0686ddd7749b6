#if PostgreSQL
/// How the stores over one database take turns at writing, and what they ask of it.
///
/// A schema is of one path, that of the store which made its tables: stores of different paths do not see each other's locks,
/// so that one of another path is refused.
public enum PostgreSQLPath: String, Sendable, CaseIterable {
    /// For PostgreSQL alone: an advisory lock for each practice, and a function that judges what is written, so that a commit
    /// is one round trip.
    case fast
    /// For whatever speaks PostgreSQL's protocol and its plain statements: a row for each practice that is locked, and
    /// statements of which each names one practice, so that an engine that spreads practices over machines asks one of them.
    /// A commit is two round trips for each practice that it writes to.
    ///
    /// Tested on PostgreSQL; written for Citus, CockroachDB, YugabyteDB and Aurora, and tried on none of them.
    case portable
}
#endif

#if PostgreSQL
import ClinicalNotesPostgreSQL

/// What a schema is like: its path, and in how many parts its tables are cut.
struct Layout: Sendable, CustomStringConvertible {
    static let all = [
        fast, portable, Layout(path: .fast, partitions: 16), Layout(path: .portable, partitions: 16),
    ]
    static let fast = Layout(path: .fast)
    static let portable = Layout(path: .portable)

    var path: PostgreSQLPath
    var partitions: Int?

    var description: String { partitions.map { "\(path), \($0) partitions" } ?? "\(path)" }
}
#endif

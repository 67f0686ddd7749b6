#if SQLite
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import GRDB

/// A condition in SQL with its arguments; every column that it names is never null.
struct Selection {
    /// What SQLite takes in one statement, with room for the rest of it.
    private static let maximumArguments = 30_000

    let sql: String
    let arguments: [any DatabaseValueConvertible & Sendable]

    init(_ predicate: IndexPredicate) throws(StorageError) {
        var arguments: [any DatabaseValueConvertible & Sendable] = []
        func membership(_ column: String, _ values: [some DatabaseValueConvertible & Sendable]) -> String {
            for value in values { arguments.append(value) }
            return "\(column) IN (" + values.map { _ in "?" }.joined(separator: ",") + ")"
        }
        sql = try predicate.sql(true: "1", false: "0") { term throws(StorageError) in
            switch term {
            case .pseudonym(let values): return membership("pseudonym", values.sorted().map(\.data))
            case .statusClass(let values): return membership("status", values.sorted())
            case .time(let from, let to):
                let bounds = [(">=", from), ("<", to)].compactMap { bound in bound.1.map { (bound.0, $0) } }
                for bound in bounds { arguments.append(bound.1.milliseconds) }
                return bounds.isEmpty ? "1" : bounds.map { "time \($0.0) ?" }.joined(separator: " AND ")
            case .all, .nothing, .and, .or, .not: throw StorageError(.misbehaved)
            }
        }
        guard arguments.count <= Self.maximumArguments else { throw StorageError(.unsupportedPredicate) }
        self.arguments = arguments
    }
}
#endif

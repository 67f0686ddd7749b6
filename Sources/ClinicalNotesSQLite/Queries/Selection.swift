#if SQLite
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import GRDB

/// A condition in SQL with its arguments; every column that it names is never null.
struct Selection {
    /// What SQLite takes in one statement, with room for the rest of it.
    private static let mostArguments = 30_000
    private static let deepest = 200

    private(set) var sql = ""
    private(set) var arguments: [any DatabaseValueConvertible & Sendable] = []

    init(_ predicate: IndexPredicate) throws(StorageError) {
        try add(predicate, depth: 0)
        guard arguments.count <= Self.mostArguments else { throw StorageError(.unsupportedPredicate) }
    }

    private mutating func add(_ predicate: IndexPredicate, depth: Int) throws(StorageError) {
        guard depth < Self.deepest else { throw StorageError(.unsupportedPredicate) }
        switch predicate {
        case .all: sql += "1"
        case .nothing: sql += "0"
        case .pseudonym(let values): addMembership("pseudonym", values.sorted().map(\.data))
        case .statusClass(let values): addMembership("status", values.sorted())
        case .time(let from, let to):
            let bounds = [(">=", from), ("<", to)].compactMap { bound in bound.1.map { (bound.0, $0) } }
            sql += bounds.isEmpty ? "1" : bounds.map { "time \($0.0) ?" }.joined(separator: " AND ")
            for bound in bounds { arguments.append(bound.1.milliseconds) }
        case .and(let terms): try add(terms[...], with: "AND", none: "1", depth: depth + 1)
        case .or(let terms): try add(terms[...], with: "OR", none: "0", depth: depth + 1)
        case .not(let term):
            sql += "NOT ("
            try add(term, depth: depth + 1)
            sql += ")"
        }
    }

    private mutating func addMembership(
        _ column: String,
        _ values: [some DatabaseValueConvertible & Sendable]
    ) {
        sql += "\(column) IN (" + values.map { _ in "?" }.joined(separator: ",") + ")"
        for value in values { arguments.append(value) }
    }

    /// Joins in halves: SQLite refuses trees that are deep, and a plain chain is as deep as it is long.
    private mutating func add(
        _ terms: ArraySlice<IndexPredicate>,
        with connective: String,
        none: String,
        depth: Int
    ) throws(StorageError) {
        if terms.isEmpty { sql += none }
        if let only = terms.first, terms.count == 1 { try add(only, depth: depth) }
        guard terms.count > 1 else { return }
        let middle = terms.startIndex + terms.count / 2
        sql += "(("
        try add(terms[..<middle], with: connective, none: none, depth: depth + 1)
        sql += ") \(connective) ("
        try add(terms[middle...], with: connective, none: none, depth: depth + 1)
        sql += "))"
    }
}
#endif

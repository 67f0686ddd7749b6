#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// A condition in SQL, whose arguments are added to those of its statement; every column that it names is never null.
struct Selection {
    private static let mostArguments = 30_000
    private static let deepest = 200

    private(set) var sql = ""
    private(set) var parameters: Parameters

    init(_ predicate: IndexPredicate, after parameters: Parameters) throws(StorageError) {
        self.parameters = parameters
        try add(predicate, depth: 0)
        guard self.parameters.count <= Self.mostArguments else { throw StorageError(.unsupportedPredicate) }
    }

    private mutating func add(_ predicate: IndexPredicate, depth: Int) throws(StorageError) {
        guard depth < Self.deepest else { throw StorageError(.unsupportedPredicate) }
        switch predicate {
        case .all: sql += "true"
        case .nothing: sql += "false"
        case .pseudonym(let values):
            parameters.add(values.sorted())
            sql += "x.pseudonym = ANY ($\(parameters.count)::uuid[])"
        case .statusClass(let values):
            parameters.add(values.sorted().map { Int16($0) })
            sql += "x.status = ANY ($\(parameters.count)::smallint[])"
        case .time(let from, let to):
            let bounds = [(">=", from), ("<", to)].compactMap { bound in bound.1.map { (bound.0, $0) } }
            for (place, bound) in bounds.enumerated() {
                parameters.add(bound.1.milliseconds)
                sql += "\(place == 0 ? "" : " AND ")x.\"time\" \(bound.0) $\(parameters.count)::bigint"
            }
            if bounds.isEmpty { sql += "true" }
        case .and(let terms): try add(terms[...], with: "AND", none: "true", depth: depth + 1)
        case .or(let terms): try add(terms[...], with: "OR", none: "false", depth: depth + 1)
        case .not(let term):
            sql += "NOT ("
            try add(term, depth: depth + 1)
            sql += ")"
        }
    }

    /// Joins in halves: a plain chain is as deep as it is long.
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

#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// A condition in SQL, whose arguments are added to those of its statement; every column that it names is never null.
struct Selection {
    private static let maximumArguments = 30_000

    let sql: String
    let parameters: Parameters

    init(_ predicate: IndexPredicate, after given: Parameters) throws(StorageError) {
        var parameters = given
        sql = try predicate.sql(true: "true", false: "false") { term throws(StorageError) in
            switch term {
            case .pseudonym(let values):
                parameters.add(values.sorted())
                return "x.pseudonym = ANY ($\(parameters.count)::uuid[])"
            case .statusClass(let values):
                parameters.add(values.sorted().map { Int16($0) })
                return "x.status = ANY ($\(parameters.count)::smallint[])"
            case .time(let from, let to):
                var bounds: [String] = []
                for (comparison, moment) in [(">=", from), ("<", to)] {
                    guard let moment else { continue }
                    parameters.add(moment.milliseconds)
                    bounds.append("x.\"time\" \(comparison) $\(parameters.count)::bigint")
                }
                return bounds.isEmpty ? "true" : bounds.joined(separator: " AND ")
            case .all, .nothing, .and, .or, .not: throw StorageError(.misbehaved)
            }
        }
        guard parameters.count <= Self.maximumArguments else { throw StorageError(.unsupportedPredicate) }
        self.parameters = parameters
    }
}
#endif

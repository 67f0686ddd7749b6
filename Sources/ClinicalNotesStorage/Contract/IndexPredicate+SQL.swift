extension IndexPredicate {
    /// The deepest nesting that ``sql(true:false:condition:)`` takes.
    private static let deepest = 200

    /// The predicate as a condition in SQL, for adapters of databases that speak it.
    ///
    /// Chains are joined in halves: databases refuse trees that are deep, and a plain chain is as deep as it is long. Every
    /// column must be one that is never null, or `NOT` means something else.
    ///
    /// - Parameters:
    ///   - yes: What always holds, such as `true` or `1`.
    ///   - no: What never holds.
    ///   - condition: The condition for ``pseudonym(_:)``, ``statusClass(_:)`` or ``time(from:to:)``; called in the order in which
    ///     they stand in the text, so that arguments can be collected.
    /// - Returns: The condition.
    /// - Throws: What `condition` throws, and ``StorageError`` with `unsupportedPredicate` for what is nested deeper than 200.
    public func sql(
        true yes: String,
        false no: String,
        condition: (IndexPredicate) throws(StorageError) -> String
    ) throws(StorageError) -> String {
        try sql(yes, no, depth: 0, condition)
    }

    private func sql(
        _ yes: String,
        _ no: String,
        depth: Int,
        _ condition: (IndexPredicate) throws(StorageError) -> String
    ) throws(StorageError) -> String {
        guard depth < Self.deepest else { throw StorageError(.unsupportedPredicate) }
        func joined(
            _ terms: ArraySlice<IndexPredicate>,
            with connective: String,
            none: String,
            depth: Int
        ) throws(StorageError) -> String {
            guard let first = terms.first else { return none }
            guard terms.count > 1 else { return try first.sql(yes, no, depth: depth, condition) }
            let middle = terms.startIndex + terms.count / 2
            let left = try joined(terms[..<middle], with: connective, none: none, depth: depth + 1)
            let right = try joined(terms[middle...], with: connective, none: none, depth: depth + 1)
            return "((\(left)) \(connective) (\(right)))"
        }
        return switch self {
        case .all: yes
        case .nothing: no
        case .pseudonym, .statusClass, .time: try condition(self)
        case .and(let terms): try joined(terms[...], with: "AND", none: yes, depth: depth + 1)
        case .or(let terms): try joined(terms[...], with: "OR", none: no, depth: depth + 1)
        case .not(let term): "NOT (\(try term.sql(yes, no, depth: depth + 1, condition)))"
        }
    }
}

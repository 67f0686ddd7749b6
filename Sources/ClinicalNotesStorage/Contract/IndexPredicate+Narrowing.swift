public import ClinicalNotesModel

extension IndexPredicate {
    /// The pseudonyms of which a selected entry must have one, or `nil` if it may have any.
    ///
    /// An adapter scans one range of its index for each.
    public var pseudonyms: Set<Bytes16>? {
        switch self {
        case .nothing: []
        case .pseudonym(let values): values
        case .all, .statusClass, .time, .not: nil
        case .and(let terms):
            terms.compactMap(\.pseudonyms).reduce(nil) { known, more in known?.intersection(more) ?? more }
        case .or(let terms):
            terms.reduce([]) { known, term in
                guard let known, let more = term.pseudonyms else { return nil }
                return known.union(more)
            }
        }
    }

    /// What is left to check of an entry whose pseudonym is known.
    ///
    /// - Parameter pseudonym: The entry's pseudonym.
    /// - Returns: A predicate that names no pseudonym and selects the same entries of this one.
    public func narrowed(to pseudonym: Bytes16) -> IndexPredicate {
        switch self {
        case .all, .nothing, .statusClass: self
        case .time(nil, nil): .all
        case .time: self
        case .pseudonym(let values): values.contains(pseudonym) ? .all : .nothing
        case .and(let terms): .conjunction(terms.map { $0.narrowed(to: pseudonym) })
        case .or(let terms): .disjunction(terms.map { $0.narrowed(to: pseudonym) })
        case .not(let term): .negation(term.narrowed(to: pseudonym))
        }
    }

    private static func conjunction(_ terms: [IndexPredicate]) -> IndexPredicate {
        guard !terms.contains(.nothing) else { return .nothing }
        let left = terms.filter { $0 != .all }
        return left.isEmpty ? .all : left.count == 1 ? left[0] : .and(left)
    }

    private static func disjunction(_ terms: [IndexPredicate]) -> IndexPredicate {
        guard !terms.contains(.all) else { return .all }
        let left = terms.filter { $0 != .nothing }
        return left.isEmpty ? .nothing : left.count == 1 ? left[0] : .or(left)
    }

    private static func negation(_ term: IndexPredicate) -> IndexPredicate {
        switch term {
        case .all: .nothing
        case .nothing: .all
        default: .not(term)
        }
    }
}

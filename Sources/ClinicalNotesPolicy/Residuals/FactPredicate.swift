/// What records are selected by, in terms of axes.
package indirect enum FactPredicate: Hashable, Sendable {
    /// Everything.
    case all
    /// Nothing.
    case nothing
    /// The axis has one of the values at these places of ``Axis/values``, one bit each.
    case isIn(Axis, places: UInt64)
    /// All hold.
    case and([FactPredicate])
    /// One holds.
    case or([FactPredicate])
    /// It does not hold.
    case not(FactPredicate)
}

extension FactPredicate {
    /// Whether a record is selected, or `nil` if that depends on a value that nobody knows.
    ///
    /// - Parameter place: Gives the place of a record's value on an axis; `nil` if it is not known. No axis
    ///   has a place below 0 or above 63, so that nothing is selected by such a one.
    /// - Returns: Whether the record is selected.
    package func selects(_ place: (Axis) -> Int?) -> Bool? {
        switch self {
        case .all: return true
        case .nothing: return false
        case .isIn(let axis, let places):
            return place(axis).map { (0..<64).contains($0) && places >> UInt64($0) & 1 == 1 }
        case .not(let term): return term.selects(place).map { !$0 }
        case .and(let terms):
            var result: Bool? = true
            for term in terms {
                switch term.selects(place) {
                case false?: return false
                case nil: result = nil
                case true?: continue
                }
            }
            return result
        case .or(let terms):
            var result: Bool? = false
            for term in terms {
                switch term.selects(place) {
                case true?: return true
                case nil: result = nil
                case false?: continue
                }
            }
            return result
        }
    }

    /// All of the terms, without those that say nothing.
    static func conjunction(_ terms: [FactPredicate]) -> FactPredicate {
        var left: [FactPredicate] = []
        for term in terms {
            switch term {
            case .nothing: return .nothing
            case .all: continue
            default: left.append(term)
            }
        }
        return left.count > 1 ? .and(left) : left.first ?? .all
    }

    /// One of the terms, without those that select nothing.
    static func disjunction(_ terms: [FactPredicate]) -> FactPredicate {
        var left: [FactPredicate] = []
        for term in terms {
            switch term {
            case .all: return .all
            case .nothing: continue
            default: left.append(term)
            }
        }
        return left.count > 1 ? .or(left) : left.first ?? .nothing
    }

    /// The opposite.
    var negated: FactPredicate {
        switch self {
        case .all: .nothing
        case .nothing: .all
        case .not(let term): term
        default: .not(self)
        }
    }
}

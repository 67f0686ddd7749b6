package import ClinicalNotesModel

/// One thing that a house rule asks for, before it is compiled.
package enum HouseTest: Hashable, Sendable {
    /// The axis has one of these values, by their places on it.
    case axis(HouseFact, allowed: Set<Int>)
    /// The fact holds, or does not.
    case flag(HouseFact, Bool)
    /// The note is, or is not, of one of these kinds.
    case kind(Set<NoteKind>, Bool)
    /// A fact of the host's own has, or has not, one of these values.
    case values(HouseFact, Set<HouseValue>, Bool)
    /// The patient is at least so many years old, or younger.
    case age(atLeast: Int, Bool)
    /// The note has been there for at least so many hours, or not as long.
    case hoursOld(atLeast: Int, Bool)

    var negated: HouseTest {
        switch self {
        case .axis(let fact, let allowed):
            .axis(fact, allowed: Set(fact.values.indices).subtracting(allowed))
        case .flag(let fact, let value): .flag(fact, !value)
        case .kind(let kinds, let value): .kind(kinds, !value)
        case .values(let fact, let members, let value): .values(fact, members, !value)
        case .age(let years, let value): .age(atLeast: years, !value)
        case .hoursOld(let hours, let value): .hoursOld(atLeast: hours, !value)
        }
    }

    package var fact: HouseFact {
        switch self {
        case .axis(let fact, _), .flag(let fact, _), .values(let fact, _, _): fact
        case .kind: .kind
        case .age(_, let value): value ? .ageAtLeast : .ageUnder
        case .hoursOld(_, let value): value ? .hoursOldAtLeast : .hoursOldUnder
        }
    }

    /// Whether it asks for an action in which rules of a kind have an effect, or for no action.
    func canBeMet(in kind: HouseRule.Kind) -> Bool {
        guard case .axis(.action, let allowed) = self, !allowed.isEmpty else { return true }
        return !allowed.isDisjoint(with: HouseFact.action.nameable(in: kind))
    }

    /// Holds whatever the fact is, such as "is none of" an empty list.
    private var isAlways: Bool {
        switch self {
        case .axis(let fact, let allowed): allowed.count == fact.values.count
        case .kind(let kinds, false): kinds.isEmpty
        case .values(_, let members, false): members.isEmpty
        default: false
        }
    }
}

extension HouseTest {
    /// The same conjunction in one form: in the order of the vocabulary, one test a fact where one can say it.
    static func normalized(_ tests: [HouseTest]) -> [HouseTest] {
        var out: [HouseTest] = []
        for test in tests where !test.isAlways {
            let merged = out.indices.lazy.compactMap { at in out[at].and(test).map { (at, $0) } }.first
            if let (at, both) = merged { out[at] = both } else { out.append(test) }
        }
        return out.filter { !$0.isAlways }.map { ($0, $0.canonicalForm) }.sorted {
            ($0.0.fact.ordinal, $0.1) < ($1.0.fact.ordinal, $1.1)
        }.map(\.0)
    }

    /// One test that holds where both do, if there is one.
    private func and(_ other: HouseTest) -> HouseTest? {
        if self == other { return self }
        switch (self, other) {
        case (.axis(let fact, let left), .axis(fact, let right)):
            return .axis(fact, allowed: left.intersection(right))
        case (.kind(let left, true), .kind(let right, true)): return .kind(left.intersection(right), true)
        case (.kind(let left, true), .kind(let right, false)): return .kind(left.subtracting(right), true)
        case (.kind(_, false), .kind(_, true)): return other.and(self)
        case (.kind(let left, false), .kind(let right, false)): return .kind(left.union(right), false)
        case (.values(let fact, let left, let isIn), .values(fact, let right, let isAlsoIn)):
            switch (isIn, isAlsoIn) {
            case (false, false): return .values(fact, left.union(right), false)
            case (true, true) where fact.isSingle: return .values(fact, left.intersection(right), true)
            case (true, false) where fact.isSingle: return .values(fact, left.subtracting(right), true)
            case (false, true) where fact.isSingle: return other.and(self)
            default: return nil
            }
        case (.age(let left, true), .age(let right, true)): return .age(atLeast: max(left, right), true)
        case (.age(let left, false), .age(let right, false)): return .age(atLeast: min(left, right), false)
        case (.hoursOld(let left, true), .hoursOld(let right, true)):
            return .hoursOld(atLeast: max(left, right), true)
        case (.hoursOld(let left, false), .hoursOld(let right, false)):
            return .hoursOld(atLeast: min(left, right), false)
        default: return nil
        }
    }
}

extension HouseTest {
    /// The condition over the facts of the law, if it is one.
    package var condition: Condition? {
        switch self {
        case .axis(let fact, let allowed):
            guard case .axis(let span) = fact.form else { return nil }
            return Condition(span, allowed: allowed.sorted())
        case .flag(let fact, let value):
            guard case .flag(let flag) = fact.form else { return nil }
            return value ? .that(flag) : .not(flag)
        case .kind, .values, .age, .hoursOld: return nil
        }
    }

    /// The test in words that change only with it.
    var canonicalForm: String {
        switch self {
        case .axis(let fact, let allowed):
            "\(fact.rawValue)=\(allowed.sorted().map { fact.values[$0] })"
        case .flag(let fact, let value): "\(fact.rawValue)=\(value)"
        case .kind(let kinds, let value):
            "note.kind=\(value)\(kinds.map { "\($0.system.rawValue)|\($0.code)" }.sorted())"
        case .values(let fact, let members, let value):
            "\(fact.rawValue)=\(value)\(members.sorted().map(\.canonicalForm))"
        case .age(let years, let value): "subject.age=\(value)\(years)"
        case .hoursOld(let hours, let value): "note.hours_old=\(value)\(hours)"
        }
    }
}

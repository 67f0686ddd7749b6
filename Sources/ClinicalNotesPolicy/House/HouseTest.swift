internal import ClinicalNotesModel

/// One thing that a house rule asks for, before it is compiled.
enum HouseTest: Hashable, Sendable {
    /// The axis has one of these values, by their places on it.
    case axis(HouseFact, allowed: Set<Int>)
    /// The fact holds, or does not.
    case flag(HouseFact, Bool)
    /// The note is, or is not, of one of these kinds.
    case kind(Set<NoteKind>, Bool)
    /// The principal has, or has not, one of these roles of the host's own.
    case hostRole(Set<HostRole>, Bool)
    /// The patient is at least so many years old, or younger.
    case age(atLeast: Int, Bool)

    var negated: HouseTest {
        switch self {
        case .axis(let fact, let allowed):
            guard case .axis(let span) = fact.form else { return self }
            return .axis(fact, allowed: Set(0..<span.count).subtracting(allowed))
        case .flag(let fact, let value): return .flag(fact, !value)
        case .kind(let kinds, let value): return .kind(kinds, !value)
        case .hostRole(let roles, let value): return .hostRole(roles, !value)
        case .age(let years, let value): return .age(atLeast: years, !value)
        }
    }

    var fact: HouseFact {
        switch self {
        case .axis(let fact, _), .flag(let fact, _): fact
        case .kind: .kind
        case .hostRole: .hostRole
        case .age: .age
        }
    }
}

extension HouseTest {
    /// Whether the fact of the host's own holds in a request; for other tests unknown.
    func hostTruth(in request: borrowing AccessRequest) -> Truth {
        switch self {
        case .kind(let kinds, _): request.note.kind.satisfies(kinds.contains)
        case .hostRole(let roles, _): request.principal.hostRoles.satisfies { !roles.isDisjoint(with: $0) }
        case .age(let years, _):
            switch request.patient {
            case .known(.some(let patient)): patient.age.satisfies { $0 >= years }
            case .known(.none): .no
            case .unknown: .unknown
            }
        case .axis, .flag: .unknown
        }
    }
}

extension HouseTest {
    /// The test in words that change only with it.
    var canonicalForm: String {
        switch self {
        case .axis(let fact, let allowed): "\(fact.rawValue)=\(allowed.sorted())"
        case .flag(let fact, let value): "\(fact.rawValue)=\(value)"
        case .kind(let kinds, let value):
            "note.kind=\(value)\(kinds.map { "\($0.system.rawValue)|\($0.code)" }.sorted())"
        case .hostRole(let roles, let value):
            "principal.host_role=\(value)\(roles.map(\.description).sorted())"
        case .age(let years, let value): "subject.age_at_least=\(value)\(years)"
        }
    }
}

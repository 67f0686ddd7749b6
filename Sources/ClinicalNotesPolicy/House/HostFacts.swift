internal import ClinicalNotesModel

/// Which tests of the host's own facts hold in a request, and of which nobody could say.
struct HostFacts: Sendable {
    /// The tests that hold for certain.
    private(set) var holds = HostBits()
    /// The tests that may hold or not.
    private(set) var unknown = HostBits()
    /// The facts that are unknown and asked for.
    private(set) var missing = Missing()

    /// Facts of the host's own.
    struct Missing: OptionSet, Sendable {
        let rawValue: UInt8
        static let kind = Missing(rawValue: 1)
        static let hostRole = Missing(rawValue: 2)
        static let age = Missing(rawValue: 4)
    }

    init(of request: borrowing AccessRequest, asking index: borrowing HostIndex) {
        if index.asksForKinds {
            if case .known(let kind) = request.note.kind {
                if let found = index.tests(of: kind) { holds.formUnion(found) }
            } else {
                unknown.formUnion(index.kindTests)
                missing.insert(.kind)
            }
        }
        if index.asksForRoles {
            if case .known(let roles) = request.principal.hostRoles {
                for role in roles {
                    if let found = index.tests(of: role) { holds.formUnion(found) }
                }
            } else {
                unknown.formUnion(index.roleTests)
                missing.insert(.hostRole)
            }
        }
        guard index.asksForAges else { return }
        switch request.patient {
        case .known(.some(let patient)):
            if case .known(let age) = patient.age {
                for (years, test) in index.ages where age >= years { holds.insert(test) }
                return
            }
        case .known(.none): return
        case .unknown: break
        }
        unknown.formUnion(index.ageTests)
        missing.insert(.age)
    }
}

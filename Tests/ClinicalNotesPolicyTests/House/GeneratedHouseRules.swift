import ClinicalNotesModel

@testable import ClinicalNotesPolicy

/// House rules that nobody thought of: of all kinds, asking for facts that requests have and have not.
struct GeneratedHouseRules {
    static let kinds = ["progress", "psychotherapy", "counseling", "intake", "11506-3"].map(
        NoteKind.init(written:)
    )
    static let roles: [HostRole] = ["school-nurse", "night-shift", "front-desk"]

    var random: SplitMix

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    /// Rules of all kinds, or of some.
    mutating func rules(_ count: Int, of kinds: [HouseRule.Kind] = HouseRule.Kind.allCases) -> HouseRules {
        var rules: [HouseRule] = []
        for number in 0..<count {
            let kind = kinds.randomElement(using: &random) ?? .restriction
            rules.append(rule(kind, number))
        }
        return HouseRules("generated", version: "\(count)", rules: rules)
    }

    private mutating func rule(_ kind: HouseRule.Kind, _ number: Int) -> HouseRule {
        let exceptions = random.chance(3) ? Int.random(in: 1...2, using: &random) : 0
        var unless: [[HouseTest]] = []
        for _ in 0..<exceptions { unless.append(tests(kind, atMost: 2)) }
        return HouseRule(
            kind,
            id: RuleID("generated.\(number)"),
            "Rule \(number).",
            because: Citation(kind.needsLaw ? .stateLaw : .house, "Policy \(number)"),
            obligation: kind.obligations.randomElement(using: &random),
            when: random.chance(8) ? [] : tests(kind, atMost: 3),
            unless: unless
        )
    }

    private mutating func tests(_ kind: HouseRule.Kind, atMost most: Int) -> [HouseTest] {
        random.some(HouseFact.allCases.filter { $0.fits(kind) }, atMost: most).map { test($0, kind) }
    }

    private mutating func test(_ fact: HouseFact, _ kind: HouseRule.Kind) -> HouseTest {
        let isPositive = Bool.random(using: &random)
        switch fact.form {
        case .flag: return .flag(fact, isPositive)
        case .axis:
            let nameable = fact.nameable(in: kind)
            let test = HouseTest.axis(fact, allowed: Set(random.some(nameable, atMost: nameable.count)))
            // What a rule asks for it can meet somewhere.
            guard !isPositive, case .axis(_, let allowed) = test.negated, !allowed.isDisjoint(with: nameable)
            else { return test }
            return test.negated
        case .host:
            switch fact {
            case .kind: return .kind(Set(random.some(Self.kinds, atMost: 2)), isPositive)
            case .worksHere, .ofNotesUnit: return .values(fact, [.yes], isPositive)
            case .hoursOldAtLeast, .hoursOldUnder:
                let hours = Int.random(in: 1...20_000, using: &random)
                return .hoursOld(atLeast: hours, fact == .hoursOldAtLeast)
            case .ageAtLeast, .ageUnder: break
            default: return .values(fact, Set(random.some(Self.values(of: fact), atMost: 2)), isPositive)
            }
            return .age(atLeast: Int.random(in: 10...70, using: &random), fact == .ageAtLeast)
        }
    }

    /// What rules and requests say of a fact of the host's own.
    private static func values(of fact: HouseFact) -> [HouseValue] {
        switch fact {
        case .hostRole: roles.map { .word($0.description) }
        case .hour: [.hour(3), .hour(12), .hour(22)]
        case .principalID, .subjectID: people.map { .person($0) }
        default: words.map { .word($0.description) }
        }
    }

    static let words: [HostWord] = ["vip", "ward-3", "remote"]

    /// Those who are in many requests, and somebody else.
    private static let people: [Bytes16] = {
        let requests = VectorRequests.all
        let ids = requests.compactMap(\.principal.id.value?.bytes)
        let patients = requests.compactMap { $0.patient.value.flatMap { $0 }?.id.value?.bytes }
        return Array(Set(ids + patients)).sorted().prefix(4) + [Bytes16(high: 9, low: 9)]
    }()

    /// The same request with facts that only house rules ask for.
    mutating func dressed(_ request: AccessRequest) -> AccessRequest {
        var request = request
        if !random.chance(4), let kind = Self.kinds.randomElement(using: &random) {
            request.note.kind = .known(kind)
        }
        if !random.chance(4) {
            request.principal.hostRoles = .known(
                Set(random.some(Self.roles, atMost: 3)).subtracting(["night-shift"])
            )
        }
        if !random.chance(4) { request.principal.units = .known(Set(random.some(Self.words, atMost: 2))) }
        if !random.chance(4) { request.note.labels = .known(Set(random.some(Self.words, atMost: 2))) }
        if !random.chance(4) { request.note.unit = .known(Self.words.randomElement(using: &random)) }
        if !random.chance(4) { request.location = .known(random.chance(3) ? nil : "remote") }
        if !random.chance(4) { request.hour = .known(random.chance(2) ? 12 : 3) }
        request.ofPatient { patient in
            if !random.chance(4) { patient.labels = .known(Set(random.some(Self.words, atMost: 2))) }
            if !random.chance(4) { patient.worksHere = .known(random.chance(2)) }
        }
        return request
    }
}

/// All requests of the vectors that are there.
enum VectorRequests {
    static let all: [AccessRequest] = [DecisionVector.own, DecisionVector.shared]
        .flatMap { (try? $0.get()) ?? [] }.map(\.request)

    /// What there is to forget in a request.
    static let forgetting: [(String, @Sendable (inout AccessRequest) -> Void)] = [
        ("kind", { $0.note.kind = .unknown }), ("hostRoles", { $0.principal.hostRoles = .unknown }),
        ("units", { $0.principal.units = .unknown }), ("labels", { $0.note.labels = .unknown }),
        ("unit", { $0.note.unit = .unknown }), ("location", { $0.location = .unknown }),
        ("hour", { $0.hour = .unknown }), ("created", { $0.note.createdAt = .unknown }),
        ("personLabels", { $0.ofPatient { $0.labels = .unknown } }),
        ("worksHere", { $0.ofPatient { $0.worksHere = .unknown } }),
        ("patientID", { $0.ofPatient { $0.id = .unknown } }),
        ("role", { $0.principal.role = .unknown }), ("careTeam", { $0.principal.careTeam = .unknown }),
        ("organization", { $0.principal.organization = .unknown }),
        ("verified", { $0.principal.verified = .unknown }), ("principal", { $0.principal.id = .unknown }),
        ("purpose", { $0.purpose = .unknown }), ("action", { $0.action = .unknown }),
        ("jurisdiction", { $0.jurisdiction = .unknown }), ("time", { $0.time = .unknown }),
        ("compartment", { $0.note.compartment = .unknown }), ("status", { $0.note.status = .unknown }),
        ("originators", { $0.note.originators = .unknown }), ("subjects", { $0.note.subjects = .unknown }),
        ("segmentable", { $0.note.segmentable = .unknown }), ("sharing", { $0.note.sharing = .unknown }),
        ("patient", { $0.patient = .unknown }), ("directives", { $0.directives = .unknown }),
        ("age", { $0.ofPatient { $0.age = .unknown } }),
        ("alive", { $0.ofPatient { $0.alive = .unknown } }),
        ("inmate", { $0.ofPatient { $0.inmate = .unknown } }),
        ("minor", { $0.ofPatient { $0.minor = .unknown } }),
    ]
}

extension AccessRequest {
    mutating func ofPatient(_ forget: (inout PatientFacts) -> Void) {
        guard case .known(.some(var patient)) = patient else { return }
        forget(&patient)
        self.patient = .known(patient)
    }
}

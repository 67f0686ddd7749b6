public import ClinicalNotesModel

extension Policy {
    /// Who may read a note now: every role, purpose and relation that is permitted, with the reason.
    ///
    /// The whole space of principals is searched, none of it sampled: a fact about the principal is asked for
    /// only where it decides. Principals are taken to be verified, to have no role of the host's own and not to
    /// be suspected of abuse.
    ///
    /// - Parameters:
    ///   - request: The note, its patient and what is on record; its principal, purpose and action are left
    ///     out of account.
    ///   - actions: What counts as reading.
    /// - Returns: The classes; somebody may read exactly if one of them fits.
    public func readers(
        of request: AccessRequest,
        by actions: [NoteAction] = [.read, .browse, .disclose]
    ) -> [ReaderClass] {
        var found = ReaderSearch(policy: self, request: request)
        for action in actions {
            for role in PrincipalRole.allCases {
                for purpose in PurposeOfUse.allCases { found.search(action, role, purpose) }
            }
        }
        return found.classes
    }
}

/// A search through the facts about a principal, which asks for one fact after the other while it matters.
private struct ReaderSearch {
    private struct Reason: Hashable {
        let action: NoteAction
        let relation: ReaderRelation
        let rules: [RuleID]
        let citations: [Citation]
        let obligations: [Obligation]
        let sentence: String
    }

    /// The facts that are asked for, in this order.
    private enum Step: Int { case identity, side, careTeam, coveredEntity, training, part2, done }

    let policy: Policy
    private let request: AccessRequest
    private let patient: PatientID?
    /// The people whom documents name.
    private let namedPeople: [PrincipalID]
    /// The organizations whom documents name, the holder apart.
    private let namedOrganizations: [OrganizationID]
    /// Nobody, and no organization, that the request speaks of.
    private let nobody: PrincipalID
    private let elsewhere: OrganizationID
    private var found: [Reason: [PrincipalRole: [PurposeOfUse]]] = [:]
    private var order: [Reason] = []

    init(policy: Policy, request: AccessRequest) {
        self.policy = policy
        self.request = request
        patient = request.patient.value.flatMap { $0 }?.id.value
        let parties = (request.directives.value ?? []).flatMap { $0.recipients.value ?? [] }
        var people = Set(request.note.originators.value ?? [])
        people.formUnion((request.note.subjects.value ?? []).map { .patient($0) })
        if let patient { people.insert(.patient(patient)) }
        var organizations = Set(request.note.organization.value.map { [$0] } ?? [])
        var namedPeople: Set<PrincipalID> = []
        var namedOrganizations: Set<OrganizationID> = []
        for party in parties {
            switch party {
            case .principal(let id): namedPeople.insert(id)
            case .organization(let id) where id != request.note.organization.value:
                namedOrganizations.insert(id)
            case .organization, .role: continue
            }
        }
        people.formUnion(namedPeople)
        organizations.formUnion(namedOrganizations)
        for directive in request.directives.value ?? [] {
            organizations.formUnion(directive.disclosers.value ?? [])
        }
        self.namedPeople = namedPeople.sorted()
        self.namedOrganizations = namedOrganizations.sorted()
        // Of as many places as there are people, and one, one is nobody's.
        nobody = Self.first(people.count) {
            PrincipalID(Bytes16(high: .max, low: $0))
        } butNot: {
            people.contains($0)
        }
        elsewhere = Self.first(organizations.count) {
            OrganizationID(Bytes16(high: .max, low: $0))
        } butNot: {
            organizations.contains($0)
        }
    }

    private static func first<ID>(
        _ count: Int,
        _ make: (UInt64) -> ID,
        butNot isTaken: (ID) -> Bool
    ) -> ID {
        var place: UInt64 = 1
        while place <= UInt64(count), isTaken(make(place)) { place += 1 }
        return make(place)
    }

    mutating func search(_ action: NoteAction, _ role: PrincipalRole, _ purpose: PurposeOfUse) {
        var asked = request
        asked.action = .known(action)
        asked.purpose = .known(purpose)
        asked.principal = PrincipalFacts(
            id: .unknown,
            role: .known(role),
            organization: .unknown,
            verified: .known(true),
            represents: .unknown,
            abuseSuspected: .known(false),
            hostRoles: .known([])
        )
        search(asked, ReaderRelation(), .identity)
    }

    private mutating func search(_ asked: AccessRequest, _ relation: ReaderRelation, _ step: Step) {
        let decision = policy.decide(asked)
        switch decision.effect {
        case .deny: return
        case .permit: return record(asked, relation, decision)
        case .undetermined: break
        }
        guard step != .done, let next = Step(rawValue: step.rawValue + 1) else { return }
        for (principal, relation) in choices(step, asked, relation) {
            var asked = asked
            asked.principal = principal
            search(asked, relation, next)
        }
    }

    private func choices(
        _ step: Step,
        _ asked: AccessRequest,
        _ relation: ReaderRelation
    ) -> [(PrincipalFacts, ReaderRelation)] {
        func each<Value>(
            _ values: [Value],
            _ set: (inout PrincipalFacts, inout ReaderRelation, Value) -> Void
        ) -> [(PrincipalFacts, ReaderRelation)] {
            values.map { value in
                var choice = (asked.principal, relation)
                set(&choice.0, &choice.1, value)
                return choice
            }
        }
        switch step {
        case .identity: return identities(asked, relation)
        case .side:
            let unnamed = each(ReaderRelation.Side.allCases) { principal, relation, side in
                relation.side = side
                principal.organization =
                    switch side {
                    case .holder: request.note.organization.value.map { .known($0) } ?? .unknown
                    case .other: .known(elsewhere)
                    case .nobody: .known(nil)
                    }
            }
            guard relation.named == nil else { return unnamed }
            return unnamed
                + each(namedOrganizations) { principal, relation, organization in
                    relation.side = .other
                    relation.named = .organization(organization)
                    principal.organization = .known(organization)
                }
        case .careTeam:
            return each([true, false]) { principal, relation, value in
                principal.careTeam = .known(value)
                relation.careTeam = value
            }
        case .coveredEntity:
            return each([true, false]) { principal, relation, value in
                principal.coveredEntity = .known(value)
                relation.coveredEntity = value
            }
        case .training:
            return each(TrainingProgram.allCases) { principal, relation, value in
                principal.trainingProgram = .known(value)
                relation.training = value
            }
        case .part2:
            return each([true, false]) { principal, relation, value in
                principal.part2Program = .known(value)
                relation.part2Program = value
            }
        case .done: return []
        }
    }

    /// Who the principal can be with regard to the note: the patient, somebody in the patient's place, an author,
    /// somebody whom a document names, or anybody else.
    private func identities(
        _ asked: AccessRequest,
        _ relation: ReaderRelation
    ) -> [(PrincipalFacts, ReaderRelation)] {
        let role = asked.principal.role.value
        let own = role == .patient ? patient.map { PrincipalID.patient($0) } : nil
        let authors = request.note.originators.value ?? []
        var choices: [(PrincipalFacts, ReaderRelation)] = []
        func add(_ id: PrincipalID, isAuthor: Bool? = nil, isNamed: Bool = false) {
            guard role == .personalRepresentative || role == .parent else {
                return add(id, isAuthor, isNamed, represents: nil)
            }
            for represents in [true, false] { add(id, isAuthor, isNamed, represents: represents) }
        }
        func add(_ id: PrincipalID, _ isAuthor: Bool?, _ isNamed: Bool, represents: Bool?) {
            var (principal, relation) = (asked.principal, relation)
            principal.id = .known(id)
            principal.represents = .known(represents == true ? patient.map { [$0] } ?? [] : [])
            relation.isAuthor = isAuthor
            relation.named = isNamed ? .principal(id) : nil
            relation.represents = represents
            if role == .patient { relation.isPatient = id == own }
            choices.append((principal, relation))
        }
        if let own { add(own, isNamed: namedPeople.contains(own)) }
        // Authors whom no document names differ in nothing that is asked for.
        let unnamed = authors.first { $0 != own && !namedPeople.contains($0) }
        if let unnamed { add(unnamed, isAuthor: true) }
        for named in namedPeople where named != own {
            add(named, isAuthor: authors.contains(named) ? true : nil, isNamed: true)
        }
        add(nobody, isAuthor: role?.isInPatientsPlace == true ? nil : false)
        return choices
    }

    private mutating func record(_ asked: AccessRequest, _ relation: ReaderRelation, _ decision: Decision) {
        guard let role = asked.principal.role.value, let purpose = asked.purpose.value,
            let action = asked.action.value
        else { return }
        let rules = decision.rules
        let reason = Reason(
            action: action,
            relation: relation,
            rules: rules,
            citations: decision.citations,
            obligations: decision.obligations,
            sentence: rules.first.flatMap(policy.sentence(of:)) ?? ""
        )
        if found[reason] == nil { order.append(reason) }
        found[reason, default: [:]][role, default: []].append(purpose)
    }

    /// What was found, without what a wider class of the same reason takes in.
    var classes: [ReaderClass] {
        let all = joined
        return all.filter { one in !all.contains { $0 != one && $0.takesIn(one) } }
    }

    /// What was found, roles of equal purposes together.
    private var joined: [ReaderClass] {
        order.flatMap { reason -> [ReaderClass] in
            var byPurposes: [[PurposeOfUse]: [PrincipalRole]] = [:]
            for role in PrincipalRole.allCases {
                if let purposes = found[reason]?[role] { byPurposes[purposes, default: []].append(role) }
            }
            return byPurposes.sorted { $0.value[0].ordinal < $1.value[0].ordinal }.map { purposes, roles in
                ReaderClass(
                    action: reason.action,
                    roles: roles,
                    purposes: purposes,
                    relation: reason.relation,
                    rules: reason.rules,
                    citations: reason.citations,
                    obligations: reason.obligations,
                    sentence: reason.sentence
                )
            }
        }
    }
}

extension ReaderClass {
    /// Whether everybody of another class is in this one, for the same reason.
    fileprivate func takesIn(_ other: ReaderClass) -> Bool {
        action == other.action && relation.takesIn(other.relation) && rules == other.rules
            && citations == other.citations && obligations == other.obligations
            && Set(roles).isSuperset(of: other.roles) && Set(purposes).isSuperset(of: other.purposes)
    }
}

extension ReaderRelation {
    /// Whether everybody of another relation is of this one.
    fileprivate func takesIn(_ other: ReaderRelation) -> Bool {
        func agrees<Value: Equatable>(_ own: Value?, _ others: Value?) -> Bool { own == nil || own == others }
        return agrees(isAuthor, other.isAuthor) && agrees(isPatient, other.isPatient)
            && agrees(represents, other.represents) && agrees(named, other.named)
            && agrees(side, other.side) && agrees(careTeam, other.careTeam)
            && agrees(coveredEntity, other.coveredEntity) && agrees(training, other.training)
            && agrees(part2Program, other.part2Program)
    }
}

extension PrincipalRole {
    fileprivate var isInPatientsPlace: Bool {
        switch self {
        case .patient, .personalRepresentative, .parent: true
        default: false
        }
    }
}

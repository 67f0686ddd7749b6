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
    private let nobody: PrincipalID
    private let elsewhere: OrganizationID
    private var found: [Reason: [PrincipalRole: [PurposeOfUse]]] = [:]
    private var order: [Reason] = []

    init(policy: Policy, request: AccessRequest) {
        self.policy = policy
        self.request = request
        let authors = Set(request.note.originators.value ?? [])
        let ids = (1...UInt64(authors.count + 2)).map { PrincipalID(Bytes16(high: .max, low: $0)) }
        nobody = ids.first { !authors.contains($0) } ?? ids[0]
        let holder = request.note.organization.value
        let organizations = (1...2 as ClosedRange<UInt64>).map {
            OrganizationID(Bytes16(high: .max, low: $0))
        }
        elsewhere = organizations.first { $0 != holder } ?? organizations[0]
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
            let unnamed = each(sides(asked)) { principal, relation, side in
                relation.side = side
                principal.organization =
                    switch side {
                    case .holder: request.note.organization.value.map { .known($0) } ?? .unknown
                    case .other: .known(elsewhere)
                    case .nobody: .known(nil)
                    }
            }
            guard sides(asked).contains(.other), relation.named == nil else { return unnamed }
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

    /// Inside is read, outside is disclosed to.
    private func sides(_ asked: AccessRequest) -> [ReaderRelation.Side] {
        switch asked.action.value {
        case .disclose: [.other, .nobody]
        case .browse: [.nobody, .other, .holder]
        default:
            asked.principal.role.value?.isInPatientsPlace == true ? [.nobody, .other, .holder] : [.holder]
        }
    }

    /// Who the principal can be with regard to the note: the patient, somebody in the patient's place, an author,
    /// or anybody else.
    private func identities(
        _ asked: AccessRequest,
        _ relation: ReaderRelation
    ) -> [(PrincipalFacts, ReaderRelation)] {
        let patient = asked.patient.value.flatMap { $0 }?.id.value
        var choices: [(PrincipalFacts, ReaderRelation)] = []
        func add(_ id: PrincipalID?, represents: [PatientID], _ change: (inout ReaderRelation) -> Void) {
            guard let id else { return }
            var choice = (asked.principal, relation)
            choice.0.id = .known(id)
            choice.0.represents = .known(represents)
            change(&choice.1)
            choices.append(choice)
        }
        guard asked.principal.role.value?.isInPatientsPlace == true else {
            add(request.note.originators.value?.first, represents: []) { $0.isAuthor = true }
            for named in namedPrincipals { add(named, represents: []) { $0.named = .principal(named) } }
            add(nobody, represents: []) { $0.isAuthor = false }
            return choices
        }
        if asked.principal.role.value == .patient {
            add(patient.map { .patient($0) }, represents: []) { $0.isPatient = true }
            add(nobody, represents: []) { $0.isPatient = false }
        } else {
            add(nobody, represents: patient.map { [$0] } ?? []) { $0.represents = true }
            add(nobody, represents: []) { $0.represents = false }
        }
        return choices
    }

    private var recipients: [Party] { (request.directives.value ?? []).flatMap { $0.recipients.value ?? [] } }

    /// The people whom documents name, authors apart.
    private var namedPrincipals: [PrincipalID] {
        let authors = request.note.originators.value ?? []
        return Set(
            recipients.compactMap { party in
                if case .principal(let id) = party, !authors.contains(id) { id } else { nil }
            }
        ).sorted()
    }

    /// The organizations whom documents name, the holder apart.
    private var namedOrganizations: [OrganizationID] {
        Set(
            recipients.compactMap { party in
                if case .organization(let id) = party, id != request.note.organization.value {
                    id
                } else {
                    nil
                }
            }
        ).sorted()
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

    /// What was found, roles of equal purposes together.
    var classes: [ReaderClass] {
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

extension PrincipalRole {
    fileprivate var isInPatientsPlace: Bool {
        switch self {
        case .patient, .personalRepresentative, .parent: true
        default: false
        }
    }
}

internal import ClinicalNotesModel

/// A search through the facts about a principal, which asks for one fact after the other while it matters.
struct ReaderSearch {
    /// Why somebody may read.
    private struct Reason: Hashable {
        let rules: [RuleID]
        let citations: [Citation]
        let obligations: [Obligation]
    }

    /// The same reason for everybody who stands to the note in the same way.
    private struct Finding: Hashable {
        let action: NoteAction
        let relation: ReaderRelation
        let reason: Reason
    }

    private let policy: Policy
    private let request: AccessRequest
    private let patient: PatientID?
    private let authors: Set<PrincipalID>
    /// The people whom documents name.
    private let namedPeople: [PrincipalID]
    /// The organizations whom documents name, the holder apart.
    private let namedOrganizations: [OrganizationID]
    /// Nobody, and no organization, that the request speaks of.
    private let nobody: PrincipalID
    private let elsewhere: OrganizationID
    private var found: [Finding: [PrincipalRole: [PurposeOfUse]]] = [:]
    private var order: [Finding] = []

    init(policy: Policy, request: AccessRequest) {
        self.policy = policy
        self.request = request
        patient = request.patient.value.flatMap { $0 }?.id.value
        authors = Set(request.note.originators.value ?? [])
        let parties = (request.directives.value ?? []).flatMap { $0.recipients.value ?? [] }
        var people = authors
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

    /// Looks for everybody of a role who may do this for a purpose.
    mutating func search(_ action: NoteAction, _ role: PrincipalRole, _ purpose: PurposeOfUse) {
        let identities = identities(of: role)
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
            hostRoles: .known([]),
            units: .known([])
        )
        let everybody = ReaderBox { fact in
            switch fact {
            case .identity: identities.count
            case .side: ReaderRelation.Side.allCases.count + namedOrganizations.count
            case .training: TrainingProgram.allCases.count
            case .careTeam, .coveredEntity, .part2: 2
            }
        }
        var leaves: [Reason: [ReaderBox]] = [:]
        var reasons: [Reason] = []
        search(asked, everybody, identities, asking: ReaderBox.Fact.allCases[...]) { decision, box in
            let reason = Reason(
                rules: decision.rules,
                citations: decision.citations,
                obligations: decision.obligationsOfNamedPermission
            )
            if leaves[reason] == nil { reasons.append(reason) }
            leaves[reason, default: []].append(box)
        }
        for reason in reasons {
            let boxes = ReaderBox.widest(of: leaves[reason] ?? []) { widenings(of: $0, $1, identities) }
            for box in boxes {
                let relation = relation(box, everybody, identities)
                let finding = Finding(action: action, relation: relation, reason: reason)
                if found[finding] == nil { order.append(finding) }
                found[finding, default: [:]][role, default: []].append(purpose)
            }
        }
    }

    /// Asks for one fact after the other, until it is decided.
    private func search(
        _ asked: AccessRequest,
        _ box: ReaderBox,
        _ identities: [ReaderIdentity],
        asking facts: ArraySlice<ReaderBox.Fact>,
        _ record: (Decision, ReaderBox) -> Void
    ) {
        let decision = policy.decide(asked)
        switch decision.effect {
        case .deny: return
        // A permit that shows nothing yet may show something once more is known; in the end nobody reads by it.
        case .permit: if !decision.visibility.isEmpty { return record(decision, box) }
        case .undetermined: break
        }
        guard let fact = facts.first else { return }
        for value in box[fact].sorted() {
            var (narrower, asked) = (box, asked)
            narrower[fact] = [value]
            switch fact {
            case .identity:
                asked.principal.id = .known(identities[value].id)
                let represented = identities[value].represents == true ? patient : nil
                asked.principal.represents = .known(represented.map { [$0] } ?? [])
            case .side: asked.principal.organization = organization(ofSide: value)
            case .careTeam: asked.principal.careTeam = .known(value == 0)
            case .coveredEntity: asked.principal.coveredEntity = .known(value == 0)
            case .training: asked.principal.trainingProgram = .known(TrainingProgram.allCases[value])
            case .part2: asked.principal.part2Program = .known(value == 0)
            }
            search(asked, narrower, identities, asking: facts.dropFirst(), record)
        }
    }

    // MARK: The values of a fact

    /// Who somebody of a role can be.
    private func identities(of role: PrincipalRole) -> [ReaderIdentity] {
        let own = role == .patient ? patient.map { PrincipalID.patient($0) } : nil
        // Authors whom no document names differ in nothing that is asked for.
        let author = authors.sorted().first { $0 != own && !namedPeople.contains($0) }
        var people = [own, author].compactMap(\.self)
        people += namedPeople.filter { $0 != own } + [nobody]
        let acting: [Bool?] = role == .personalRepresentative || role == .parent ? [true, false] : [nil]
        return people.flatMap { id in
            acting.map { represents in
                ReaderIdentity(
                    id: id,
                    isAuthor: authors.contains(id),
                    isPatient: role == .patient ? id == own : nil,
                    represents: represents,
                    isNamed: namedPeople.contains(id)
                )
            }
        }
    }

    private var ofNamedOrganizations: Set<Int> {
        Set(namedOrganizations.indices.map { $0 + ReaderRelation.Side.allCases.count })
    }

    /// The sides in their order, and behind them organizations that documents name.
    private func side(_ value: Int) -> ReaderRelation.Side {
        let sides = ReaderRelation.Side.allCases
        return value < sides.count ? sides[value] : .other
    }

    private func organization(ofSide value: Int) -> Fact<OrganizationID?> {
        let sides = ReaderRelation.Side.allCases
        if value >= sides.count { return .known(namedOrganizations[value - sides.count]) }
        switch sides[value] {
        case .holder: return request.note.organization.value.map { .known($0) } ?? .unknown
        case .other: return .known(elsewhere)
        case .nobody: return .known(nil)
        }
    }

    /// The wider sets of values that a relation can say, the widest first.
    private func widenings(
        of fact: ReaderBox.Fact,
        _ values: Set<Int>,
        _ identities: [ReaderIdentity]
    ) -> [Set<Int>] {
        switch fact {
        case .careTeam, .coveredEntity, .part2: [[0, 1]]
        case .training: [Set(TrainingProgram.allCases.indices)]
        case .side: widerSides(values)
        case .identity: widerIdentities(values, identities)
        }
    }

    private func widerSides(_ values: Set<Int>) -> [Set<Int>] {
        let all = ReaderRelation.Side.allCases
        let each = all.indices.map { value in
            all[value] == .other ? ofNamedOrganizations.union([value]) : Set([value])
        }
        let everywhere = each.reduce(into: Set<Int>()) { $0.formUnion($1) }
        let wider = [everywhere] + each.map { everywhere.subtracting($0) } + each
        return wider.filter { $0.isSuperset(of: values) }
    }

    private func widerIdentities(_ values: Set<Int>, _ identities: [ReaderIdentity]) -> [Set<Int>] {
        guard let one = values.first.map({ identities[$0] }) else { return [] }
        func those(_ agree: (ReaderIdentity) -> Bool) -> Set<Int> {
            Set(identities.indices.filter { agree(identities[$0]) })
        }
        return [
            those { _ in true }, those { $0.represents == one.represents },
            those { $0.isPatient == one.isPatient }, those { $0.isAuthor == one.isAuthor },
            those { $0.isAuthor == one.isAuthor && $0.represents == one.represents },
            those { $0.isAuthor == one.isAuthor && $0.isPatient == one.isPatient },
            those { $0.id == one.id },
        ].filter { $0.isSuperset(of: values) }
    }

    /// What a box says, in the words of a relation.
    private func relation(
        _ box: ReaderBox,
        _ everybody: ReaderBox,
        _ identities: [ReaderIdentity]
    ) -> ReaderRelation {
        var relation = ReaderIdentity.relation(
            of: box[.identity].sorted().map { identities[$0] },
            among: identities
        )
        func only(_ fact: ReaderBox.Fact) -> Int? {
            box[fact].count < everybody[fact].count ? box[fact].first : nil
        }
        relation.sides = Set(box[.side].map(side))
        if box[.side].count == 1, let side = box[.side].first,
            case .known(.some(let organization)) = organization(ofSide: side),
            namedOrganizations.contains(organization)
        {
            relation.named.insert(.organization(organization))
        }
        relation.careTeam = only(.careTeam).map { $0 == 0 }
        relation.coveredEntity = only(.coveredEntity).map { $0 == 0 }
        relation.training = only(.training).map { TrainingProgram.allCases[$0] }
        relation.part2Program = only(.part2).map { $0 == 0 }
        return relation
    }

    // MARK: What was found

    /// What was found, roles of equal purposes and actions of equal classes together.
    var classes: [ReaderClass] {
        var classes: [ReaderClass] = []
        for finding in order {
            var byPurposes: [[PurposeOfUse]: [PrincipalRole]] = [:]
            for role in PrincipalRole.allCases {
                if let purposes = found[finding]?[role] { byPurposes[purposes, default: []].append(role) }
            }
            for (purposes, roles) in byPurposes.sorted(by: { $0.value[0].ordinal < $1.value[0].ordinal }) {
                let one = ReaderClass(
                    actions: [finding.action],
                    roles: roles,
                    purposes: purposes,
                    relation: finding.relation,
                    rules: finding.reason.rules,
                    citations: finding.reason.citations,
                    obligations: finding.reason.obligations,
                    sentence: finding.reason.rules.first.flatMap(policy.sentence(of:)) ?? ""
                )
                if let place = classes.firstIndex(where: { $0.differsInActions(from: one) }) {
                    classes[place] = classes[place].adding(one.actions)
                } else {
                    classes.append(one)
                }
            }
        }
        return classes
    }
}

extension ReaderClass {
    fileprivate func adding(_ more: [NoteAction]) -> ReaderClass {
        ReaderClass(
            actions: actions + more,
            roles: roles,
            purposes: purposes,
            relation: relation,
            rules: rules,
            citations: citations,
            obligations: obligations,
            sentence: sentence
        )
    }

    /// Whether another class is the same but for what reading is.
    fileprivate func differsInActions(from other: ReaderClass) -> Bool {
        roles == other.roles && purposes == other.purposes && relation == other.relation
            && rules == other.rules && citations == other.citations && obligations == other.obligations
    }
}

import ClinicalNotesModel
import ClinicalNotesPolicy
import Testing

@Suite("Who can read this note?")
struct ReaderTests {
    private let policy = Policy.unitedStates

    @Test("A psychotherapy note is read for treatment by its author alone")
    func psychotherapy() {
        let request = SampleRequest.request(
            SampleRequest.staff(SampleRequest.colleague, .treatingClinician),
            .read,
            .treatment,
            SampleRequest.note(.psychotherapy)
        )
        let treating = policy.readers(of: request).filter {
            $0.purposes.contains(.treatment) || $0.purposes.contains(.emergencyTreatment)
        }
        #expect(!treating.isEmpty)
        for found in treating { #expect(found.relation.isAuthor == true, "\(found.relation)") }
        #expect(treating.first?.citations.first?.description == "45 CFR 164.508(a)(2)(i)(A)")
    }

    @Test("The classes of an ordinary note are few enough to be looked through")
    func few() {
        let note = SampleRequest.note(.general)
        let staff = SampleRequest.staff(SampleRequest.colleague, .treatingClinician)
        let classes = policy.readers(of: SampleRequest.request(staff, .read, .treatment, note))
        #expect((10...30).contains(classes.count), "\(classes.count)")
        let team = classes.filter { $0.rules.map(\.description) == ["hipaa.care-team-treatment"] }
        #expect(team.map(\.relation.description) == ["not the author, in-house, on the care team"])
        #expect(team.map(\.actions) == [[.read]])
    }

    @Test("Somebody may read exactly if a class fits: every principal, over notes of all kinds")
    func equalToDeciding() throws {
        var permitted = 0
        for vector in try DecisionVector.own.get().enumerated().filter({ $0.offset.isMultiple(of: 9) }).map(
            \.element
        ) {
            var request = vector.request
            request.principal.hostRoles = .known([])
            request.principal.verified = .known(true)
            request.principal.abuseSuspected = .known(false)
            guard request.directives != .unknown else { continue }
            let classes = policy.readers(of: request, by: [.read, .browse, .disclose])
            for principal in Self.principals(request) {
                for purpose in [PurposeOfUse.treatment, .payment, .training, .patientRequest, .hhsCompliance]
                {
                    for action in [NoteAction.read, .browse, .disclose] {
                        var asked = request
                        asked.principal = principal
                        asked.purpose = .known(purpose)
                        asked.action = .known(action)
                        permitted += isPermitted(asked, exactlyIn: classes, vector.id) ? 1 : 0
                    }
                }
            }
        }
        #expect(permitted > 100)
    }

    /// Whether a request is permitted and shows something, which it must exactly if a class fits.
    private func isPermitted(_ asked: AccessRequest, exactlyIn classes: [ReaderClass], _ id: String) -> Bool {
        let decision = policy.decide(asked)
        let isPermitted = decision.effect == .permit && !decision.visibility.isEmpty
        let fits = classes.contains { Self.fits($0, asked) }
        #expect(isPermitted == fits, "\(id) \(asked.purpose) \(asked.action) \(asked.principal)")
        return isPermitted
    }

    @Test("So it is for principals of whom every fact is drawn by itself")
    func equalToDecidingForAnybody() throws {
        var random = SplitMix(seed: 3)
        var permitted = 0
        for vector in try DecisionVector.own.get().enumerated()
            .filter({ $0.offset.isMultiple(of: 47) && $0.element.request.directives != .unknown })
            .map(\.element)
        {
            let classes = policy.readers(of: vector.request)
            for number in 0..<160 {
                // Anybody for anything, and by turns a role, purpose and action that some class has.
                let one = number.isMultiple(of: 2) ? nil : classes.randomElement(using: &random)
                let roles = one?.roles ?? PrincipalRole.allCases
                let purposes = one?.purposes ?? PurposeOfUse.allCases
                let actions = one?.actions ?? [.read, .browse, .disclose]
                var asked = vector.request
                asked.principal = Self.anybody(of: roles, vector.request, &random)
                asked.purpose = .known(purposes.randomElement(using: &random) ?? .treatment)
                asked.action = .known(actions.randomElement(using: &random) ?? .read)
                permitted += isPermitted(asked, exactlyIn: classes, vector.id) ? 1 : 0
            }
        }
        #expect(permitted > 100)
    }

    @Test("Somebody whom one document names, and who works for whom another names, is found")
    func namedTwice() {
        let other = OrganizationID(Bytes16(high: 5, low: 5))
        var expired = Self.authorization(to: [.principal(SampleRequest.author)])
        expired.revoked = .known(true)
        expired.revokedInWriting = .known(true)
        var request = SampleRequest.request(
            SampleRequest.staff(SampleRequest.author, .clinicianOtherOrg),
            .disclose,
            .research,
            SampleRequest.note(.psychotherapy)
        )
        request.directives = .known([expired, Self.authorization(to: [.organization(other)])])
        request.principal.organization = .known(other)
        request.principal.careTeam = .known(false)
        request.principal.trainingProgram = .known(.none)
        request.principal.part2Program = .known(false)
        request.principal.coveredEntity = .known(true)
        request.principal.represents = .known([])
        request.principal.hostRoles = .known([])
        #expect(policy.decide(request).effect == .permit)
        #expect(policy.readers(of: request).contains { Self.fits($0, request) })
    }

    @Test(
        "Authors, people in the patient's place and identifiers like the search's own are found where documents name them"
    )
    func named() {
        let first = PrincipalID(Bytes16(high: .max, low: 1))
        let second = PrincipalID(Bytes16(high: .max, low: 2))
        let other = PrincipalID(Bytes16(high: .max, low: 3))
        let named = OrganizationID(Bytes16(high: .max, low: 1))
        var note = SampleRequest.note(.psychotherapy)
        note.originators = .known([first, second])
        var request = SampleRequest.request(SampleRequest.staff(first, .originator), .read, .research, note)
        request.directives = .known([
            Self.authorization(to: [.principal(second), .principal(other)]),
            Self.authorization(to: [.organization(named)]),
        ])
        let classes = policy.readers(of: request).filter { $0.purposes.contains(.research) }
        #expect(classes.contains { $0.relation.named == [.principal(second)] })
        #expect(classes.contains { $0.relation.named == [.principal(other)] && $0.roles.contains(.parent) })
        #expect(classes.contains { $0.relation.named == [.organization(named)] })
        #expect(
            classes.allSatisfy { !$0.relation.named.isEmpty },
            "\(classes.filter { $0.relation.named.isEmpty })"
        )
    }

    private static func authorization(to recipients: [Party]) -> DirectiveFacts {
        SampleRequest.authorization(.psychotherapy, to: recipients, for: .research)
    }

    private static func anybody(
        of roles: [PrincipalRole],
        _ request: AccessRequest,
        _ random: inout SplitMix
    ) -> PrincipalFacts {
        let patient = request.patient.value.flatMap { $0 }?.id.value
        let recipients = (request.directives.value ?? []).flatMap { $0.recipients.value ?? [] }
        let people =
            [PrincipalID(Bytes16(high: 77, low: 7))] + (request.note.originators.value ?? [])
            + recipients.compactMap { if case .principal(let id) = $0 { id } else { nil } }
            + (patient.map { [.patient($0)] } ?? [])
        let organizations =
            [request.note.organization.value, nil, OrganizationID(Bytes16(high: 88, low: 8))]
            + recipients.compactMap { if case .organization(let id) = $0 { id } else { nil } }
        let role = roles.randomElement(using: &random) ?? .originator
        let isPlace = role == .parent || role == .personalRepresentative
        // Who is the patient acts as the patient; others may claim to.
        let id = people.filter { role == .patient || $0 != patient.map { .patient($0) } }
            .randomElement(using: &random)
        return PrincipalFacts(
            id: id.map { .known($0) } ?? .unknown,
            role: .known(role),
            organization: .known(organizations.randomElement(using: &random) ?? nil),
            careTeam: .known(.random(using: &random)),
            trainingProgram: .known(TrainingProgram.allCases.randomElement(using: &random) ?? .own),
            part2Program: .known(.random(using: &random)),
            coveredEntity: .known(.random(using: &random)),
            verified: .known(true),
            represents: .known(isPlace && .random(using: &random) ? patient.map { [$0] } ?? [] : []),
            abuseSuspected: .known(false),
            hostRoles: .known([])
        )
    }

    private static func principals(_ request: AccessRequest) -> [PrincipalFacts] {
        let patient = request.patient.value.flatMap { $0 }?.id.value
        var ids = [PrincipalID(Bytes16(high: 77, low: 7))]
        ids += request.note.originators.value ?? []
        let recipients = (request.directives.value ?? []).flatMap { $0.recipients.value ?? [] }
        let named = recipients.compactMap { if case .organization(let id) = $0 { id } else { nil } }
        for case .principal(let id) in recipients where !ids.contains(id) { ids.append(id) }
        let elsewhere = OrganizationID(Bytes16(high: 88, low: 8))
        let organizations =
            [request.note.organization.value, nil, elsewhere] + named.prefix(1).map(Optional.some)
        var out: [PrincipalFacts] = []
        for role in [
            PrincipalRole.treatingClinician, .trainee, .billing, .patient, .parent, .personalRepresentative,
            .hhs, .healthPlan, .familyMember,
        ] {
            let isPlace = role == .patient || role == .parent || role == .personalRepresentative
            for id in role == .patient
                ? [patient.map { .patient($0) } ?? ids[0]] + ids : ids
            {
                for organization in organizations {
                    for flag in [false, true] {
                        out.append(
                            PrincipalFacts(
                                id: .known(id),
                                role: .known(role),
                                organization: .known(organization),
                                careTeam: .known(flag),
                                trainingProgram: .known(flag ? .own : .none),
                                part2Program: .known(flag),
                                coveredEntity: .known(!flag),
                                verified: .known(true),
                                represents: .known(flag && isPlace ? patient.map { [$0] } ?? [] : []),
                                abuseSuspected: .known(false),
                                hostRoles: .known([])
                            )
                        )
                    }
                }
            }
        }
        return out
    }

    private static func fits(_ found: ReaderClass, _ request: AccessRequest) -> Bool {
        let principal = request.principal
        guard let action = request.action.value, found.actions.contains(action),
            let role = principal.role.value,
            found.roles.contains(role),
            let purpose = request.purpose.value, found.purposes.contains(purpose)
        else { return false }
        let relation = found.relation
        let patient = request.patient.value.flatMap { $0 }?.id.value
        let side: ReaderRelation.Side =
            principal.organization.value.flatMap { $0 } == nil
            ? .nobody
            : principal.organization == request.note.organization.value.map { .known($0) } ? .holder : .other
        func agrees<Value: Equatable>(_ wanted: Value?, _ value: Value?) -> Bool {
            wanted == nil || wanted == value
        }
        for party in relation.named {
            switch party {
            case .principal(let id): guard principal.id == .known(id) else { return false }
            case .organization(let id): guard principal.organization == .known(id) else { return false }
            case .role: continue
            }
        }
        let isAuthor = principal.id.value.map { request.note.originators.value?.contains($0) ?? false }
        return agrees(relation.isAuthor, isAuthor)
            && agrees(relation.isPatient, patient.map { .patient($0) } == principal.id.value)
            && agrees(
                relation.represents,
                patient.map { principal.represents.value?.contains($0) ?? false } ?? false
            )
            && relation.sides.contains(side) && agrees(relation.careTeam, principal.careTeam.value)
            && agrees(relation.coveredEntity, principal.coveredEntity.value)
            && agrees(relation.training, principal.trainingProgram.value)
            && agrees(relation.part2Program, principal.part2Program.value)
    }
}

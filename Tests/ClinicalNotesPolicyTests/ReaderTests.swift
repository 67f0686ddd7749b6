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
                        let isPermitted = policy.decide(asked).effect == .permit
                        let fits = classes.contains { Self.fits($0, asked) }
                        #expect(isPermitted == fits, "\(vector.id) \(purpose) \(action) \(principal)")
                        permitted += isPermitted ? 1 : 0
                    }
                }
            }
        }
        #expect(permitted > 100)
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
        #expect(classes.contains { $0.relation.named == .principal(second) })
        #expect(classes.contains { $0.relation.named == .principal(other) && $0.roles.contains(.parent) })
        #expect(classes.contains { $0.relation.named == .organization(named) })
        #expect(
            classes.allSatisfy { $0.relation.named != nil },
            "\(classes.filter { $0.relation.named == nil })"
        )
    }

    private static func authorization(to recipients: [Party]) -> DirectiveFacts {
        DirectiveFacts(
            kind: .known(.hipaaAuthorization),
            covers: .known([.psychotherapy]),
            compoundWith: .known([]),
            disclosers: .known([SampleRequest.clinic]),
            recipients: .known(recipients),
            purposes: .known([.research]),
            subjects: .known([SampleRequest.kim]),
            signed: .known(true),
            dated: .known(true),
            signedBy: .known(.patient),
            signerAuthorityDescribed: .known(true),
            expires: .known(.event),
            expirationEventOccurred: .known(false),
            elementsMissing: .known([]),
            statementsMissing: .known([]),
            revoked: .known(false),
            revokedInWriting: .known(false),
            conditioned: .known(false),
            knownFalse: .known(false),
            remunerationStated: .known(true)
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
        switch relation.named {
        case .principal(let id): guard principal.id == .known(id) else { return false }
        case .organization(let id): guard principal.organization == .known(id) else { return false }
        case .role, nil: break
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

import ClinicalNotesModel

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

/// Requests with every fact known, of few people and organizations, so that things meet.
struct RequestGenerator {
    private var random: SeededGenerator
    private let people = [SampleRequest.kim, SampleRequest.lou]
    private let clinics = [SampleRequest.clinic, OrganizationID(Bytes16(high: 1, low: 2))]
    private let staff = [SampleRequest.author, SampleRequest.colleague]

    init(_ seed: UInt64) { random = SeededGenerator(seed) }

    private mutating func flip(_ percent: Int = 30) -> Fact<Bool> { .known(random.chance(percent)) }

    private mutating func some<Value>(_ values: [Value]) -> Fact<Value> { .known(random.pick(values)) }

    private mutating func time() -> Instant {
        Instant(milliseconds: SampleRequest.now.milliseconds + Int64.random(in: -1...1, using: &random))
    }

    mutating func request() -> AccessRequest {
        let patient: Fact<PatientFacts?> = random.chance(95) ? .known(self.patient()) : .known(nil)
        return AccessRequest(
            time: .known(SampleRequest.now),
            jurisdiction: .known(random.chance(85) ? .unitedStates : .unitedKingdom),
            action: some(NoteAction.allCases),
            purpose: some(
                random.chance(40) ? [.patientRequest, .patientDirected, .treatment] : PurposeOfUse.allCases
            ),
            principal: principal(),
            note: note(),
            patient: patient,
            directives: .known((0..<Int.random(in: 0...3, using: &random)).map { _ in directive() }),
            legal: random.chance(30) ? .known(legal()) : .known(nil),
            threat: random.chance(20)
                ? .known(
                    ThreatFacts(
                        serious: flip(),
                        imminent: flip(),
                        goodFaith: flip(),
                        recipientCanPrevent: flip()
                    )
                )
                : .known(nil),
            emergency: random.chance(20)
                ? .known(
                    EmergencyFacts(treatmentNeeded: flip(), consentUnobtainable: flip(), justified: flip())
                )
                : .known(nil),
            research: random.chance(20)
                ? .known(
                    ResearchFacts(
                        waiver: some(ResearchWaiver.allCases),
                        limitedDataSet: flip(),
                        dataUseAgreement: flip(),
                        part2Conditions: flip(),
                        inProgressAccessSuspended: flip()
                    )
                ) : .known(nil),
            delivery: random.chance(30)
                ? .known(DeliveryFacts(matchesConfidentialRequest: flip())) : .known(nil),
            paper: .known(paper()),
            houseRules: .known(
                (0..<Int.random(in: 0...2, using: &random)).map { _ in
                    HouseRuleFacts(
                        effect: random.pick(HouseRuleEffect.allCases),
                        axis: random.pick(HouseRuleAxis.allCases)
                    )
                }
            )
        )
    }

    /// Requests of somebody whom sound documents name, whoever signed them.
    mutating func request(
        as role: PrincipalRole,
        for purpose: PurposeOfUse,
        in compartments: [Compartment]
    ) -> AccessRequest {
        var request = request()
        request.jurisdiction = .known(.unitedStates)
        request.action = .known(role == .parent ? .read : .disclose)
        request.purpose = .known(purpose)
        request.principal = principal(as: role)
        request.principal.represents = .known(people)
        let compartment = random.pick(compartments)
        request.note.compartment = .known(compartment)
        request.directives = .known(
            (0..<3).map { _ in
                var directive = directive()
                directive.recipients = .known([.role(role)])
                directive.subjects = .known(people)
                directive.covers = .known([compartment])
                directive.expires = .known(.before(SampleRequest.now + .seconds(60)))
                directive.expirationEventOccurred = .known(false)
                for fact: WritableKeyPath<DirectiveFacts, Fact<Bool>> in [
                    \.revoked, \.revokedInWriting, \.conditioned, \.knownFalse, \.unconfirmed,
                ] {
                    directive[keyPath: fact] = .known(false)
                }
                directive.elementsMissing = .known([])
                directive.statementsMissing = .known([])
                directive.signed = .known(true)
                directive.dated = .known(true)
                return directive
            }
        )
        return request
    }

    private mutating func paper() -> PaperFacts {
        PaperFacts(
            kind: .known(random.chance(90) ? random.pick(PaperKind.allCases) : nil),
            benefits: flip(),
            filedBySelf: flip()
        )
    }

    private mutating func principal() -> PrincipalFacts {
        principal(
            as: random.pick(
                random.chance(60) ? [.patient, .personalRepresentative, .parent] : PrincipalRole.allCases
            )
        )
    }

    private mutating func principal(as role: PrincipalRole) -> PrincipalFacts {
        let id: PrincipalID = role == .patient ? .patient(random.pick(people)) : random.pick(staff)
        return PrincipalFacts(
            id: .known(id),
            role: .known(role),
            organization: .known(random.chance(50) ? random.pick(clinics) : nil),
            careTeam: flip(),
            trainingProgram: some([.none, .own, .other]),
            part2Program: flip(),
            coveredEntity: flip(),
            verified: flip(80),
            represents: .known(random.chance(70) ? [random.pick(people)] : []),
            abuseSuspected: flip(15)
        )
    }

    private mutating func patient() -> PatientFacts {
        let isAdult = random.chance(50)
        return PatientFacts(
            id: some(people),
            age: .known(isAdult ? 40 : 15),
            emancipated: flip(10),
            alive: flip(80),
            inmate: flip(),
            familyPreference: some(Person.FamilyPreference.allCases),
            minor: isAdult && random.chance(50)
                ? .known(nil)
                : .known(
                    MinorFacts(
                        serviceConsent: some(MinorCircumstances.ServiceConsent.allCases),
                        confidentialityAgreement: flip(),
                        requestedParentAsRepresentative: flip(),
                        stateParentAccess: some(MinorCircumstances.StateParentAccess.allCases),
                        professionalDecision: .known(
                            random.chance(50)
                                ? random.pick(MinorCircumstances.ProfessionalDecision.allCases) : nil
                        ),
                        stateParentalConsentForSubstanceUse: .known(
                            random.chance(50) ? random.chance(50) : nil
                        )
                    )
                )
        )
    }

    private mutating func note() -> NoteFacts {
        NoteFacts(
            organization: some(clinics),
            originators: .known([random.pick(staff)]),
            compartment: some(Compartment.allCases),
            status: some(NoteStatus.allCases),
            correctionalHolder: flip(),
            authorUnavailable: flip(),
            wrongPatient: flip(),
            usedForDecisions: flip(),
            separated: flip(70),
            excludedContentOnly: flip(20),
            subjects: .known(random.chance(50) ? people : [random.pick(people)]),
            parts: [NotePart(id: 1, audience: .everyone)],
            segmentable: flip(),
            referencesOther: some(ReferencedPerson.allCases),
            compiledForProceeding: flip(),
            hipaaPsychotherapy: flip(),
            holder: some(NoteHolder.allCases),
            receivedUnder: .known(random.chance(70) ? random.pick(ReceivedUnder.allCases) : nil),
            sharing: some([.withheld, .released, .scheduled(time())]),
            sharingSetBy: some(SharingSetter.allCases),
            releases: (0..<Int.random(in: 0...2, using: &random)).map { place in
                ReleaseFacts(
                    scope: [.note, .field(FieldAddress(part: 1, field: 1))][place],
                    sharing: some([.withheld, .released]),
                    setBy: some(SharingSetter.allCases)
                )
            },
            holds: .known((0..<Int.random(in: 0...2, using: &random)).map { _ in hold() }),
            restrictions: .known((0..<Int.random(in: 0...2, using: &random)).map { _ in restriction() }),
            createdAt: .known(time())
        )
    }

    private mutating func hold() -> HoldFacts {
        HoldFacts(
            scope: some([.note, .part(1)]),
            ground: some(HoldGround.allCases),
            determinedBy: some(Hold.Decider.allCases),
            individualized: flip(80),
            treatingRelationship: flip(),
            expires: .known(random.chance(30) ? time() : nil),
            review: some(Hold.Review.allCases)
        )
    }

    private mutating func restriction() -> RestrictionFacts {
        RestrictionFacts(
            kind: some(Restriction.Kind.allCases),
            blocksRoles: .known(PrincipalRole.allCases),
            blocksPurposes: .known(PurposeOfUse.allCases),
            termination: .known(random.chance(50) ? random.pick(Restriction.Termination.allCases) : nil),
            terminatedAt: .known(random.chance(50) ? time() : nil)
        )
    }

    private mutating func legal() -> LegalFacts {
        LegalFacts(
            instrument: .known(random.chance(80) ? random.pick(LegalProcess.Instrument.allCases) : nil),
            expresslyCovers: flip(),
            mandatory: flip(),
            assurance: some(LegalProcess.Assurance.allCases),
            threePartTest: flip(),
            againstPatient: flip(),
            broughtBy: some(LegalProcess.Plaintiff.allCases),
            oversightOf: some(LegalProcess.Oversight.allCases),
            part2Section: .known(random.chance(70) ? random.pick(LegalProcess.Part2Section.allCases) : nil),
            part2ConfidentialFinding: flip(),
            part2WithSubpoena: flip()
        )
    }

    private mutating func directive() -> DirectiveFacts {
        DirectiveFacts(
            kind: some(random.chance(15) ? [.hipaaAuthorization] : DirectiveKind.allCases),
            covers: .known(
                random.chance(50)
                    ? [random.pick(Compartment.allCases)]
                    : Compartment.allCases.filter { _ in random.chance(60) }
            ),
            compoundWith: .known([]),
            disclosers: .known(clinics),
            recipients: .known(staff.map { .principal($0) } + [.role(.patient)]),
            purposes: .known(PurposeOfUse.allCases),
            subjects: .known(people.filter { _ in random.chance(70) }),
            signed: flip(90),
            dated: flip(90),
            signedBy: some(DirectiveSigner.allCases),
            signerAuthorityDescribed: flip(80),
            expires: some([.never, .event, .before(time())].map { Optional($0) }),
            expirationEventOccurred: flip(),
            elementsMissing: .known(random.chance(10) ? [.purpose] : []),
            statementsMissing: .known(random.chance(10) ? [.redisclosure] : []),
            revoked: flip(20),
            revokedInWriting: flip(10),
            conditioned: flip(10),
            knownFalse: flip(10),
            remunerationStated: flip(),
            unconfirmed: flip(8)
        )
    }
}

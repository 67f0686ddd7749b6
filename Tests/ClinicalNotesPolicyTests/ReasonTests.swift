import ClinicalNotesModel
import Testing

@testable import ClinicalNotesPolicy

@Suite("What is told, and with which code")
struct ReasonTests {
    private let colleague = SampleRequest.staff(SampleRequest.colleague, .treatingClinician)
    private let kim = SampleRequest.patient(SampleRequest.kim)

    private func asker(_ request: AccessRequest) -> Explanation {
        Policy.unitedStates.decide(request).explanation(for: .asker)
    }

    private func access(_ note: NoteFacts) -> AccessRequest {
        SampleRequest.request(kim, .read, .patientRequest, note)
    }

    /// A copy that Kim directs to a friend.
    private func copy(_ note: NoteFacts) -> AccessRequest {
        let friend = PrincipalID(Bytes16(high: 9, low: 2))
        var facts = SampleRequest.patient(SampleRequest.lou)
        facts.id = .known(friend)
        facts.role = .known(.designatedThirdParty)
        var request = SampleRequest.request(facts, .disclose, .patientDirected, note)
        var direction = SampleRequest.authorization(
            note.compartment.value ?? .general,
            to: [.principal(friend)],
            for: .patientDirected
        )
        direction.kind = .known(.accessDirective)
        request.directives = .known([direction])
        return request
    }

    @Test("No two sentences have one code, and each is a sentence")
    func codes() {
        let reasons = Reason.forAskers + [.onceDone([.legalReview]), .nothingPermits]
        #expect(Set(reasons.map(\.code)).count == reasons.count)
        #expect(Set(reasons.map(\.sentence)).count == reasons.count)
        #expect(reasons.allSatisfy { $0.sentence.hasSuffix(".") && $0.sentence.first?.isUppercase == true })
    }

    @Test("An auditor's sentences carry the names of their rules, and everything that was decided")
    func auditor() {
        let decision = Policy.unitedStates.decide(
            SampleRequest.request(colleague, .read, .treatment, SampleRequest.note(.psychotherapy))
        )
        let told = decision.explanation(for: .auditor)
        #expect(told.reasons.map(\.code.rawValue) == decision.rules.map(\.description))
        #expect(told.rules == decision.rules && told.citations == decision.citations)
        #expect(told.obligations == decision.obligations)
        #expect(told.nearMisses.count == 3)
    }

    @Test("Of what only may be so nobody is told: an adult of unknown age is not called a minor")
    func certain() {
        var request = access(SampleRequest.note(.psychotherapy))
        var unsure = SampleRequest.about(SampleRequest.kim)
        unsure.age = .unknown
        request.patient = .known(unsure)
        let decision = Policy.unitedStates.decide(request)
        #expect(decision.effect == .deny)
        let told = decision.explanation(for: .auditor)
        #expect(!told.rules.contains(RuleID("hipaa.minor-does-not-act")))
        #expect(!told.sentences.isEmpty)
    }

    @Test(
        "Every rule that is told of a denial holds, whatever fact is unknown",
        arguments: PrincipalRole.allCases
    )
    func rulesHold(_ role: PrincipalRole) {
        let policy = Policy.unitedStates
        for purpose in PurposeOfUse.allCases {
            for compartment in Compartment.allCases {
                let asker = SampleRequest.staff(SampleRequest.colleague, role)
                var request = SampleRequest.request(asker, .read, purpose, SampleRequest.note(compartment))
                request.patient = .unknown
                request.legal = .unknown
                request.directives = .unknown
                let decision = policy.decide(request)
                guard decision.effect == .deny else { continue }
                var facts = decision.facts
                facts.set(.permitted, .no)
                for (number, rule) in policy.compiled.rules.enumerated()
                where rule.kind == .reason && decision.rules.contains(rule.id) {
                    #expect(policy.compiled.must(number, facts), "\(role) \(purpose) \(rule.id)")
                }
            }
        }
    }

    @Test("Where nothing is certain but the denial, the auditor hears that no rule permits it")
    func nothingPermits() {
        let decision = Policy(version: "none", rules: []).decide(SampleRequest.request())
        #expect(decision.explanation(for: .auditor).reasons == [.nothingPermits])
    }

    @Test(
        "To whom a copy is directed, nothing tells whether there was something",
        arguments: Compartment.allCases
    )
    func designated(_ compartment: Compartment) {
        var drafts = SampleRequest.note()
        drafts.status = .known(.draft)
        let other = asker(copy(drafts))
        let told = asker(copy(SampleRequest.note(compartment)))
        guard compartment != .general else {
            #expect(told.reasons == [.maySee])
            return
        }
        #expect(told == other)
        #expect(told.reasons == [.nothingHere])
        #expect(told.rules.isEmpty && told.citations.isEmpty && told.obligations.isEmpty)
        #expect(told.remedies.allSatisfy { $0 == .authorization(purpose: .patientDirected) })
    }

    @Test("What is refused to whom a copy is directed is still owed to the patient in writing")
    func owed() {
        let decision = Policy.unitedStates.decide(copy(SampleRequest.note(.psychotherapy)))
        #expect(decision.told == .concealed)
        #expect(decision.obligations == [.releaseRemainder, .writtenDenial])
    }

    @Test(
        "A parent who is refused reads what everybody reads who is: neither a rule nor a duty tells who consented"
    )
    func parent() {
        var parent = SampleRequest.patient(SampleRequest.lou)
        parent.role = .known(.parent)
        parent.represents = .known([SampleRequest.kim])
        var letters: Set<Explanation> = []
        for consent in [MinorCircumstances.ServiceConsent.minorAlone, .courtOrOther] {
            for decided in [nil, MinorCircumstances.ProfessionalDecision.deny] {
                var request = SampleRequest.request(parent, .read, .patientRequest)
                var about = SampleRequest.about(SampleRequest.kim)
                about.age = .known(15)
                about.minor = .known(
                    MinorFacts(
                        serviceConsent: .known(consent),
                        confidentialityAgreement: .known(false),
                        requestedParentAsRepresentative: .known(false),
                        stateParentAccess: .known(.silent),
                        professionalDecision: .known(decided)
                    )
                )
                request.patient = .known(about)
                #expect(Policy.unitedStates.decide(request).effect == .deny)
                letters.insert(asker(request))
            }
        }
        #expect(letters.count == 1)
        let letter = letters.first
        #expect(letter?.reasons == asker(access(SampleRequest.note(.psychotherapy))).reasons)
        #expect(letter?.rules == [] && letter?.citations == [] && letter?.obligations == [.writtenDenial])
    }

    @Test("A part that is held is told the patient, with the review; browsing tells nothing of it")
    func heldPart() {
        var note = SampleRequest.note()
        note.parts = [NotePart(id: 1, audience: .everyone), NotePart(id: 2, audience: .everyone)]
        var hold = SampleRequest.safetyHold
        hold.scope = .known(.part(2))
        note.holds = .known([hold])
        note.sharing = .known(.released)
        let told = asker(access(note))
        #expect(told.reasons == [.partHeldReviewable])
        #expect(told.remedies == [.review])
        hold.review = .known(.upheld)
        note.holds = .known([hold])
        #expect(asker(access(note)).reasons == [.partHeld])
        #expect(asker(access(note)).remedies == [])
        let browsed = asker(SampleRequest.request(kim, .browse, .patientRequest, note))
        #expect(browsed.reasons == [.maySee] && browsed.remedies == [])
        note.holds = .known([SampleRequest.safetyHold])
        #expect(asker(access(note)).reasons == [.notGivenReviewable])
        #expect(asker(access(note)).remedies == [.review])
    }

    @Test("With a copy that the patient directed nothing goes that tells of the part that is held")
    func heldPartOfCopy() {
        var note = SampleRequest.note()
        note.parts = [NotePart(id: 1, audience: .everyone), NotePart(id: 2, audience: .everyone)]
        let whole = asker(copy(note))
        var hold = SampleRequest.safetyHold
        hold.scope = .known(.part(2))
        note.holds = .known([hold])
        let decision = Policy.unitedStates.decide(copy(note))
        #expect(decision.effect == .permit && decision.obligations.contains(.writtenDenial))
        #expect(decision.explanation(for: .asker) == whole)
    }

    @Test("Who works for the holder and would disclose is told to read")
    func readInstead() {
        let told = asker(SampleRequest.request(colleague, .disclose))
        #expect(told.remedies == [.authorization(purpose: .treatment), .readInstead])
        var outside = colleague
        outside.organization = .known(OrganizationID(Bytes16(high: 1, low: 9)))
        outside.role = .known(.marketer)
        let other = asker(SampleRequest.request(outside, .disclose, .marketing))
        #expect(other.remedies == [.authorization(purpose: .marketing)])
    }

    @Test("An order that covers and does not compel is not said not to cover")
    func order() {
        var request = SampleRequest.request(
            SampleRequest.staff(SampleRequest.colleague, .court, careTeam: false),
            .disclose,
            .judicialProceeding
        )
        request.principal.organization = .known(OrganizationID(Bytes16(high: 1, low: 9)))
        request.legal = .known(
            LegalFacts(
                instrument: .known(.courtOrder),
                expresslyCovers: .known(true),
                mandatory: .known(false),
                assurance: .known(.none)
            )
        )
        let decision = Policy.unitedStates.decide(request)
        #expect(decision.effect == .deny)
        let words = decision.explanation(for: .auditor).sentences.joined(separator: " ")
        #expect(!words.contains("does not expressly cover") && words.contains("No order opens this"))
    }

    @Test("Remedies that no rule lets work are not named", arguments: Compartment.allCases)
    func remedies(_ compartment: Compartment) {
        let note = SampleRequest.note(compartment)
        let buyer = SampleRequest.staff(SampleRequest.colleague, .dataBuyer, careTeam: false)
        #expect(
            asker(SampleRequest.request(buyer, .read, .sale, note)).remedies == [
                .authorization(purpose: .sale)
            ]
        )
        #expect(asker(SampleRequest.request(buyer, .read, .documentation, note)).remedies == [])
        var billing = SampleRequest.staff(SampleRequest.colleague, .billing, careTeam: false)
        #expect(
            asker(SampleRequest.request(billing, .read, .emergencyTreatment, note)).remedies
                == [.authorization(purpose: .emergencyTreatment)]
        )
        billing.verified = .known(false)
        #expect(
            asker(SampleRequest.request(billing, .read, .payment, note)).remedies
                == [.verifyIdentity, .authorization(purpose: .payment)]
        )
        #expect(
            asker(SampleRequest.request(billing, .read, .accounting, note)).remedies.contains(.verifyIdentity)
        )
    }

    @Test(
        "What a rule of the host closes whatever the patient signs, no authorization is asked for",
        arguments: [false, true]
    )
    func closedByHouse(unlessAuthorized: Bool) {
        let rule = ThirdPartyRestriction("Nothing is sold", because: "Practice policy 1") {
            Request.purpose == .sale
        }
        let policy = Policy.unitedStates.adding {
            unlessAuthorized ? rule.unless { Request.isAuthorized } : rule
        }
        let buyer = SampleRequest.staff(SampleRequest.colleague, .dataBuyer, careTeam: false)
        let told = policy.decide(SampleRequest.request(buyer, .read, .sale)).explanation(for: .asker)
        #expect(told.remedies == (unlessAuthorized ? [.authorization(purpose: .sale)] : []))
    }

    @Test("A rule that explains a denial does not read as a permission")
    func refusals() {
        let policy = Policy.everyJurisdiction
        let permitting = ["may see", "may read", "may have", "may ask"]
        for rule in policy.compiled.rules where rule.kind == .reason {
            let onDenial = rule.when.allSatisfy { list in list.contains { $0.forbids(.permitted) } }
            guard onDenial else { continue }
            #expect(rule.sentence.hasSuffix("."), "\(rule.id)")
            #expect(
                !permitting.contains { rule.sentence.contains($0) } || rule.sentence.contains("nly"),
                "\(rule.id)"
            )
            #expect(
                rule.sentence.first?.isUppercase == true
                    && (!rule.sentence.hasPrefix("It ") || rule.sentence.hasPrefix("It is not shown")),
                "\(rule.id)"
            )
        }
    }
}

extension Condition {
    /// Whether the fact must not hold.
    fileprivate func forbids(_ flag: Flag) -> Bool {
        let bit = Layout.flags + 2 * Int(flag.rawValue) + 1
        return forbidden[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    }
}

import ClinicalNotesModel
import Testing

@testable import ClinicalNotesPolicy

@Suite("Law of states, as house rules")
struct StateOverlayTests {
    /// One request that a rule changes, and a neighbor that it does not.
    struct Case: Sendable, CustomStringConvertible {
        let rule: String
        let rules: HouseRules
        let changed: AccessRequest
        let neighbor: AccessRequest
        var description: String { rule }
    }

    private static let lawyer = SampleRequest.staff(SampleRequest.colleague, .opposingAttorney)

    /// A subpoena with notice to the patient: federal law permits it, no law compels it.
    private static func subpoena(_ note: NoteFacts = SampleRequest.note()) -> AccessRequest {
        var request = SampleRequest.request(lawyer, .disclose, .judicialProceeding, note)
        request.principal.organization = .known(nil)
        request.legal = .known(legal(.attorneySubpoena, mandatory: false))
        return request
    }

    private static func legal(_ instrument: LegalProcess.Instrument, mandatory: Bool) -> LegalFacts {
        LegalFacts(
            instrument: .known(instrument),
            expresslyCovers: .known(mandatory),
            mandatory: .known(mandatory),
            assurance: .known(.notice),
            threePartTest: .known(false),
            againstPatient: .known(false),
            broughtBy: .known(.none),
            oversightOf: .known(.none),
            part2Section: .known(nil),
            part2ConfidentialFinding: .known(false),
            part2WithSubpoena: .known(false)
        )
    }

    private static func authorization(_ compartment: Compartment) -> DirectiveFacts {
        SampleRequest.authorization(compartment, to: [.role(.opposingAttorney)], for: .judicialProceeding)
    }

    private static func authorized(_ compartment: Compartment = .general) -> AccessRequest {
        var request = subpoena(SampleRequest.note(compartment))
        request.directives = .known([authorization(compartment)])
        return request
    }

    /// A parent asks for the record of a child of fifteen.
    private static func parent(_ change: (inout PatientFacts) -> Void) -> AccessRequest {
        var parent = SampleRequest.patient(SampleRequest.lou)
        parent.role = .known(.parent)
        parent.represents = .known([SampleRequest.kim])
        var request = SampleRequest.request(parent, .read, .patientRequest)
        var kim = SampleRequest.about(SampleRequest.kim)
        kim.age = .known(15)
        change(&kim)
        request.patient = .known(kim)
        return request
    }

    private static func minor(
        alone: Bool,
        asked: Bool = false,
        decision: MinorCircumstances.ProfessionalDecision? = nil
    ) -> Fact<MinorFacts?> {
        .known(
            MinorFacts(
                serviceConsent: .known(alone ? .minorAlone : .parental),
                confidentialityAgreement: .known(false),
                requestedParentAsRepresentative: .known(asked),
                stateParentAccess: .known(.silent),
                professionalDecision: .known(decision)
            )
        )
    }

    /// Kim asks for a note that is held to protect a source: a ground without a review in federal law.
    private static func denied(_ status: NoteStatus) -> AccessRequest {
        var note = SampleRequest.note()
        note.status = .known(status)
        var hold = SampleRequest.safetyHold
        hold.ground = .known(.confidentialSource)
        note.holds = .known([hold])
        return SampleRequest.request(SampleRequest.patient(SampleRequest.kim), .read, .patientRequest, note)
    }

    private static func joint(_ purpose: PurposeOfUse, _ role: PrincipalRole = .operations) -> AccessRequest {
        var note = SampleRequest.note()
        note.subjects = .known([SampleRequest.kim, SampleRequest.lou])
        note.parts = [
            NotePart(id: 1, audience: .everyone), NotePart(id: 2, audience: .subject(SampleRequest.lou)),
        ]
        return SampleRequest.request(SampleRequest.staff(SampleRequest.colleague, role), .read, purpose, note)
    }

    private static let emergency: AccessRequest = {
        var request = joint(.emergencyTreatment, .treatingClinician)
        request.emergency = .known(
            EmergencyFacts(
                treatmentNeeded: .known(true),
                consentUnobtainable: .known(true),
                justified: .known(true)
            )
        )
        return request
    }()

    static let cases: [Case] =
        [
            ("us-ca.secrecy", .california), ("us-ny.secrecy", .newYork), ("us-tx.secrecy", .texas),
            ("us-il.secrecy", .illinois),
        ].map { rule, rules in Case(rule: rule, rules: rules, changed: subpoena(), neighbor: plainTreatment)
        } + [
            Case(
                rule: "us-ca.minor-consented-alone",
                rules: .california,
                changed: parent { $0.minor = minor(alone: true, decision: .grant) },
                neighbor: parent { $0.minor = minor(alone: true, asked: true) }
            ),
            Case(
                rule: "us-ca.below-the-age-of-consent",
                rules: .california,
                changed: parent {
                    $0.age = .known(11)
                    $0.minor = minor(alone: true)
                },
                neighbor: parent { $0.minor = minor(alone: false) }
            ),
            Case(
                rule: "us-ca.inspection-in-five-days",
                rules: .california,
                changed: asking(.read),
                neighbor: asking(.export)
            ),
            Case(
                rule: "us-ca.copies-in-fifteen-days",
                rules: .california,
                changed: asking(.export),
                neighbor: asking(.read)
            ),
            Case(
                rule: "us-ny.minor-consented-alone",
                rules: .newYork,
                changed: parent {
                    $0.age = .known(9)
                    $0.minor = minor(alone: true, decision: .grant)
                },
                neighbor: parent { $0.minor = minor(alone: true, asked: true) }
            ),
            Case(
                rule: "us-ny.practitioner-refuses-parent",
                rules: .newYork,
                changed: parent { $0.minor = minor(alone: false, decision: .deny) },
                neighbor: parent { $0.minor = minor(alone: false) }
            ),
            Case(
                rule: "us-ny.inspection-in-ten-days",
                rules: .newYork,
                changed: asking(.read),
                neighbor: asking(.export)
            ),
            Case(
                rule: "us-tx.answer-in-fifteen-days",
                rules: .texas,
                changed: asking(.export),
                neighbor: plainTreatment
            ),
            Case(
                rule: "us-il.parent-of-child-under-twelve",
                rules: .illinois,
                changed: parent {
                    $0.age = .known(11)
                    $0.minor = minor(alone: true)
                },
                neighbor: parent { $0.minor = minor(alone: true, decision: .grant) }
            ),
            Case(
                rule: "us-il.therapist-refuses-parent",
                rules: .illinois,
                changed: parent {
                    $0.age = .known(12)
                    $0.minor = minor(alone: false, decision: .deny)
                },
                neighbor: parent { $0.minor = minor(alone: false) }
            ),
            Case(
                rule: "us-ca.clinician-refuses-parent",
                rules: .california,
                changed: parent { $0.minor = minor(alone: false, decision: .deny) },
                neighbor: parent { $0.minor = minor(alone: false) }
            ),
            Case(
                rule: "us-ca.privilege",
                rules: .california,
                changed: authorized(),
                neighbor: plainTreatment
            ),
            Case(
                rule: "us-ny.review-committee",
                rules: .newYork,
                changed: denied(.signed),
                neighbor: denied(.draft)
            ),
            Case(
                rule: "us-tx.second-professional",
                rules: .texas,
                changed: denied(.signed),
                neighbor: denied(.draft)
            ),
            Case(
                rule: "us-tx.others-deleted",
                rules: .texas,
                changed: joint(.operations),
                neighbor: emergency
            ),
            Case(
                rule: "us-il.personal-notes",
                rules: .illinois,
                changed: authorized(.psychotherapy),
                neighbor: authorized(.general)
            ),
        ]

    private static func asking(_ action: NoteAction, _ purpose: PurposeOfUse = .patientRequest)
        -> AccessRequest
    {
        SampleRequest.request(SampleRequest.patient(SampleRequest.kim), action, purpose)
    }

    private static let plainTreatment = SampleRequest.request()

    @Test("each rule changes what it is about, and not its neighbor", arguments: cases)
    func changes(_ item: Case) {
        let others = item.rules.rules.filter { $0.id != RuleID(item.rule) }
        let without = Policy.unitedStates.adding(
            HouseRules(item.rules.name, version: item.rules.version, rules: others)
        )
        let policy = Policy.unitedStates.adding(item.rules)
        #expect(Outcome(without.decide(item.changed)) != Outcome(policy.decide(item.changed)))
        #expect(Outcome(without.decide(item.neighbor)) == Outcome(policy.decide(item.neighbor)))
        let kind = item.rules.rules.first { $0.id == RuleID(item.rule) }?.kind
        #expect(policy.decide(item.neighbor).effect == (kind == .patientDuty ? .deny : .permit))
        #expect(others.count == item.rules.rules.count - 1)
    }

    @Test("every rule of every state has such a pair, a citation of its state and a name of its state")
    func complete() {
        for (rules, title) in [
            (HouseRules.california, LawTitle.california), (.newYork, .newYork), (.texas, .texas),
            (.illinois, .illinois),
        ] {
            for rule in rules.rules {
                #expect(rule.citation.title == title)
                #expect(rule.id.description.hasPrefix(rules.name + "."))
                #expect(Self.cases.contains { $0.rule == rule.id.description }, "\(rule.id)")
            }
        }
    }

    @Test(
        "a court order stands, and counsel looks at it",
        arguments: [HouseRules.california, .newYork, .texas, .illinois]
    )
    func compelled(_ rules: HouseRules) {
        for compartment in [Compartment.general, .psychotherapy] {
            var request = Self.subpoena(SampleRequest.note(compartment))
            request.principal.role = .known(.court)
            request.legal = .known(Self.legal(.courtOrder, mandatory: true))
            let decision = Policy.unitedStates.adding(rules).decide(request)
            #expect(decision.effect == .permit)
            #expect(decision.obligations.contains(.legalReview))
        }
    }

    @Test(
        "with the patient's authorization secrecy does not close",
        arguments: [HouseRules.newYork, .texas, .illinois]
    )
    func authorized(_ rules: HouseRules) {
        #expect(Policy.unitedStates.adding(rules).decide(Self.authorized()).effect == .permit)
    }

    @Test("what an order compels about a joint note goes out whole, and counsel looks at it")
    func compelledJointNote() {
        var request = Self.joint(.judicialProceeding, .court)
        request.action = .known(.disclose)
        request.legal = .known(Self.legal(.courtOrder, mandatory: true))
        let decision = Policy.unitedStates.adding(.texas).decide(request)
        #expect(decision.effect == .permit)
        #expect(decision.visibility == .everything)
        #expect(!decision.obligations.contains(.redactOtherSubjects))
        #expect(decision.obligations.contains(.legalReview))
        let read = Policy.unitedStates.adding(.texas).decide(Self.joint(.operations))
        #expect(read.visibility == .only(parts: [1], withoutFields: []))
        #expect(read.obligations.contains(.redactOtherSubjects))
    }

    @Test("what depends on our reading of the law is marked for counsel, and shows among the warnings")
    func counsel() {
        let marked = [
            "us-ca.secrecy", "us-ca.privilege", "us-ny.secrecy", "us-tx.secrecy", "us-il.secrecy",
            "us-il.personal-notes",
        ]
        let states = [HouseRules.california, .newYork, .texas, .illinois]
        let policy = states.reduce(Policy.unitedStates) { $0.adding($1) }
        #expect(policy.warnings().map(\.rule.description) == marked)
        #expect(policy.warnings().allSatisfy { $0.code == .forCounsel })
    }

    @Test("a denial is answered in the shorter time, too, and nobody without standing hears of a clock")
    func deniedClock() {
        let policy = Policy.unitedStates.adding(.texas)
        #expect(policy.decide(Self.denied(.signed)).obligations.contains(.respond15Days))
        let refused = Self.parent { $0.minor = Self.minor(alone: true, decision: .deny) }
        #expect(!policy.decide(refused).obligations.contains(.respond15Days))
        #expect(policy.accessClock(Self.asking(.read)) == .respond15Days)
        #expect(Policy.unitedStates.accessClock(Self.asking(.read)) == .respond30Days)
        #expect(Policy.unitedStates.adding(.california).accessClock(Self.asking(.read)) == .respond5Days)
    }

    @Test("a professional's refusal of a parent is recorded, and the parent told neutrally")
    func refusedParent() {
        let request = Self.parent { $0.minor = Self.minor(alone: false, decision: .deny) }
        let decision = Policy.unitedStates.adding(.california).decide(request)
        #expect(decision.effect == .deny)
        #expect(decision.obligations == [.recordReason, .writtenDenial])
        #expect(decision.rules.contains(RuleID("us-ca.clinician-refuses-parent")))
    }

    @Test("a state of the United States says nothing about a request under the law of the United Kingdom")
    func otherJurisdiction() {
        for item in Self.cases {
            var request = item.changed
            request.jurisdiction = .known(.unitedKingdom)
            let policy = Policy.everyJurisdiction.adding(item.rules)
            #expect(Outcome(policy.decide(request)) == Outcome(Policy.everyJurisdiction.decide(request)))
        }
    }
}

/// What comes of a decision.
struct Outcome: Hashable {
    let effect: Effect
    let obligations: [Obligation]
    let visibility: Visibility

    init(_ decision: Decision) {
        effect = decision.effect
        obligations = decision.obligations
        visibility = decision.visibility
    }
}

import ClinicalNotesModel
import Testing

@testable import ClinicalNotesPolicy

@Suite("A refusal names what is true of the case")
struct RefusalReasonTests {
    private static let role = "hipaa.role-without-need"
    private static let inside = "hipaa.inside-not-disclosed"

    private let clinician = SampleRequest.staff(SampleRequest.colleague, .treatingClinician)

    private func rules(_ request: AccessRequest, _ policy: Policy = .unitedStates) -> [String] {
        let decision = policy.decide(request)
        #expect(decision.effect == .deny)
        return decision.rules.map(\.description)
    }

    @Test("Who has the need is not told to lack it, whatever closed the note")
    func need() {
        var draft = SampleRequest.note()
        draft.status = .known(.draft)
        var withdrawn = SampleRequest.note()
        withdrawn.status = .known(.enteredInError)
        var unverified = clinician
        unverified.verified = .known(false)
        let house = Policy.unitedStates.adding {
            ThirdPartyRestriction("Nobody treats here.", because: "Practice policy 1") {
                Request.purpose == .treatment
            }
        }
        let told = [
            rules(SampleRequest.request(clinician, .read, .treatment, draft)),
            rules(SampleRequest.request(clinician, .export, .payment, withdrawn)),
            rules(SampleRequest.request(unverified)),
            rules(SampleRequest.request(clinician), house),
        ]
        for rules in told {
            #expect(!rules.isEmpty && !rules.contains(Self.role) && !rules.contains(Self.inside))
        }
    }

    @Test("Who lacks the need is told so, also of a draft; who discloses inside is told to read")
    func withoutNeed() {
        var draft = SampleRequest.note()
        draft.status = .known(.draft)
        let administrator = SampleRequest.staff(SampleRequest.colleague, .administrator)
        for note in [SampleRequest.note(), draft] {
            let told = rules(SampleRequest.request(administrator, .read, .operations, note))
            #expect(told.contains(Self.role) && !told.contains(Self.inside))
        }
        let stranger = SampleRequest.staff(SampleRequest.colleague, .treatingClinician, careTeam: false)
        #expect(rules(SampleRequest.request(stranger)).contains(Self.role))
        let told = rules(SampleRequest.request(clinician, .disclose))
        #expect(told.contains(Self.inside) && !told.contains(Self.role))
    }

    /// A copy that Kim directs to a friend.
    private func copy(verified: Bool, in compartment: Compartment = .general) -> AccessRequest {
        let friend = PrincipalID(Bytes16(high: 9, low: 2))
        var facts = SampleRequest.patient(SampleRequest.lou)
        facts.id = .known(friend)
        facts.role = .known(.designatedThirdParty)
        facts.verified = .known(verified)
        let note = SampleRequest.note(compartment)
        var request = SampleRequest.request(facts, .disclose, .patientDirected, note)
        var direction = SampleRequest.authorization(
            compartment,
            to: [.principal(friend)],
            for: .patientDirected
        )
        direction.kind = .known(.accessDirective)
        request.directives = .known([direction])
        return request
    }

    @Test("Where only verification is missing, the direction is not said to be outside the right")
    func direction() {
        let outside = "hipaa.directed-outside-the-right"
        #expect(rules(copy(verified: false)) == ["hipaa.verification"])
        #expect(rules(copy(verified: true, in: .psychotherapy)).contains(outside))
    }

    private func lawyer(_ note: NoteFacts, _ assurance: LegalProcess.Assurance) -> AccessRequest {
        var facts = SampleRequest.staff(SampleRequest.colleague, .opposingAttorney, careTeam: false)
        facts.organization = .known(OrganizationID(Bytes16(high: 1, low: 9)))
        var request = SampleRequest.request(facts, .disclose, .judicialProceeding, note)
        request.legal = .known(
            LegalFacts(
                instrument: .known(.attorneySubpoena),
                expresslyCovers: .known(false),
                mandatory: .known(false),
                assurance: .known(assurance)
            )
        )
        return request
    }

    private var couple: NoteFacts {
        var note = SampleRequest.note()
        note.subjects = .known([SampleRequest.kim, SampleRequest.lou])
        note.segmentable = .known(false)
        return note
    }

    @Test("A subpoena with notice is refused for the joint note, and one without for the assurance")
    func subpoena() {
        let refused = "hipaa.refused.subpoena"
        let joint = rules(lawyer(couple, .notice))
        #expect(joint.first == "hipaa.joint-note-not-split")
        #expect(joint.contains("hipaa.refused.subpoena-joint") && !joint.contains(refused))
        #expect(rules(lawyer(SampleRequest.note(), .none)).contains(refused))
        var draft = SampleRequest.note()
        draft.status = .known(.draft)
        #expect(!rules(lawyer(draft, .protectiveOrder)).contains(refused))
        #expect(rules(lawyer(SampleRequest.note(.psychotherapy), .notice)).contains(refused))
    }

    @Test("To a relative a joint note is refused first because it cannot be split")
    func family() {
        var facts = SampleRequest.patient(SampleRequest.lou)
        facts.role = .known(.familyMember)
        var request = SampleRequest.request(facts, .disclose, .familyInvolvement, couple)
        var about = SampleRequest.about(SampleRequest.kim)
        about.familyPreference = .known(.agreed)
        request.patient = .known(about)
        #expect(rules(request).prefix(2) == ["hipaa.joint-note-not-split", "hipaa.refused.family"])
    }

    @Test("The originator who discloses inside is told to read, not that somebody else is the originator")
    func originator() {
        let author = SampleRequest.staff(SampleRequest.author, .originator)
        let note = SampleRequest.note(.psychotherapy)
        let others = "hipaa.psychotherapy.not-originator-treatment"
        let told = rules(SampleRequest.request(author, .disclose, .treatment, note))
        #expect(told.contains("hipaa.psychotherapy.originator-reads-inside") && !told.contains(others))
        #expect(rules(SampleRequest.request(author, .read, .operations, note)).contains(others))
        #expect(rules(SampleRequest.request(clinician, .read, .treatment, note)).contains(others))
    }
}

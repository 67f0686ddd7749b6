import ClinicalNotesModel
import ClinicalNotesPolicy
import Testing

@Suite("Explanations")
struct ExplanationTests {
    private let colleague = SampleRequest.staff(SampleRequest.colleague, .treatingClinician)

    @Test("The asker hears the same whatever is hidden", arguments: Compartment.allCases, NoteStatus.allCases)
    func asker(_ compartment: Compartment, _ status: NoteStatus) {
        let outsider = SampleRequest.staff(SampleRequest.colleague, .administrator, careTeam: false)
        var note = SampleRequest.note(compartment)
        note.status = .known(status)
        let decision = Policy.unitedStates.decide(SampleRequest.request(outsider, .read, .operations, note))
        let other = Policy.unitedStates.decide(SampleRequest.request(outsider, .read, .operations))
        #expect(decision.effect == .deny)
        #expect(decision.told == .asAbsent)
        #expect(decision.explanation(for: .asker) == other.explanation(for: .asker))
    }

    @Test("The asker hears what can be done")
    func remedies() {
        let decision = Policy.unitedStates.decide(
            SampleRequest.request(colleague, .read, .treatment, SampleRequest.note(.psychotherapy))
        )
        #expect(decision.explanation(for: .asker).remedies == [.authorization(purpose: .treatment)])
    }

    @Test(
        "In an emergency without a recorded reason the asker hears of it, whatever is hidden",
        arguments: Compartment.allCases
    )
    func reason(_ compartment: Compartment) {
        let outsider = SampleRequest.staff(SampleRequest.colleague, .otherClinicianSameOrg, careTeam: false)
        let note = SampleRequest.note(compartment)
        var request = SampleRequest.request(outsider, .read, .emergencyTreatment, note)
        func remedies(justified: Bool) -> [Remedy] {
            request.emergency = .known(
                EmergencyFacts(
                    treatmentNeeded: .known(false),
                    consentUnobtainable: .known(false),
                    justified: .known(justified)
                )
            )
            return Policy.unitedStates.decide(request).explanation(for: .asker).remedies
        }
        #expect(remedies(justified: false) == [.authorization(purpose: .emergencyTreatment), .recordReason])
        #expect(remedies(justified: true) == [.authorization(purpose: .emergencyTreatment)])
    }

    @Test("The auditor hears rules, paragraphs and near misses")
    func auditor() throws {
        let decision = Policy.unitedStates.decide(
            SampleRequest.request(colleague, .read, .treatment, SampleRequest.note(.psychotherapy))
        )
        let explanation = decision.explanation(for: .auditor)
        #expect(explanation.sentences.contains { $0.contains("45 CFR 164.508(a)(2)") })
        let nearest = try #require(explanation.nearMisses.first)
        #expect(nearest.lacking.count == 1)
        #expect(
            explanation.nearMisses.contains {
                $0.rule == RuleID("hipaa.psychotherapy.originator-treatment")
                    && $0.lacking.map(\.description) == ["isAuthor"]
            }
        )
    }

    @Test("An undetermined decision names what would settle it")
    func unknown() {
        var asker = colleague
        asker.careTeam = .unknown
        let decision = Policy.unitedStates.decide(SampleRequest.request(asker))
        #expect(decision.effect == .undetermined)
        #expect(decision.unknown.map(\.description).contains("careTeam"))
        #expect(decision.visibility == .nothing)
    }

    @Test("A refused parent is told openly and neutrally; under Part 2 as if nothing were there")
    func parent() {
        func told(_ compartment: Compartment) -> Decision {
            var parent = SampleRequest.patient(SampleRequest.lou)
            parent.role = .known(.parent)
            parent.represents = .known([SampleRequest.kim])
            var request = SampleRequest.request(
                parent,
                .read,
                .patientRequest,
                SampleRequest.note(compartment)
            )
            var kim = SampleRequest.about(SampleRequest.kim)
            kim.age = .known(15)
            kim.minor = .known(
                MinorFacts(
                    serviceConsent: .known(.minorAlone),
                    confidentialityAgreement: .known(false),
                    requestedParentAsRepresentative: .known(false),
                    stateParentAccess: .known(.silent)
                )
            )
            request.patient = .known(kim)
            return Policy.unitedStates.decide(request)
        }
        #expect(told(.general).told == .openly)
        #expect(told(.general).obligations == [.writtenDenial])
        #expect(told(.substanceUse).told == .asAbsent)
        #expect(told(.substanceUse).obligations == [])
    }
}

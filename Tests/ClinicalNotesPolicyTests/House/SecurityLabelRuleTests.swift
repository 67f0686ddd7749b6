import ClinicalNotesModel
import Testing

@testable import ClinicalNotesPolicy

@Suite("What the security labels of a source forbid")
struct SecurityLabelRuleTests {
    private static let plan = OrganizationID(Bytes16(high: 1, low: 2))
    private let policy = Policy.unitedStates.adding(.securityLabels)

    /// A health plan asks for a note, to be paid.
    private func request(_ action: NoteAction, _ label: HostWord?) -> AccessRequest {
        var reader = SampleRequest.staff(SampleRequest.colleague, .healthPlan, careTeam: false)
        reader.organization = .known(Self.plan)
        var request = SampleRequest.request(reader, action, .payment, SampleRequest.note())
        request.note.labels = .known(label.map { [$0] } ?? [])
        return request
    }

    @Test(
        "what is not to be disclosed stays here without an authorization",
        arguments: ["NODSCLCD", "NODSCLCDS"]
    )
    func disclosure(code: String) throws {
        let label = SecurityLabel(system: "", code: code).word
        for action in [NoteAction.disclose, .export] {
            let bare = policy.decide(request(action, nil))
            var asked = request(action, label)
            #expect(policy.decide(asked).effect == .deny || bare.effect != .permit)
            asked.note.labels = .unknown
            #expect(policy.decide(asked).effect != .permit)
        }
        #expect(policy.decide(request(.disclose, nil)).effect == .permit)
        #expect(policy.decide(request(.disclose, label)).effect == .deny)
        var authorized = request(.disclose, label)
        authorized.directives = .known([
            SampleRequest.authorization(.general, to: [.organization(Self.plan)], for: .payment)
        ])
        #expect(policy.decide(authorized).effect == .permit)
        // Colleagues of the practice go on reading it.
        var inside = SampleRequest.request(
            SampleRequest.staff(SampleRequest.colleague, .treatingClinician),
            .read,
            .treatment,
            SampleRequest.note()
        )
        inside.note.labels = .known([label])
        #expect(policy.decide(inside).effect == .permit)
    }

    @Test("law that compels is stopped by no label")
    func compelled() {
        for code in ["NODSCLCD", "NOPAT"] {
            var compelled = request(.disclose, SecurityLabel(system: "", code: code).word)
            compelled.purpose = .known(.hhsCompliance)
            compelled.principal = SampleRequest.staff(SampleRequest.colleague, .hhs)
            compelled.legal = .known(
                LegalFacts(
                    instrument: .known(.hhsDemand),
                    expresslyCovers: .known(true),
                    mandatory: .known(true),
                    assurance: .known(.none)
                )
            )
            let bare = Policy.unitedStates.decide(compelled).effect
            #expect(bare == .permit && policy.decide(compelled).effect == bare)
        }
    }

    @Test("what is not for the patient leaves the portal, and the right of access stays")
    func portal() {
        let kim = SampleRequest.patient(SampleRequest.kim)
        var note = SampleRequest.note()
        note.sharing = .known(.released)
        note.labels = .known([SecurityLabel(system: "", code: "NOPAT").word])
        let browsing = SampleRequest.request(kim, .browse, .patientRequest, note)
        #expect(Policy.unitedStates.decide(browsing).effect == .permit)
        #expect(policy.decide(browsing).effect == .deny)
        let access = SampleRequest.request(kim, .read, .patientRequest, note)
        #expect(policy.decide(access).effect == .permit)
    }
}

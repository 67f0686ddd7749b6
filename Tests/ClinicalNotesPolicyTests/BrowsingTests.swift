import ClinicalNotesModel
import ClinicalNotesPolicy
import Testing

@Suite("Browsing and a request for access are two questions")
struct BrowsingTests {
    private let kim = SampleRequest.patient(SampleRequest.kim)

    private func decide(
        _ action: NoteAction,
        _ note: NoteFacts,
        _ purpose: PurposeOfUse = .patientRequest
    ) -> Decision {
        Policy.unitedStates.decide(SampleRequest.request(kim, action, purpose, note))
    }

    @Test(
        "Release gates browsing and never a request for access",
        arguments: [Release.State.released, .withheld]
    )
    func release(_ sharing: Release.State) {
        var note = SampleRequest.note()
        note.sharing = .known(sharing)
        #expect(decide(.read, note).effect == .permit)
        #expect(decide(.browse, note).effect == (sharing == .released ? .permit : .deny))
    }

    @Test("A delayed note is browsed from its moment on")
    func delayed() {
        var note = SampleRequest.note()
        note.sharing = .known(.scheduled(SampleRequest.now))
        #expect(decide(.browse, note).effect == .permit)
        note.sharing = .known(.scheduled(SampleRequest.now + .seconds(1)))
        #expect(decide(.browse, note).effect == .deny)
        note.sharing = .unknown
        #expect(decide(.browse, note).effect == .undetermined)
    }

    @Test("Browsing is answered as if nothing were there; a request is refused openly")
    func telling() {
        let note = SampleRequest.note(.psychotherapy)
        let browsed = decide(.browse, note)
        let requested = decide(.read, note)
        #expect(browsed.effect == .deny)
        #expect(browsed.told == .concealed)
        #expect(requested.effect == .deny)
        #expect(requested.told == .disclosed)
        #expect(requested.obligations.contains(.writtenDenial))
        #expect(browsed.explanation(for: .asker).remedies == [.requestAccess])
    }

    @Test("The portal opens without the clock of a request")
    func noClock() {
        var note = SampleRequest.note()
        note.sharing = .known(.released)
        #expect(decide(.browse, note).obligations == [])
        #expect(decide(.read, note).obligations == [.respond30Days])
    }

    @Test("What is released or held does not change what the care team reads")
    func independence() {
        for sharing in [Release.State.withheld, .scheduled(SampleRequest.now), .released] {
            for hold in [[], [SampleRequest.safetyHold]] {
                var note = SampleRequest.note()
                note.sharing = .known(sharing)
                note.holds = .known(hold)
                let decision = Policy.unitedStates.decide(SampleRequest.request(note: note))
                #expect(decision.effect == .permit)
                #expect(decision.visibility == .everything)
            }
        }
    }

    @Test("The portal shows a psychotherapy note only if its originator opened it")
    func opened() {
        var note = SampleRequest.note(.psychotherapy)
        note.sharing = .known(.released)
        #expect(decide(.browse, note).obligations == [.recordOriginatorDecision])
        note.sharingSetBy = .known(.administrator)
        #expect(decide(.browse, note).effect == .deny)
    }
}

extension SampleRequest {
    static func request(note: NoteFacts) -> AccessRequest {
        request(staff(colleague, .treatingClinician), .read, .treatment, note)
    }
}

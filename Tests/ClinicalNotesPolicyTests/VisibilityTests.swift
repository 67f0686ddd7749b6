import ClinicalNotesModel
import ClinicalNotesPolicy
import Testing

@Suite("A permit opens the parts it covers and no others")
struct VisibilityTests {
    private static let parts = [
        NotePart(id: 1, audience: .everyone), NotePart(id: 2, audience: .subject(SampleRequest.kim)),
        NotePart(id: 3, audience: .subject(SampleRequest.lou)),
    ]

    private static func couple() -> NoteFacts {
        var note = SampleRequest.note()
        note.subjects = .known([SampleRequest.kim, SampleRequest.lou])
        note.parts = parts
        return note
    }

    private func decide(
        _ note: NoteFacts,
        _ action: NoteAction = .read,
        by principal: PrincipalFacts = SampleRequest.patient(SampleRequest.kim),
        for purpose: PurposeOfUse = .patientRequest
    ) -> Decision {
        Policy.unitedStates.decide(SampleRequest.request(principal, action, purpose, note))
    }

    @Test("One subject sees the common part and the own one")
    func ownParts() {
        let decision = decide(Self.couple())
        #expect(decision.visibility == .only(parts: [1, 2], withoutFields: []))
        #expect(decision.obligations.contains(.redactOtherSubjects))
    }

    @Test("The care team, reading for one subject, sees the same; the author sees everything")
    func staff() {
        let team = SampleRequest.staff(SampleRequest.colleague, .treatingClinician)
        let author = SampleRequest.staff(SampleRequest.author, .originator)
        #expect(
            decide(Self.couple(), by: team, for: .treatment).visibility
                == .only(parts: [1, 2], withoutFields: [])
        )
        #expect(decide(Self.couple(), by: author, for: .treatment).visibility == .everything)
    }

    @Test("In the United Kingdom what was released limits browsing alone, of a psychotherapy note as of any")
    func released() {
        var note = SampleRequest.note(.psychotherapy)
        note.parts = [NotePart(id: 1, audience: .everyone), NotePart(id: 2, audience: .everyone)]
        note.sharing = .known(.withheld)
        note.releases = [
            ReleaseFacts(scope: .part(1), sharing: .known(.released), setBy: .known(.originator))
        ]
        func shown(_ action: NoteAction) -> Visibility {
            let patient = SampleRequest.patient(SampleRequest.kim)
            var request = SampleRequest.request(patient, action, .patientRequest, note)
            request.jurisdiction = .known(.unitedKingdom)
            return Policy.unitedKingdom.decide(request).visibility
        }
        #expect(shown(.read) == .everything)
        #expect(shown(.browse) == .only(parts: [1], withoutFields: []))
        // Who released it matters where the note is kept from the patient, and only there.
        note.releases[0].setBy = .known(.administrator)
        #expect(shown(.browse) == .only(parts: [1], withoutFields: []))
        #expect(decide(note, .browse).visibility == .nothing)
        note.releases[0].setBy = .known(.originator)
        #expect(decide(note, .browse).visibility == .only(parts: [1], withoutFields: []))
    }

    @Test("Where nothing says what is whose, redaction shows nothing rather than too much")
    func noParts() {
        var note = Self.couple()
        note.parts = []
        #expect(decide(note).visibility == .only(parts: [], withoutFields: []))
    }

    @Test("A held part and a held field are left out")
    func held() {
        var note = SampleRequest.note()
        note.parts = [NotePart(id: 1, audience: .everyone), NotePart(id: 2, audience: .everyone)]
        var part = SampleRequest.safetyHold
        part.scope = .known(.part(2))
        var field = SampleRequest.safetyHold
        field.scope = .known(.field(FieldAddress(part: 1, field: 7)))
        note.holds = .known([part, field])
        let decision = decide(note)
        #expect(
            decision.visibility == .only(parts: [1], withoutFields: [FieldAddress(part: 1, field: 7)])
        )
        #expect(decision.obligations.contains(.redactHeldPart))
        part.expires = .known(SampleRequest.now)
        note.holds = .known([part])
        #expect(decide(note).visibility == .everything)
    }

    @Test("Browsing shows the released parts")
    func releasedParts() {
        var note = SampleRequest.note()
        note.parts = [NotePart(id: 1, audience: .everyone), NotePart(id: 2, audience: .everyone)]
        note.releases = [
            ReleaseFacts(scope: .part(2), sharing: .known(.released), setBy: .known(.originator))
        ]
        #expect(decide(note, .browse).visibility == .only(parts: [2], withoutFields: []))
        #expect(decide(note, .read).visibility == .everything)
        note.sharing = .known(.released)
        note.releases = [
            ReleaseFacts(
                scope: .field(FieldAddress(part: 1, field: 4)),
                sharing: .known(.withheld),
                setBy: .known(.originator)
            )
        ]
        #expect(
            decide(note, .browse).visibility
                == .only(parts: [1, 2], withoutFields: [FieldAddress(part: 1, field: 4)])
        )
    }

    @Test("What shows no part and no field is empty")
    func empty() {
        #expect(Visibility.nothing.isEmpty)
        #expect(Visibility.only(parts: [], withoutFields: []).isEmpty)
        #expect(!Visibility.only(parts: [1], withoutFields: [FieldAddress(part: 1, field: 1)]).isEmpty)
        #expect(!Visibility.everything.isEmpty)
        let field = FieldAddress(part: 1, field: 1)
        let single = Visibility.only(parts: [], withoutFields: [], fields: [field])
        #expect(!single.isEmpty)
        #expect(single.shows(field) && !single.shows(FieldAddress(part: 1, field: 2)))
        #expect(single.showsSome(of: NotePart(id: 1, audience: .everyone)))
        #expect(!single.showsSome(of: NotePart(id: 2, audience: .everyone)))
    }

    @Test("A denial opens nothing")
    func denial() {
        #expect(decide(SampleRequest.note(.psychotherapy)).visibility == .nothing)
    }
}

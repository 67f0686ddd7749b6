import ClinicalNotesModel
import Testing

@testable import ClinicalNotesPolicy

@Suite("The release of a single field shows that field and nothing else")
struct ReleasedFieldTests {
    private static let field = FieldAddress(part: 1, field: 4)
    private static let parts = [
        NotePart(id: 1, audience: .everyone), NotePart(id: 2, audience: .subject(SampleRequest.kim)),
        NotePart(id: 3, audience: .subject(SampleRequest.lou)),
    ]

    private static func set(
        _ scope: SharingScope,
        _ sharing: Release.State,
        by setter: SharingSetter = .originator
    ) -> ReleaseFacts {
        ReleaseFacts(scope: scope, sharing: .known(sharing), setBy: .known(setter))
    }

    private static func note(
        _ compartment: Compartment = .general,
        _ releases: ReleaseFacts...
    ) -> NoteFacts {
        var note = SampleRequest.note(compartment)
        note.parts = Array(parts.prefix(1))
        note.releases = releases
        return note
    }

    private func decide(
        _ note: NoteFacts,
        _ action: NoteAction = .browse,
        under policy: Policy = .unitedStates
    ) -> Decision {
        let kim = SampleRequest.patient(SampleRequest.kim)
        return policy.decide(SampleRequest.request(kim, action, .patientRequest, note))
    }

    private static let onlyField = Visibility.only(parts: [], withoutFields: [], fields: [field])

    @Test(
        "It lists the note and opens the field, whether or not its part was withheld",
        arguments: [Compartment.general, .psychotherapy]
    )
    func shown(_ compartment: Compartment) {
        let plain = Self.note(compartment, Self.set(.field(Self.field), .released))
        let withheld = Self.note(
            compartment,
            Self.set(.note, .withheld),
            Self.set(.part(1), .withheld),
            Self.set(.field(Self.field), .released)
        )
        for note in [plain, withheld] {
            let browsed = decide(note)
            #expect(browsed.effect == .permit)
            #expect(browsed.visibility == Self.onlyField)
            #expect(!browsed.visibility.isEmpty)
            // A request for access ignores release, but for what only its originator opens.
            let read = decide(note, .read)
            #expect(read.effect == .permit)
            #expect(read.visibility == (compartment == .general ? .everything : Self.onlyField))
        }
    }

    @Test("Of a part that is shown it adds nothing, and what is withheld stays so")
    func beside() {
        var note = Self.note(.general, Self.set(.field(Self.field), .released))
        note.sharing = .known(.released)
        #expect(decide(note).visibility == .only(parts: [1], withoutFields: []))
        note.releases.append(Self.set(.field(FieldAddress(part: 1, field: 5)), .withheld))
        #expect(
            decide(note).visibility
                == .only(parts: [1], withoutFields: [FieldAddress(part: 1, field: 5)])
        )
        note.sharing = .known(.withheld)
        note.releases.append(Self.set(.field(Self.field), .withheld))
        #expect(decide(note).visibility.isEmpty)
    }

    @Test(
        "What is withheld later takes it back",
        arguments: [Compartment.general, .psychotherapy],
        [SharingScope.note, .part(1)]
    )
    func takenBack(_ compartment: Compartment, _ scope: SharingScope) {
        let note = Self.note(
            compartment,
            Self.set(.field(Self.field), .released),
            Self.set(scope, .withheld)
        )
        #expect(decide(note).effect == .deny)
        #expect(decide(note).told == .concealed)
        if compartment == .psychotherapy { #expect(decide(note, .read).effect == .deny) }
    }

    @Test("What is held is not shown", arguments: [Compartment.general, .psychotherapy])
    func held(_ compartment: Compartment) {
        for scope in [SharingScope.part(1), .field(Self.field)] {
            var note = Self.note(compartment, Self.set(.field(Self.field), .released))
            var hold = SampleRequest.safetyHold
            hold.scope = .known(scope)
            note.holds = .known([hold])
            #expect(decide(note).visibility.isEmpty)
            hold.scope = .unknown
            note.holds = .known([hold])
            #expect(decide(note).visibility.isEmpty)
        }
        var note = Self.note(compartment, Self.set(.field(Self.field), .released))
        note.holds = .known([SampleRequest.safetyHold])
        #expect(decide(note).effect == .deny)
        note.holds = .unknown
        #expect(decide(note).visibility == .nothing)
    }

    @Test("Of another subject's part it is not shown, of the own and the common part it is")
    func others() {
        var note = SampleRequest.note()
        note.subjects = .known([SampleRequest.kim, SampleRequest.lou])
        note.parts = Self.parts
        let fields = [1, 2, 3].map { FieldAddress(part: $0, field: 1) }
        note.releases = fields.map { Self.set(.field($0), .released) }
        #expect(
            decide(note).visibility
                == .only(parts: [], withoutFields: [], fields: [fields[0], fields[1]])
        )
        note.releases = [Self.set(.field(fields[2]), .released)]
        #expect(decide(note).visibility.isEmpty)
        note.releases = [Self.set(.field(FieldAddress(part: 9, field: 1)), .released)]
        #expect(decide(note).effect == .deny)
    }

    @Test("Of a psychotherapy note it counts only if the originator released it")
    func byAnother() {
        let other = Self.set(.field(Self.field), .released, by: .administrator)
        let note = Self.note(.psychotherapy, other)
        #expect(decide(note).effect == .deny)
        #expect(decide(note, .read).effect == .deny)
        let second = FieldAddress(part: 1, field: 5)
        let both = Self.note(.psychotherapy, other, Self.set(.field(second), .released))
        for action in [NoteAction.browse, .read] {
            let shown = decide(both, action).visibility
            guard case .only(parts: [], _, let fields) = shown else {
                Issue.record("\(shown)")
                continue
            }
            #expect(fields == [second])
        }
        #expect(decide(Self.note(.general, other)).visibility == Self.onlyField)
    }

    @Test("It opens at its moment and not before; where it is unknown, nothing is")
    func scheduled() {
        let now = SampleRequest.now
        let reached = Self.note(.general, Self.set(.field(Self.field), .scheduled(now)))
        #expect(decide(reached).visibility == Self.onlyField)
        let later = Self.note(.general, Self.set(.field(Self.field), .scheduled(now + .seconds(1))))
        #expect(decide(later).effect == .deny)
        let unknown = Self.note(
            .general,
            ReleaseFacts(scope: .field(Self.field), sharing: .unknown, setBy: .known(.originator))
        )
        #expect(decide(unknown).effect == .undetermined)
        #expect(decide(unknown).visibility == .nothing)
    }

    @Test("A house rule about what is released does not take it for a release of the note")
    func houseRule() {
        let policy = Policy.unitedStates.adding {
            PatientGrant("patients may read drafts marked shared", because: "Practice policy 7") {
                Note.status == .draft
                Note.release == .released
            }
        }
        for compartment in [Compartment.general, .psychotherapy] {
            var note = Self.note(compartment, Self.set(.field(Self.field), .released))
            note.status = .known(.draft)
            for action in [NoteAction.browse, .read] {
                #expect(decide(note, action, under: policy).effect == .deny)
            }
            note.releases = [Self.set(.part(1), .released)]
            #expect(decide(note, .read, under: policy).effect == .permit)
        }
    }

    @Test("Whoever reads inside sees no difference", arguments: Compartment.allCases)
    func inside(_ compartment: Compartment) {
        for role in PrincipalRole.allCases {
            for (id, action) in [(SampleRequest.author, NoteAction.read), (SampleRequest.colleague, .export)]
            {
                for purpose in PurposeOfUse.allCases where purpose != .patientDirected {
                    if [.patient, .parent, .personalRepresentative].contains(role) { continue }
                    let staff = SampleRequest.staff(id, role)
                    func decide(_ note: NoteFacts) -> Decision {
                        Policy.unitedStates.decide(SampleRequest.request(staff, action, purpose, note))
                    }
                    let before = decide(Self.note(compartment))
                    let after = decide(Self.note(compartment, Self.set(.field(Self.field), .released)))
                    #expect(after.effect == before.effect)
                    #expect(after.visibility == before.visibility)
                    #expect(after.obligations == before.obligations)
                    #expect(after.explanation(for: .asker) == before.explanation(for: .asker))
                }
            }
        }
    }

    @Test("In whatever order things are set, nothing else opens", arguments: 1...8)
    func nothingElse(_ seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let states: [Release.State] = [
            .released, .withheld, .scheduled(SampleRequest.now), .scheduled(SampleRequest.now + .seconds(1)),
        ]
        var shownOnlyByField = 0
        for _ in 0..<400 {
            let compartment = [Compartment.general, .psychotherapy].randomElement(using: &random) ?? .general
            var note = SampleRequest.note(compartment)
            note.parts = Self.parts
            note.subjects = .known([SampleRequest.kim, SampleRequest.lou])
            if Bool.random(using: &random) {
                note.subjects = .known([SampleRequest.kim])
                note.parts.removeLast()
            }
            note.sharing = .known(states.randomElement(using: &random) ?? .withheld)
            func setter() -> SharingSetter { Bool.random(using: &random) ? .originator : .administrator }
            note.sharingSetBy = .known(setter())
            let scopes: [SharingScope] =
                [.note]
                + [1, 2, 3].flatMap { part in
                    [
                        .part(part), .field(FieldAddress(part: part, field: 1)),
                        .field(FieldAddress(part: part, field: 2)),
                    ]
                }
            note.releases = scopes.shuffled(using: &random).prefix(.random(in: 0...6, using: &random)).map {
                Self.set($0, states.randomElement(using: &random) ?? .withheld, by: setter())
            }
            if Bool.random(using: &random) {
                var hold = SampleRequest.safetyHold
                hold.scope = .known(scopes.randomElement(using: &random))
                note.holds = .known([hold])
            }
            // The same, but that released fields are not released.
            var before = note
            let released = note.releases.compactMap { release -> FieldAddress? in
                guard case .field(let field) = release.scope, release.sharing != .known(.withheld) else {
                    return nil
                }
                return field
            }
            before.releases.removeAll { release in
                if case .field(let field) = release.scope { released.contains(field) } else { false }
            }
            for action in [NoteAction.browse, .read] {
                let was = decide(before, action)
                let now = decide(note, action)
                for part in note.parts.map(\.id) {
                    for number in [UInt32(1), 2, 3] {
                        let address = FieldAddress(part: part, field: number)
                        guard now.visibility.shows(address), !was.visibility.shows(address) else { continue }
                        shownOnlyByField += 1
                        #expect(released.contains(address), "\(action) \(note.releases)")
                    }
                }
                if now.effect == .permit, was.effect != .permit, action == .read {
                    #expect(compartment == .psychotherapy)
                }
            }
        }
        #expect(shownOnlyByField > 0)
    }
}

import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Imported words that come in sections")
struct SectionedNoteTests {
    typealias General = SectionedText<ContentSections.General>

    let practice: ImportingPractice
    let clerk: NoteSession
    let rivera: NoteSession

    init() async throws {
        practice = try await ImportingPractice()
        clerk = try await practice.clerk()
        let (principal, keyring) = try await practice.enroll("Rivera", .treatingClinician)
        rivera = try await practice.vault.session(for: principal, purpose: .treatment, unlocking: keyring)
    }

    private func note(_ sections: [(String?, String)], _ compartment: Compartment = .general) -> ExternalNote
    {
        var note = ImportRefusalTests.note("N-1")
        note.sections = sections.map { title, text in
            ExternalSection(title: title.map { ClinicalText($0) }, text: ClinicalText(text))
        }
        note.authors = [ExternalAuthor(attested: "Rivera", principal: rivera.principal)]
        note.compartment = compartment
        return note
    }

    private func take(_ note: ExternalNote) async throws -> ImportOutcome<NoteID> {
        let records = ExternalRecords(patients: [ImportRefusalTests.person("P-1")], notes: [note])
        let outcome = try #require(try await clerk.importRecords(records).notes.first)
        if let made = outcome.made {
            for patient in try await practice.header(made).subjects {
                practice.directory.join(rivera.principal, patient)
            }
        }
        return outcome
    }

    private func titles(_ note: OpenedNote) throws -> [String?] {
        try note.content(as: General.self).sections.map { $0?.title?.copyString() }
    }

    @Test func `each is a field, and the words of all are those of the source`() async throws {
        let coming = note([("Problems", "Asthma"), ("Plan", "Rest")])
        let made = try #require(try await take(coming).made)
        let read = try await rivera.read(made)
        #expect(try titles(read) == ["Problems", "Plan"])
        #expect(read.copyText() == "Problems\nAsthma\n\nPlan\nRest")
        #expect(try await take(coming) == .unchanged(made))
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `a note keeps the form in which it came first`() async throws {
        let plain = try #require(try await take(note([(nil, "Rest")])).made)
        #expect(try await take(note([("A", "Rest"), ("B", "Tea")])) == .changed(plain, from: 1, to: 2))
        let read = try await rivera.read(plain)
        #expect(read[\FreeText.text]?.copyString() == "A\nRest\n\nB\nTea")
        #expect(try await take(note([("A", "Rest"), ("B", "Tea")])) == .unchanged(plain))
    }

    @Test func `what was decided about a section stays at that section`() async throws {
        let made = try #require(try await take(note([("Problems", "Asthma"), ("Plan", "Rest")])).made)
        let patient = try #require(try await practice.header(made).subjects.first)
        let plan = FieldAddress(part: NotePart.everyone.id, field: 2)
        try await rivera.release(made, to: patient, scope: .field(plan), idempotencyKey: "release")
        // The same headings: the section is amended, and stays released.
        let amended = note([("Problems", "Asthma"), ("Plan", "Tea")])
        #expect(try await take(amended) == .changed(made, from: 1, to: 2))
        // Another one in its place would be shown in its stead.
        for sections: [(String?, String)] in [
            [("Problems", "Asthma"), ("Suspicions", "x"), ("Plan", "Tea")],
            [("Plan", "Tea"), ("Problems", "Asthma")],
        ] {
            let refused = try await take(note(sections))
            #expect(refused.refusal?.code == .invalidTransition, "\(sections)")
            #expect(try await practice.header(made).revision == 2)
        }
        // The same words under fewer headings are the same words.
        #expect(try await take(note([(nil, "Problems\nAsthma"), ("Plan", "Tea")])) == .unchanged(made))
        #expect(try titles(try await rivera.read(made)) == ["Problems", "Plan"])
        // Once nothing is decided about a single one, they come.
        let whole = try #require(
            try await take(
                {
                    var other = note([("A", "x"), ("B", "y")])
                    other.key = PersonIdentifier(system: "urn:example:notes", value: "N-2")
                    return other
                }()
            ).made
        )
        var later = note([("A", "x"), ("C", "z"), ("B", "y")])
        later.key = PersonIdentifier(system: "urn:example:notes", value: "N-2")
        #expect(try await take(later) == .changed(whole, from: 1, to: 2))
        #expect(try titles(try await rivera.read(whole)) == ["A", "C", "B"])
    }

    @Test func `a note that moves keeps its sections`() async throws {
        let sections: [(String?, String)] = [("Problems", "Asthma"), ("Plan", "Rest")]
        let made = try #require(try await take(note(sections)).made)
        _ = try await take(note(sections, .psychotherapy))
        let moved = try await rivera.moveToProposedCompartment(made, idempotencyKey: "move")
        let read = try await rivera.read(moved)
        let content = try read.content(as: SectionedText<ContentSections.Psychotherapy>.self)
        #expect(content.sections.map { $0?.text.copyString() } == ["Asthma", "Rest"])
        #expect(try await take(note(sections, .psychotherapy)) == .unchanged(moved))
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `of very many the last field holds the rest`() async throws {
        let many = (1...1500).map { (String?.some("\($0)"), "words \($0)") }
        let made = try #require(try await take(note(many)).made)
        let read = try await rivera.read(made)
        #expect(try titles(read).count == 1000)
        #expect(read.copyText().hasSuffix("1500\nwords 1500"))
        #expect(try await take(note(many)) == .unchanged(made))
    }

    @Test(
        "what was decided about one of several that have no heading, or the same, stays with its words",
        arguments: [nil, "Note"]
    )
    func alike(heading: String?) async throws {
        let made = try #require(try await take(note([(heading, "Rest"), (heading, "Suspicions")])).made)
        let patient = try #require(try await practice.header(made).subjects.first)
        let first = FieldAddress(part: NotePart.everyone.id, field: 1)
        try await rivera.release(made, to: patient, scope: .field(first), idempotencyKey: "release")
        let swapped = try await take(note([(heading, "Suspicions"), (heading, "Rest")]))
        #expect(swapped.refusal?.code == .invalidTransition)
        let content = try await rivera.read(made).content(as: General.self)
        #expect(content.sections.map { $0?.text.copyString() } == ["Rest", "Suspicions"])
    }

    @Test func `what is too long for one field goes on in the next`() async throws {
        let most = FieldCoder.maximumFieldBytes
        let long = String(repeating: "x", count: most)
        let lines = String(repeating: String(repeating: "\u{E9}", count: 30) + "\n", count: 24_000)
        let coming = note([(nil, long), ("Plan", lines), ("End", "Tea")])
        let made = try #require(try await take(coming).made)
        let content = try await rivera.read(made).content(as: General.self)
        #expect(content.sections.map { $0?.title?.copyString() } == [nil, nil, "Plan", nil, "End"])
        let texts = content.sections.map { $0?.text.copyString() ?? "" }
        #expect(texts[0] + texts[1] == long && texts[2] + texts[3] == lines && texts[2].hasSuffix("\n"))
        #expect(try await take(coming) == .unchanged(made))
        var many = note((1...1500).map { ("\($0)", String(repeating: "x", count: 3000)) })
        many.key = PersonIdentifier(system: "urn:example:notes", value: "N-2")
        let other = try #require(try await take(many).made)
        #expect(try await rivera.read(other).copyText().hasSuffix(String(repeating: "x", count: 3000)))
    }

    @Test func `two that come together are never taken for states of the same note`() async throws {
        func state(_ key: String, at address: String, _ words: String) -> ExternalNote {
            var state = note([(nil, words)])
            state.key = PersonIdentifier(system: "urn:example:notes", value: key)
            state.address = PersonIdentifier(system: "urn:example:notes", value: address)
            return state
        }
        func take(_ notes: ExternalNote...) async throws -> [ImportOutcome<NoteID>] {
            let patients = [ImportRefusalTests.person("P-1")]
            return try await clerk.importRecords(ExternalRecords(patients: patients, notes: notes)).notes
        }
        let first = try #require(try await take(state("M", at: "X", "first"))[0].made)
        // The one whose address it was has another address by now, and another one has that.
        let both = [state("M", at: "Y", "moved"), state("X", at: "X", "another")]
        let outcomes = try await take(both[0], both[1])
        #expect(outcomes[0] == .changed(first, from: 1, to: 2))
        let other = try #require(outcomes[1].made)
        #expect(other != first)
        #expect(try await take(both[0], both[1]) == [.unchanged(first), .unchanged(other)])
        let third = try #require(try await take(state("Z", at: "Z", "third"))[0].made)
        let named = try await take(state("M-2", at: "Z", "a"), state("M-3", at: "Z", "b"))
        #expect(named[0] == .changed(third, from: 1, to: 2))
        #expect(named[1].made != nil && named[1].made != third)
        #expect(try await practice.vault.verify().findings.isEmpty)
    }
}

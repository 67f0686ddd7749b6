import ClinicalNotesModel
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
        let (principal, keyring) = try await practice.enrol("Rivera", .treatingClinician)
        rivera = try await practice.vault.session(for: principal, purpose: .treatment, unlocking: keyring)
    }

    private func note(_ sections: [(String?, String)], _ compartment: Compartment = .general) -> ForeignNote {
        var note = ImportRefusalTests.note("N-1")
        note.sections = sections.map { title, text in
            ForeignSection(title: title.map { ClinicalText($0) }, text: ClinicalText(text))
        }
        note.authors = [ForeignAuthor(attested: "Rivera", principal: rivera.principal)]
        note.compartment = compartment
        return note
    }

    private func take(_ note: ForeignNote) async throws -> ImportOutcome<NoteID> {
        let records = ForeignRecords(patients: [ImportRefusalTests.person("P-1")], notes: [note])
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
}

import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("What closes a note is taken over, whatever else of a state is not")
struct RefusedStateTests {
    let practice: ImportingPractice
    let clerk: NoteSession

    init() async throws {
        practice = try await ImportingPractice()
        clerk = try await practice.clerk()
    }

    private static let closing = [
        SecurityLabel(system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "NOPAT")
    ]

    private func take(
        _ notes: [ExternalNote],
        about people: [String] = ["P-1"]
    ) async throws -> [ImportOutcome<NoteID>] {
        let records = ExternalRecords(patients: people.map { ImportRefusalTests.person($0) }, notes: notes)
        return try await clerk.importRecords(records).notes
    }

    private func note(
        _ words: String,
        version: Int? = nil,
        _ key: String = "N-1",
        _ change: (inout ExternalNote) -> Void = { _ in }
    ) -> ExternalNote {
        var note = ImportRefusalTests.note(key, words: words)
        note.version = version.map { ExternalVersion(id: "\($0)") }
        change(&note)
        return note
    }

    @Test func `labels of a state whose words are refused`() async throws {
        let (rivera, keyring) = try await practice.enroll("Rivera", .treatingClinician)
        func authored(_ words: String, _ version: Int, _ labels: [SecurityLabel] = []) -> ExternalNote {
            note(words, version: version) {
                $0.authors = [ExternalAuthor(attested: "Rivera", principal: rivera)]
                $0.labels = labels
                if !labels.isEmpty { $0.proposedCompartment = .psychotherapy }
            }
        }
        let made = try #require(try await take([authored("First.", 1)]).first?.made)
        let header = try await practice.header(made)
        for patient in header.subjects { practice.directory.join(rivera, patient) }
        let desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        try await desk.amend(made, FreeText("Her own words."), idempotencyKey: "amend")
        let refused: [ImportOutcome<NoteID>] = [.refused(NotesError(.invalidTransition))]
        #expect(try await take([authored("Second.", 2)]) == refused)
        #expect(try await practice.header(made).external?.labels == [])
        #expect(try await take([authored("Second.", 3, Self.closing)]) == refused)
        let after = try await practice.header(made)
        #expect(after.external?.labels == Self.closing)
        #expect(after.external?.proposed == .psychotherapy)
        #expect(after.external?.version == ExternalVersion(id: "1"))
        #expect(try await desk.read(made)[\FreeText.text]?.copyString() == "Her own words.")
        // Once they are taken over, nothing is written any more.
        let before = try await practice.store.recordsButAudit()
        #expect(try await take([authored("Second.", 3, Self.closing)]) == refused)
        #expect(try await practice.store.recordsButAudit() == before)
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `a compartment that was asked for, also where a later label asks for a laxer one`()
        async throws
    {
        let made = try #require(
            try await take([note("Words.") { $0.proposedCompartment = .psychotherapy }]).first?.made
        )
        let laxer = note("Words.") {
            $0.labels = Self.closing
            $0.proposedCompartment = .substanceUse
        }
        #expect(try await take([laxer]) == [.changed(made, from: 1, to: 1)])
        let proposed = try #require(try await practice.header(made).external?.proposed)
        #expect(proposed.joined(with: .psychotherapy) == proposed)
        #expect(proposed.custody == .granted)
    }

    @Test func `states with one key that say the same of others, or under other labels, are not the same`()
        async throws
    {
        let conflict = NotesError.Code.identityConflict
        let others = [note("Words."), note("Words.") { $0.subjects = [1] }]
        #expect(try await take(others, about: ["P-1", "P-2"]).map(\.refusal?.code) == [conflict, conflict])
        let labeled = [note("Words."), note("Words.") { $0.labels = Self.closing }]
        #expect(try await take(labeled).map(\.refusal?.code) == [conflict, conflict])
        let same = try await take([note("Words."), note("Words.")])
        #expect(same[0].made != nil && same[0].made == same[1].made)
    }

    @Test func `a note that is withdrawn or not final takes nobody's place`() async throws {
        let made = try #require(try await take([note("Old.")]).first?.made)
        let old = PersonIdentifier(system: "urn:example:notes", value: "N-1")
        for (key, status) in [("N-2", NoteStatus.enteredInError), ("N-3", .draft)] {
            let other = note("New.", key) {
                $0.relations = [.replacement(of: old)]
                $0.status = status
            }
            #expect(try await take([other]).first?.made != nil)
            #expect(try await practice.header(made).status == .signed)
        }
        #expect(try await practice.vault.verify().findings.isEmpty)
    }
}

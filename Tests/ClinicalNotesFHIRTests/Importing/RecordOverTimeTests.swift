import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A note stays one record over time")
struct RecordOverTimeTests {
    let practice: ImportingPractice
    let clerk: NoteSession

    init() async throws {
        practice = try await ImportingPractice()
        clerk = try await practice.clerk()
    }

    private static func note(
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

    private func take(
        _ notes: ExternalNote...,
        by session: NoteSession? = nil
    ) async throws -> [ImportOutcome<NoteID>] {
        try await (session ?? clerk)
            .importRecords(ExternalRecords(patients: [ImportRefusalTests.person("P-1")], notes: notes))
            .notes
    }

    private func desk(_ name: String = "Rivera") async throws -> NoteSession {
        let (principal, keyring) = try await practice.enroll(name, .treatingClinician)
        for patient in try await patients() { practice.directory.join(principal, patient) }
        return try await practice.vault.session(for: principal, purpose: .treatment, unlocking: keyring)
    }

    private func patients() async throws -> [PatientID] {
        try await clerk.importRecords(
            ExternalRecords(patients: [ImportRefusalTests.person("P-1")], notes: [])
        )
        .patients.compactMap(\.made)
    }

    @Test func `an identical copy writes nothing, unless it is called a later state`() async throws {
        let first = try await take(Self.note("Words.", version: 1))
        let made = try #require(first.first?.made)
        let before = try await practice.store.recordsButAudit()
        for version in [nil, 1, 0] {
            #expect(try await take(Self.note("Words.", version: version)) == [.unchanged(made)])
        }
        #expect(try await practice.store.recordsButAudit() == before)
        // What says the same later is remembered: a state in between does not come after it.
        #expect(try await take(Self.note("Words.", version: 3)) == [.unchanged(made)])
        #expect(try await take(Self.note("Other words.", version: 2)) == [.unchanged(made)])
        let withdrawn = Self.note("Words.", version: 2) { $0.status = .enteredInError }
        #expect(try await take(withdrawn) == [.unchanged(made)])
        #expect(try await desk().read(made)[\FreeText.text]?.copyString() == "Words.")
    }

    @Test func `a later state is the next revision, whoever imports it, and an earlier one is nothing`()
        async throws
    {
        let made = try #require(try await take(Self.note("First.", version: 1)).first?.made)
        let (other, keyring) = try await practice.enroll("Other", .operations)
        let colleague = try await practice.vault.session(
            for: other,
            purpose: .operations,
            unlocking: keyring
        )
        #expect(
            try await take(Self.note("Second.", version: 2), by: colleague) == [
                .changed(made, from: 1, to: 2)
            ]
        )
        #expect(try await take(Self.note("First.", version: 1)) == [.unchanged(made)])
        // Where nothing tells which is the newer one, what comes later is.
        #expect(try await take(Self.note("Third.")) == [.changed(made, from: 2, to: 3)])
        let opened = try await desk().read(made)
        #expect(opened[\FreeText.text]?.copyString() == "Third.")
        #expect(opened.status == .amended && opened.revision == 3)
        #expect(opened.provenance.version == ExternalVersion(id: "2"))
        #expect(opened.provenance.signatures.map(\.by) == [clerk.principal])
        #expect(opened.provenance.identifiers.map(\.value) == ["N-1"])
        #expect(opened.provenance.attestedAuthors == ["Somebody"])
        #expect(try await practice.header(made).history.map(\.revision) == [1, 2])
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `of several states in one input the newest counts, in whatever order`() async throws {
        let outcomes = try await take(
            Self.note("Second.", version: 2),
            Self.note("Third.", version: 10),
            Self.note("First.", version: 1),
            Self.note("Other.", "N-2")
        )
        let made = try #require(outcomes[1].made)
        #expect(outcomes.prefix(3) == [.unchanged(made), .imported(made), .unchanged(made)])
        #expect(try await desk().read(made)[\FreeText.text]?.copyString() == "Third.")
        let twice = try await take(Self.note("Fourth.", version: 11), Self.note("Fifth.", version: 11))
        #expect(twice.map(\.refusal?.code) == [.identityConflict, .identityConflict])
    }

    @Test func `a draft of nobody here goes on as one when its author is enrolled, until it is final`()
        async throws
    {
        func draft(_ words: String, _ status: NoteStatus = .draft) -> ExternalNote {
            Self.note(words) {
                $0.authors = [
                    ExternalAuthor(
                        attested: "Rivera",
                        identifiers: [PersonIdentifier(system: ImportingPractice.staffSystem, value: "S-01")]
                    )
                ]
                $0.status = status
            }
        }
        let made = try #require(try await take(draft("First.")).first?.made)
        let (rivera, keyring) = try await practice.enroll("Rivera", .treatingClinician, identifier: "S-01")
        #expect(try await take(draft("First.")) == [.unchanged(made)])
        #expect(try await take(draft("Second.")) == [.changed(made, from: 1, to: 2)])
        #expect(try await take(draft("Second.")) == [.unchanged(made)])
        for patient in try await patients() { practice.directory.join(rivera, patient) }
        let desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        let opened = try await desk.read(made)
        #expect(opened[\FreeText.text]?.copyString() == "Second." && opened.provenance.isPreliminary)
        #expect(try await take(draft("Third.", .signed)) == [.changed(made, from: 2, to: 3)])
        #expect(try await !desk.read(made).provenance.isPreliminary)
        // What was final is no draft again.
        #expect(try await take(draft("Fourth.")) == [.refused(NotesError(.invalidTransition))])
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `what its source withdraws is withdrawn, keeps its words, and does not come back`()
        async throws
    {
        let made = try #require(try await take(Self.note("Words.", version: 1)).first?.made)
        let withdrawn = Self.note("", version: 2) { note in
            note.status = .enteredInError
            note.sections = []
        }
        #expect(try await take(withdrawn) == [.withdrawn(made)])
        #expect(try await take(withdrawn) == [.unchanged(made)])
        // That its source has it again is for people to see.
        #expect(
            try await take(Self.note("Words.", version: 3)) == [.refused(NotesError(.invalidTransition))]
        )
        #expect(try await take(Self.note("Words.", version: 1)) == [.unchanged(made)])
        #expect(
            try await take(Self.note("New words.", version: 4)) == [.refused(NotesError(.invalidTransition))]
        )
        #expect(try await practice.header(made).status == .enteredInError)
        #expect(try await practice.header(made).kind == .progress)
        var unknown = withdrawn
        unknown.key = PersonIdentifier(system: "urn:example:notes", value: "N-9")
        #expect(try await take(unknown) == [.refused(NotesError(.notFound))])
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `what takes the place of a note supersedes it, together or later`() async throws {
        let old = PersonIdentifier(system: "urn:example:notes", value: "N-1")
        let new = Self.note("New.", "N-2") { $0.relations = [.replacement(of: old)] }
        let first = try #require(try await take(Self.note("Old.")).first?.made)
        let second = try #require(try await take(new).first?.made)
        #expect(try await practice.header(first).status == .amended)
        #expect(try await practice.header(second).relation == .replacement(of: first))
        #expect(try await take(Self.note("Old."), new) == [.unchanged(first), .unchanged(second)])

        let pair = try await take(
            Self.note("New.", "N-4") {
                $0.relations = [.replacement(of: PersonIdentifier(system: "urn:example:notes", value: "N-3"))]
            },
            Self.note("Old.", "N-3")
        )
        let older = try #require(pair[1].made)
        #expect(try await practice.header(older).status == .amended)
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `every relation is told as its source said it, and notes are found by a number of theirs`()
        async throws
    {
        let number = PersonIdentifier(system: "urn:example:numbers", value: "7")
        let absent = PersonIdentifier(system: "urn:example:notes", value: "N-9")
        let relations: [ExternalRelation] = [
            .derived(from: absent), .signature(of: absent), .addendum(to: absent), .addendum(to: number),
        ]
        let made = try await take(
            Self.note("New.", "N-2") { $0.relations = relations },
            Self.note("Old.") { $0.identifiers = [number] }
        )
        let (new, old) = (try #require(made[0].made), try #require(made[1].made))
        #expect(try await practice.header(new).relation == .addendum(to: old))
        let desk = try await desk()
        #expect(try await desk.read(new).provenance.relations == relations)
        #expect(try await desk.read(old).provenance.relations.isEmpty)
        #expect(try await take(Self.note("New.", "N-2") { $0.relations = relations }) == [.unchanged(new)])
        let fewer = Self.note("New.", "N-2") { $0.relations = [.derived(from: absent)] }
        #expect(try await take(fewer) == [.changed(new, from: 1, to: 1)])
        #expect(try await desk.read(new).provenance.relations == [.derived(from: absent)])
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `other names for the same words are no new state, unless the source says so`() async throws {
        let made = try #require(try await take(Self.note("Words.", version: 1)).first?.made)
        func named(_ version: Int?) -> ExternalNote {
            Self.note("Words.", version: version) {
                $0.authors = [ExternalAuthor(attested: "Dr. Somebody")]
                $0.context.custodian = "Willow"
            }
        }
        #expect(try await take(named(nil)) == [.unchanged(made)])
        #expect(try await take(named(1)) == [.unchanged(made)])
        #expect(try await take(named(2)) == [.changed(made, from: 1, to: 1)])
        #expect(try await practice.header(made).attestedAuthors == ["Dr. Somebody"])
    }

    @Test func `two notes that share an identifier are two notes`() async throws {
        let shared = PersonIdentifier(system: "urn:example:encounters", value: "E-1")
        let outcomes = try await take(
            Self.note("One.", "N-1") { $0.identifiers = [shared] },
            Self.note("Two.", "N-2") { $0.identifiers = [shared] }
        )
        #expect(Set(outcomes.compactMap(\.made)).count == 2)
        let header = try await practice.header(try #require(outcomes[0].made))
        #expect(header.identifiers.map(\.value) == ["N-1", "E-1"])
    }

    @Test func `what was amended here since is not overwritten from outside`() async throws {
        let rivera = try await desk()
        func authored(_ words: String, _ version: Int) -> ExternalNote {
            Self.note(words, version: version) {
                $0.authors = [ExternalAuthor(attested: "Rivera", principal: rivera.principal)]
            }
        }
        let made = try #require(try await take(authored("First.", 1)).first?.made)
        for patient in try await patients() { practice.directory.join(rivera.principal, patient) }
        try await rivera.confirmAuthorship(of: made, idempotencyKey: "confirm")
        _ = try await take(authored("Second.", 2))
        // Who confirmed the words before did not confirm these.
        guard case .importer? = try? await rivera.read(made).vouching else {
            Issue.record("other words are still vouched for")
            return
        }
        try await rivera.amend(made, FreeText("Her own words."), idempotencyKey: "amend")
        #expect(try await take(authored("Second.", 2)) == [.unchanged(made)])
        #expect(try await take(authored("Third.", 3)) == [.refused(NotesError(.invalidTransition))])
        #expect(try await rivera.read(made)[\FreeText.text]?.copyString() == "Her own words.")
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `a note that may belong elsewhere is its authors' alone until somebody decides`() async throws
    {
        let (rivera, other) = (try await desk(), try await desk("Okafor"))
        func authored() -> ExternalNote {
            Self.note("Words.") {
                $0.authors = [ExternalAuthor(attested: "Rivera", principal: rivera.principal)]
                $0.labels = [SecurityLabel(system: "urn:example:labels", code: "PSYTHPM")]
                $0.proposedCompartment = .psychotherapy
            }
        }
        let made = try #require(try await take(authored()).first?.made)
        for patient in try await patients() {
            for desk in [rivera, other] { practice.directory.join(desk.principal, patient) }
        }
        await #expect(throws: (any Error).self) { try await other.read(made) }
        let provenance = try await rivera.read(made).provenance
        #expect(provenance.proposedCompartment == .psychotherapy)
        // Printed it tells no name and no number.
        for value: Any in [provenance, authored()] {
            var printed = "\(value) \(String(reflecting: value))"
            dump(value, to: &printed)
            #expect(!printed.contains("Rivera") && !printed.contains("Words."))
            #expect(!authored().identifiers.contains { printed.contains($0.value) })
            #expect(!printed.contains(authored().key.value))
        }
        try await rivera.keepCompartment(of: made, idempotencyKey: "keep")
        _ = try await other.read(made)
        #expect(try await take(authored()) == [.unchanged(made)])
        _ = try await other.read(made)
        // What was decided was decided about that label, and not about one that comes later.
        var later = authored()
        later.compartment = .psychotherapy
        later.labels.append(SecurityLabel(system: "urn:example:labels", code: "PSYTHPN"))
        #expect(try await take(later) == [.changed(made, from: 1, to: 1)])
        await #expect(throws: (any Error).self) { try await other.read(made) }
    }

    @Test func `a later stricter label closes the note but to its authors until somebody decides`()
        async throws
    {
        let (rivera, other) = (try await desk(), try await desk("Okafor"))
        func authored(_ compartment: Compartment) -> ExternalNote {
            Self.note("Words.") {
                $0.authors = [ExternalAuthor(attested: "Rivera", principal: rivera.principal)]
                $0.compartment = compartment
            }
        }
        let made = try #require(try await take(authored(.general)).first?.made)
        for patient in try await patients() {
            for desk in [rivera, other] { practice.directory.join(desk.principal, patient) }
        }
        _ = try await other.read(made)
        #expect(try await take(authored(.psychotherapy)) == [.changed(made, from: 1, to: 1)])
        await #expect(throws: (any Error).self) { try await other.read(made) }
        #expect(try await rivera.read(made).provenance.proposedCompartment == .psychotherapy)
        await #expect(throws: (any Error).self) {
            try await other.keepCompartment(of: made, idempotencyKey: "not-hers")
        }
        try await rivera.keepCompartment(of: made, idempotencyKey: "keep")
        _ = try await other.read(made)
        #expect(try await take(authored(.psychotherapy)) == [.unchanged(made)])
        _ = try await other.read(made)
    }

    @Test func `its author moves it, and no key of the general record opens it any longer`() async throws {
        let rivera = try await desk()
        func authored(_ compartment: Compartment, _ words: String = "Words.") -> ExternalNote {
            Self.note(words) {
                $0.authors = [ExternalAuthor(attested: "Rivera", principal: rivera.principal)]
                $0.compartment = compartment
            }
        }
        let made = try #require(try await take(authored(.general, "First.")).first?.made)
        for patient in try await patients() { practice.directory.join(rivera.principal, patient) }
        _ = try await take(authored(.psychotherapy))
        let moved = try await rivera.moveToProposedCompartment(made, idempotencyKey: "move")
        let opened = try await rivera.read(moved)
        #expect(opened.compartment == .psychotherapy && opened.provenance.proposedCompartment == nil)
        #expect(opened[\PsychotherapyFreeText.text]?.copyString() == "Words.")
        await #expect(throws: (any Error).self) { try await rivera.read(made) }
        let left = try await practice.store.records().filter { $0.key.record == made.record }
        #expect(left.isEmpty)
        #expect(try await practice.store.records().allSatisfy { $0.key.collection != .history })
        #expect(try await take(authored(.psychotherapy)) == [.unchanged(moved)])
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `a psychotherapy note's later words come by who holds its key`() async throws {
        let rivera = try await desk()
        func authored(_ words: String, _ version: Int) -> ExternalNote {
            Self.note(words, version: version) {
                $0.authors = [ExternalAuthor(attested: "Rivera", principal: rivera.principal)]
                $0.compartment = .psychotherapy
            }
        }
        let made = try #require(try await take(authored("First.", 1)).first?.made)
        for patient in try await patients() { practice.directory.join(rivera.principal, patient) }
        #expect(try await take(authored("First.", 1)) == [.unchanged(made)])
        #expect(try await take(authored("Second.", 2)) == [.refused(NotesError(.keyMissing))])
        #expect(
            try await take(authored("Second.", 2), by: rivera) == [.changed(made, from: 1, to: 2)]
        )
        #expect(try await rivera.read(made)[\PsychotherapyFreeText.text]?.copyString() == "Second.")
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `labels are kept, obeyed in the portal, and lifted by people alone`() async throws {
        let system = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
        let label = SecurityLabel(system: system, code: "NOPAT", display: "not to the patient")
        let rivera = try await desk()
        let ana = try #require(try await patients().first)
        practice.directory.join(rivera.principal, ana)
        func labeled(_ labels: [SecurityLabel], _ version: Int?) -> ExternalNote {
            Self.note("Words.", version: version) {
                $0.authors = [ExternalAuthor(attested: "Rivera", principal: rivera.principal)]
                $0.labels = labels
            }
        }
        let made = try #require(try await take(labeled([label], 1)).first?.made)
        try await rivera.release(made, to: ana, idempotencyKey: "release")
        try await practice.vault.enroll(ana, keys: nil, idempotencyKey: "enrol-ana")
        let portal = try await practice.vault.session(for: .patient(ana), purpose: .patientRequest)
        await #expect(throws: (any Error).self) { try await portal.read(made) }
        #expect(try await rivera.read(made).provenance.labels == [label])
        #expect(try await take(labeled([], nil)) == [.unchanged(made)])
        await #expect(throws: (any Error).self) { try await portal.read(made) }
        #expect(try await take(labeled([], 2)) == [.unchanged(made)])
        await #expect(throws: (any Error).self) { try await portal.read(made) }
        try await rivera.lift([label], of: made, idempotencyKey: "lift")
        #expect(try await rivera.read(made).provenance.labels.isEmpty)
        #expect(try await portal.read(made)[\FreeText.text]?.copyString() == "Words.")
    }
}

import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesCrypto

@Suite("A note moves with everything that is its own")
struct MovedNoteTests {
    private static let scan = SensitiveBytes((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })

    let practice: ImportingPractice
    let clerk: NoteSession
    let rivera: NoteSession
    let okafor: NoteSession

    init() async throws {
        practice = try await ImportingPractice()
        clerk = try await practice.clerk()
        rivera = try await Self.desk("Rivera", practice)
        okafor = try await Self.desk("Okafor", practice)
    }

    private static func desk(_ name: String, _ practice: ImportingPractice) async throws -> NoteSession {
        let (principal, keyring) = try await practice.enroll(name, .treatingClinician)
        return try await practice.vault.session(for: principal, purpose: .treatment, unlocking: keyring)
    }

    private func note(_ compartment: Compartment, by authors: [NoteSession]) -> ExternalNote {
        var note = ImportRefusalTests.note("N-1", words: "Words.")
        note.attachments = [
            ExternalAttachment(name: "scan", mediaType: "application/pdf", content: .bytes(Self.scan)),
            ExternalAttachment(mediaType: "text/rtf", content: .bytes(SensitiveBytes("{\\rtf1}".utf8))),
        ]
        note.authors = authors.map { ExternalAuthor(attested: "Dr", principal: $0.principal) }
        note.compartment = compartment
        return note
    }

    private func take(_ note: ExternalNote) async throws -> ImportOutcome<NoteID> {
        let records = ExternalRecords(patients: [ImportRefusalTests.person("P-1")], notes: [note])
        let outcome = try #require(try await clerk.importRecords(records).notes.first)
        if let made = outcome.made {
            for patient in try await practice.header(made).subjects {
                for desk in [rivera, okafor] { practice.directory.join(desk.principal, patient) }
            }
        }
        return outcome
    }

    private func bytes(of attachment: AttachmentID, by desk: NoteSession) async throws -> SensitiveBytes {
        let opened = try await desk.openAttachment(attachment)
        return try await opened.read(at: 0, count: Int(opened.attachment.size))
    }

    @Test func `its files move along, and nothing of them is left that another key opens`() async throws {
        let made = try #require(try await take(note(.general, by: [rivera])).made)
        #expect(try await okafor.attachments(of: made).count == 2)
        let before = try await practice.store.records().filter { $0.key.collection == .segment }
        #expect(before.count == 4)
        _ = try await take(note(.psychotherapy, by: [rivera]))
        let moved = try await rivera.moveToProposedCompartment(made, idempotencyKey: "move")
        let files = try await rivera.attachments(of: moved)
        #expect(files.map { $0.name?.copyString() } == ["scan", nil])
        #expect(files.map(\.mediaType) == ["application/pdf", "text/rtf"])
        let scan = try await bytes(of: files[0].id, by: rivera)
        #expect(scan.copyBytes() == Self.scan.copyBytes())
        await #expect(throws: (any Error).self) { try await okafor.attachments(of: moved) }
        let after = try await practice.store.records().filter { $0.key.collection == .segment }
        #expect(after.count == 4)
        #expect(Set(after.map(\.key)).isDisjoint(with: before.map(\.key)))
        // A repeat is the same move, and the source's file is no new one.
        #expect(try await rivera.moveToProposedCompartment(made, idempotencyKey: "move") == moved)
        #expect(try await practice.store.records().filter { $0.key.collection == .segment }.count == 4)
        let again = ExternalRecords(
            patients: [ImportRefusalTests.person("P-1")],
            notes: [note(.psychotherapy, by: [rivera])]
        )
        #expect(try await rivera.importRecords(again).notes == [.unchanged(moved)])
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `who else wrote it gets a key of the note that moved`() async throws {
        let made = try #require(try await take(note(.general, by: [rivera, okafor])).made)
        _ = try await take(note(.psychotherapy, by: [rivera, okafor]))
        let moved = try await rivera.moveToProposedCompartment(made, idempotencyKey: "move")
        #expect(try await practice.header(moved).originators.count == 2)
        for desk in [rivera, okafor] {
            #expect(try await desk.read(moved)[\PsychotherapyFreeText.text]?.copyString() == "Words.")
            let scan = try #require(try await desk.attachments(of: moved).first)
            #expect(try await bytes(of: scan.id, by: desk).count == Self.scan.count)
        }
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `holds go with it, and what was decided with it stays said`() async throws {
        let made = try #require(try await take(note(.general, by: [rivera])).made)
        let patient = try #require(try await practice.header(made).subjects.first)
        let hold = Hold(
            note: made,
            patient: patient,
            ground: .endangerLifeOrPhysicalSafety,
            determinedBy: .licensedProfessional,
            by: rivera.principal,
            at: ImportingPractice.start,
            individualized: true,
            treatingRelationship: true,
            expires: nil
        )
        try await rivera.place(hold, idempotencyKey: "hold")
        _ = try await take(note(.psychotherapy, by: [rivera]))
        let moved = try await rivera.moveToProposedCompartment(made, idempotencyKey: "move")
        let header = try await practice.header(moved)
        #expect(header.holds == [hold.moved(to: moved)])
        #expect(try await practice.vault.verify().findings.isEmpty)
    }
}

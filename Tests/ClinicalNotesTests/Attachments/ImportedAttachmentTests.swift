import ClinicalNotesCrypto
import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Files that come with imported notes")
struct ImportedAttachmentTests {
    private static let recording = AttachedPractice.file(5 * AttachedPractice.mebibyte + 7)
    private let practice: AttachedPractice
    private let clerk: NoteSession

    init() async throws {
        practice = try await AttachedPractice()
        clerk = try await practice.clinic.desk(practice.clinic.staff("Clerk", .operations), .operations)
    }

    private func bytes(_ name: String, _ bytes: [UInt8], size: Int? = nil) -> ExternalAttachment {
        ExternalAttachment(
            name: name,
            mediaType: "application/rtf",
            content: .bytes(SensitiveBytes(bytes)),
            size: size
        )
    }

    private func stream(_ file: [UInt8], failing: Bool = false) -> ExternalAttachment {
        ExternalAttachment(
            name: nil,
            mediaType: "audio/wav",
            content: .stream {
                let sent = Shared(0)
                return {
                    let start = sent.change { sent in
                        defer { sent += 700_000 }
                        return sent
                    }
                    if failing, start > 3_000_000 { throw BrokenOff() }
                    let piece = file.dropFirst(start).prefix(700_000)
                    return piece.isEmpty ? nil : SensitiveBytes(piece)
                }
            },
            size: file.count
        )
    }

    private func note(
        _ key: String,
        _ files: [ExternalAttachment],
        _ compartment: Compartment = .general,
        of author: Clinic.Staff? = nil,
        version: String? = nil,
        about subjects: [Int] = [0]
    ) -> ExternalNote {
        ExternalNote(
            key: PersonIdentifier(system: "urn:notes", value: key),
            version: version.map { ExternalVersion(id: $0, lastUpdated: nil) },
            kind: .progress,
            compartment: compartment,
            sections: [ExternalSection(text: ClinicalText("Words of \(key)"))],
            attachments: files,
            authors: [ExternalAuthor(attested: "Somebody", principal: author?.id)],
            subjects: subjects,
            period: Practice.start..<Practice.start
        )
    }

    private func run(_ notes: ExternalNote..., about patients: [PatientID]? = nil) async throws
        -> [ImportOutcome<NoteID>]
    {
        let patients = (patients ?? [practice.ana.id]).map { ExternalPatient.known($0) }
        return try await clerk.importRecords(ExternalRecords(patients: patients, notes: notes)).notes
    }

    private func contents(_ note: NoteID, to session: NoteSession) async throws -> [[UInt8]] {
        var contents: [[UInt8]] = []
        for attachment in try await session.attachments(of: note) {
            contents.append(try await session.openAttachment(attachment.id).copyBytes())
        }
        return contents
    }

    @Test func `are attached with the note, and not a second time`() async throws {
        let incoming = note("a", [bytes("a.rtf", [1, 2, 3]), stream(Self.recording)])
        let made = try #require(try await run(incoming, note("b", []))[0].made)
        #expect(try await contents(made, to: practice.desk) == [[1, 2, 3], Self.recording])
        let listed = try await practice.desk.attachments(of: made)
        #expect(listed.map { $0.name?.copyString() } == ["a.rtf", nil])
        #expect(listed.allSatisfy { $0.attachedBy == clerk.principal && $0.isSigned })
        let segments = try await practice.rows(.segment)
        #expect(try await run(incoming) == [.unchanged(made)])
        #expect(try await practice.rows(.segment) == segments)
        let report = try await practice.clinic.vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
        #expect(report.pendingUploads == 0)
    }

    @Test func `that come with a later state are attached beside those that came before`() async throws {
        let made = try #require(try await run(note("a", [bytes("a.rtf", [1])], version: "1"))[0].made)
        let later = try await run(
            note("a", [bytes("a.rtf", [1]), bytes("a.rtf", [2])], version: "2")
        )
        #expect(later == [.changed(made, from: 1, to: 1)])
        #expect(try await contents(made, to: practice.desk) == [[1], [2]])
        #expect(try await practice.desk.read(made).status == .addended)
        #expect(try await practice.clinic.vault.verify().isConsistent)
    }

    @Test func `of another's psychotherapy note open to its author alone`() async throws {
        let incoming = note("own", [stream(Self.recording)], .psychotherapy, of: practice.okafor)
        let made = try #require(try await run(incoming)[0].made)
        let author = try await practice.clinic.desk(practice.okafor)
        try await author.confirmAuthorship(of: made, idempotencyKey: "confirm")
        #expect(try await contents(made, to: author) == [Self.recording])
        for session in [clerk, practice.desk] {
            await #expect(throws: (any Error).self) { _ = try await session.attachments(of: made) }
        }
        #expect(try await practice.clinic.vault.verify().isConsistent)
    }

    @Test func `that cannot be read, or have another size, refuse their note alone`() async throws {
        let outcomes = try await run(
            note("a", [bytes("a.rtf", [1, 2, 3], size: 4)]),
            note("b", [stream(Self.recording, failing: true)]),
            note("c", [bytes("c.rtf", [1])])
        )
        #expect(outcomes[0] == .refused(NotesError(.invalidInput)))
        #expect(outcomes[1] == .refused(NotesError(.invalidInput)))
        let made = try #require(outcomes[2].made)
        #expect(try await contents(made, to: practice.desk) == [[1]])
        let report = try await practice.clinic.vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
        #expect(report.pendingUploads == 0)
        // What is mended at the source comes in the next time.
        #expect(try await run(note("b", [stream(Self.recording)]))[0].made != nil)
    }

    @Test func `of a note about several people come in with the first note of their group`() async throws {
        let ben = try await practice.clinic.patient("Ben", seenBy: practice.rivera)
        let made = try #require(
            try await run(note("both", [bytes("x", [9])], about: [0, 1]), about: [practice.ana.id, ben.id])[0]
                .made
        )
        #expect(try await contents(made, to: practice.desk) == [[9]])
        let report = try await practice.clinic.vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
    }

    @Test func `are looked at and not written by a dry run`() async throws {
        let records = ExternalRecords(
            patients: [.known(practice.ana.id)],
            notes: [note("a", [stream(Self.recording)])]
        )
        #expect(try await clerk.importRecords(records, dryRun: true).notes == [.importable])
        #expect(try await practice.rows(.segment, .upload).isEmpty)
    }
}

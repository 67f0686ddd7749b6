import ClinicalNotesCrypto
import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("What is attached to a note")
struct AttachmentTests {
    private static let mebibyte = AttachedPractice.mebibyte
    private let practice: AttachedPractice
    private var desk: NoteSession { practice.desk }

    init() async throws { practice = try await AttachedPractice() }

    @Test(
        "comes out as it went in, of whatever size and in whatever pieces",
        arguments: [(0, 1), (1, 1), (70_000, 999), (mebibyte, mebibyte), (5 * mebibyte + 123, 300_000)]
    )
    func roundTrip(size: Int, piece: Int) async throws {
        let note = try await desk.analysed("Impression", about: practice.ana.id, key: "note")
        let file = AttachedPractice.file(size)
        let id = try await desk.attach(
            AttachedPractice.pieces(file, of: piece),
            name: "Sitzung.wav",
            mediaType: "audio/wav",
            to: note,
            idempotencyKey: "attach"
        )
        let listed = try await desk.attachments(of: note)
        #expect(listed.map(\.id) == [id])
        let attachment = try #require(listed.first)
        #expect(attachment.name?.copyString() == "Sitzung.wav" && attachment.mediaType == "audio/wav")
        #expect(attachment.size == UInt64(size) && attachment.isSigned)
        #expect(attachment.attachedBy == practice.rivera.id && attachment.attachedAt == Practice.start)
        let opened = try await desk.openAttachment(id)
        #expect(try await opened.copyBytes() == file)
        // A signed note that something was added to.
        let read = try await desk.read(note)
        #expect(read.status == .addended && read.attachments == [id])
        let report = try await practice.clinic.vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
        #expect(report.pendingUploads == 0)
        #expect(try await practice.rows(.segment).count == max(1, (size + Self.mebibyte - 1) / Self.mebibyte))
    }

    @Test func `can be read from anywhere, as far as it goes`() async throws {
        let note = try await desk.draft(FreeText("Text"), about: [practice.ana.id], idempotencyKey: "draft")
        let file = AttachedPractice.file(6 * Self.mebibyte + 5)
        let opened = try await desk.openAttachment(try await practice.attach(file, to: note))
        var numbers = SeededNumbers(7)
        var ranges = [
            (0, 0), (0, 1), (Self.mebibyte - 1, 2), (0, file.count), (file.count, 1), (file.count - 1, 9),
            (Self.mebibyte, Self.mebibyte), (file.count + 7, 3),
        ]
        for _ in 0..<20 {
            let start = Int.random(in: 0..<file.count, using: &numbers)
            ranges.append((start, Int.random(in: 0...3_000_000, using: &numbers)))
        }
        for (start, count) in ranges {
            let read = try await opened.read(at: UInt64(start), count: count)
            #expect(read.copyBytes() == Array(file.dropFirst(start).prefix(count)), "\(start) \(count)")
        }
        await #expect(throws: NotesError(.invalidInput)) { _ = try await opened.read(at: 0, count: -1) }
    }

    @Test func `is for who may read the note, and hidden from everybody else`() async throws {
        let (ana, okafor) = (practice.ana, practice.okafor)
        let general = try await desk.signed("Text", about: ana.id, key: "general")
        let own = try await desk.analysed("Impression", about: ana.id, key: "own")
        let scan = try await practice.attach([1, 2, 3], to: general, key: "scan")
        let recording = try await practice.attach([4, 5, 6], to: own, key: "recording")
        // Another clinician of the care team reads the general record, and nothing of the psychotherapy notes.
        let colleague = try await practice.clinic.desk(okafor)
        #expect(try await colleague.openAttachment(scan).copyBytes() == [1, 2, 3])
        for call in [
            { _ = try await colleague.openAttachment(recording) },
            { _ = try await colleague.attachments(of: own) },
            { _ = try await colleague.exportAttachment(recording) },
        ] as [() async throws -> Void] {
            await #expect(throws: (any Error).self) { try await call() }
        }
        // The patient's portal shows what is released, the note with what belongs to it.
        let portal = try await practice.clinic.portal(ana)
        for (note, attachment, bytes) in [(general, scan, [1, 2, 3]), (own, recording, [4, 5, 6])] {
            await #expect(throws: NotesError(.notFound)) { _ = try await portal.openAttachment(attachment) }
            try await desk.release(note, to: ana.id, idempotencyKey: IdempotencyKey("release \(note)"))
            let opened = try await portal.openAttachment(attachment)
            #expect(try await opened.copyBytes() == bytes.map { UInt8($0) })
            try await desk.withhold(note, from: ana.id, idempotencyKey: IdempotencyKey("withhold \(note)"))
            // What was opened before is decided on anew.
            await #expect(throws: NotesError(.notFound)) { _ = try await opened.read(at: 0, count: 1) }
        }
        // A request for access does not ask what is released.
        #expect(try await portal.openRequestedAttachment(scan).copyBytes() == [1, 2, 3])
        // An attachment of another note is none of this one's.
        let mixed = AttachmentID(note: general, record: recording.record)
        await #expect(throws: NotesError(.notFound)) { _ = try await desk.openAttachment(mixed) }
    }

    @Test func `of a note that is seen in part is not told`() async throws {
        let ben = try await practice.clinic.patient("Ben", seenBy: practice.rivera)
        let plan = { (words: ClinicalText) in SessionSummary(plan: words) }
        let visit = try await desk.document(
            CounselingSession(
                subjects: [practice.ana.id, ben.id],
                period: Practice.start..<(Practice.start + .seconds(3000)),
                modality: .couple,
                summary: plan("For both"),
                individual: [practice.ana.id: plan("For Ana"), ben.id: plan("For Ben")]
            ),
            idempotencyKey: "visit"
        )
        try await desk.sign(visit.summary, idempotencyKey: "sign")
        let id = try await practice.attach([1], to: visit.summary)
        try await desk.release(visit.summary, to: ben.id, idempotencyKey: "release")
        let portal = try await practice.clinic.portal(ben)
        #expect(try await portal.read(visit.summary).attachments.isEmpty)
        #expect(try await portal.attachments(of: visit.summary).isEmpty)
        await #expect(throws: NotesError(.notFound)) { _ = try await portal.openAttachment(id) }
        #expect(try await desk.read(visit.summary).attachments == [id])
    }

    @Test func `every opening is on record as a reading of the note`() async throws {
        let note = try await desk.signed("Text", about: practice.ana.id, key: "note")
        let id = try await practice.attach(AttachedPractice.file(2 * Self.mebibyte), to: note)
        let before = try await practice.clinic.audit().count
        let opened = try await desk.openAttachment(id)
        _ = try await opened.copyBytes()
        let read = try await practice.clinic.audit().dropFirst(before)
        #expect(read.map(\.record) == [note.record] && read.first?.outcome == .permitted)
        // What changes the note in between is decided on, and recorded, once more.
        var chunks = opened.chunks.makeAsyncIterator()
        _ = try await chunks.next()
        try await desk.release(note, to: practice.ana.id, idempotencyKey: "release")
        let middle = try await practice.clinic.audit().count
        _ = try await opened.read(at: 0, count: 5)
        #expect(try await practice.clinic.audit().count == middle + 1)
    }

    @Test func `ends with the reader's enrollment, also in the middle`() async throws {
        let note = try await desk.signed("Text", about: practice.ana.id, key: "note")
        let id = try await practice.attach(AttachedPractice.file(12 * Self.mebibyte), to: note)
        let opened = try await practice.clinic.desk(practice.okafor).openAttachment(id)
        var chunks = opened.chunks.makeAsyncIterator()
        #expect(try await chunks.next()?.count == Self.mebibyte)
        try await practice.clinic.vault.endEnrollment(of: practice.okafor.id, idempotencyKey: "end")
        // What was on its way comes, and nothing more.
        var came = 1
        await #expect(throws: NotesError(.notEnrolled)) {
            while try await chunks.next() != nil { came += 1 }
        }
        #expect(came < 12)
        let end = try await chunks.next()
        #expect(end?.count == nil)
    }

    @Test func `ends a minute after its reader has left the care team`() async throws {
        let note = try await desk.signed("Text", about: practice.ana.id, key: "note")
        let id = try await practice.attach([1, 2, 3], to: note)
        let opened = try await practice.clinic.desk(practice.okafor).openAttachment(id)
        practice.clinic.directory.leave(practice.okafor.id, practice.ana.id)
        practice.clinic.clock.advance(by: .seconds(59))
        let audit = try await practice.clinic.audit().count
        #expect(try await opened.read(at: 1, count: 1).copyBytes() == [2])
        practice.clinic.directory.join(practice.okafor.id, practice.ana.id)
        practice.clinic.clock.advance(by: .seconds(1))
        // The same is decided: one opening stays one.
        #expect(try await opened.read(at: 1, count: 1).copyBytes() == [2])
        #expect(try await practice.clinic.audit().count == audit)
        practice.clinic.directory.leave(practice.okafor.id, practice.ana.id)
        practice.clinic.clock.advance(by: .seconds(60))
        await #expect(throws: NotesError(.notFound)) { _ = try await opened.read(at: 1, count: 1) }
        #expect(try await practice.clinic.audit().count > audit)
    }

    @Test func `of a psychotherapy note needs its reader's own keys, as long as it is read`() async throws {
        let note = try await desk.analysed("Impression", about: practice.ana.id, key: "note")
        let id = try await practice.attach([1, 2], to: note)
        let keyless = try await practice.clinic.vault.session(for: practice.rivera.id, purpose: .treatment)
        await #expect(throws: NotesError(.keyMissing)) { _ = try await keyless.openAttachment(id) }
        let opened = try await desk.openAttachment(id)
        desk.close()
        await #expect(throws: NotesError(.keyMissing)) { _ = try await opened.read(at: 0, count: 1) }
    }

    @Test func `goes with a draft that is discarded`() async throws {
        let draft = try await desk.draft(FreeText("Text"), about: [practice.ana.id], idempotencyKey: "draft")
        _ = try await practice.attach(AttachedPractice.file(2 * Self.mebibyte), to: draft, key: "one")
        _ = try await practice.attach([1], to: draft, key: "two")
        #expect(try await practice.rows(.segment).count == 3)
        try await desk.discard(draft, reason: "Never mind.", idempotencyKey: "discard")
        #expect(try await practice.rows(.segment, .upload).isEmpty)
        let report = try await practice.clinic.vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
    }

    @Test func `is refused to who did not write the note, before a byte is read`() async throws {
        let note = try await desk.signed("Text", about: practice.ana.id, key: "note")
        let draft = try await desk.draft(FreeText("Text"), about: [practice.ana.id], idempotencyKey: "draft")
        try await desk.enterInError(note, as: .wrongContent, reason: "Wrong.", idempotencyKey: "error")
        let colleague = try await practice.clinic.desk(practice.okafor)
        for (session, note) in [(colleague, note), (colleague, draft), (desk, note)] {
            let asked = Shared(0)
            await #expect(throws: (any Error).self) {
                _ = try await session.attach(
                    mediaType: "text/plain",
                    to: note,
                    idempotencyKey: "attach"
                ) {
                    asked.change { $0 += 1 }
                    return nil
                }
            }
            #expect(asked.value == 0)
        }
        #expect(try await practice.rows(.segment, .upload).isEmpty)
    }

    @Test func `needs a name and a media type that are some`() async throws {
        let note = try await desk.draft(FreeText("Text"), about: [practice.ana.id], idempotencyKey: "draft")
        let long = ClinicalText(String(repeating: "x", count: 1025))
        for (name, type) in [("", "a/b"), (long, "a/b"), ("x", ""), ("x", "a\u{0}b"), ("x", "ä/b")] {
            await #expect(throws: NotesError(.invalidInput)) {
                _ = try await desk.attach(
                    SensitiveBytes([1]),
                    name: name,
                    mediaType: type,
                    to: note,
                    idempotencyKey: "attach"
                )
            }
        }
    }
}

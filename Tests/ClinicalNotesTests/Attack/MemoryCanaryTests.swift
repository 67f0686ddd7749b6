#if os(Linux)
import ClinicalNotes
import TestSupport
import Testing

/// What somebody who reads the memory of the process later would find: a core file, a swapped page, a debugger.
@Suite("The words of a note are left in no memory", .serialized)
struct MemoryCanaryTests {
    /// Words that exist nowhere: each use makes them anew, in memory that is wiped.
    private struct Canary {
        private static let mask: UInt8 = 0xA5
        /// A letter that begins with a byte that is rare in memory, then others.
        private let masked =
            ("\u{10FF7B}".utf8 + (0..<48).map { _ in UInt8.random(in: 0x61...0x7A) }).map { $0 ^ mask }

        var text: ClinicalText {
            get throws {
                try #require(ClinicalText(utf8: SensitiveBytes(masked.lazy.map { $0 ^ Self.mask })))
            }
        }

        func scan() throws -> MemoryScan {
            try MemoryScan(count: masked.count) { masked[$0] ^ Self.mask }
        }
    }

    @Test("The scan finds a text that is held, and every copy of it")
    func control() throws {
        let canary = Canary()
        let scan = try canary.scan()
        #expect(try scan.count() == 0)
        let held = try canary.text
        #expect(try scan.count() == 1)
        let copies = (0..<64).map { _ in held.utf8.copyBytes() }
        #expect(try scan.count() == copies.count + 1)
        #expect(copies.allSatisfy { $0.count == held.utf8.count })
    }

    @Test("After every call that writes words, and after they were read")
    func writing() async throws {
        let practice = try await Practice()
        let (rivera, keyring) = try await practice.therapist()
        let ana = try await practice.patient()
        let anasKeys = try Keyring.generate(for: .patient(ana))
        try await practice.vault.enroll(ana, keys: anasKeys.publicKeys, idempotencyKey: "enroll-ana")
        practice.directory.join(rivera, ana)
        let desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        let portal = try await practice.vault.session(
            for: .patient(ana),
            purpose: .amendmentRequest,
            unlocking: anasKeys
        )
        let canary = Canary()
        let scan = try canary.scan()
        func left(after call: String) throws { #expect(try scan.count() == 0, "\(call)") }
        try left(after: "nothing")

        let visit = try await desk.document(
            CounselingSession(
                subjects: [ana],
                period: Practice.start..<(Practice.start + .seconds(60)),
                modality: .individual,
                summary: SessionSummary(plan: canary.text),
                analysis: PsychotherapyNote(impressions: canary.text, themes: [canary.text])
            )
        )
        try left(after: "document")
        _ = try await desk.draft(
            SectionedText<ContentSections.Psychotherapy>([
                NoteSection(title: try canary.text, text: try canary.text)
            ]),
            about: [ana]
        )
        try left(after: "draft of sections")
        let note = try await desk.draft(FreeText(text: canary.text), about: [ana])
        try left(after: "draft")
        try await desk.edit(note, FreeText(text: canary.text))
        try left(after: "edit")
        for draft in [note, visit.summary] { try await desk.sign(draft) }
        try await desk.sign(try #require(visit.analysis))
        try left(after: "sign")
        try await desk.amend(note, FreeText(text: canary.text))
        try left(after: "amend")
        _ = try await desk.addend(note, FreeText(text: canary.text))
        try left(after: "addend")
        _ = try await desk.attach(
            canary.text.utf8,
            name: canary.text,
            mediaType: "text/plain",
            to: note,
            idempotencyKey: "attach"
        )
        try left(after: "attach")
        try await desk.release(note, to: ana)
        let request = try await portal.requestAmendment(of: note, canary.text).id
        try left(after: "requestAmendment")
        let answering = try await practice.vault.session(
            for: rivera,
            purpose: .amendmentRequest,
            unlocking: keyring
        )
        try await answering.answerAmendment(request, of: note, accepting: false, words: canary.text)
        try left(after: "answerAmendment")
        _ = try await portal.annotate(note, canary.text)
        try left(after: "annotate")
        let dropped = try await desk.draft(PsychotherapyNote(impressions: canary.text), about: [ana])
        try await desk.discard(dropped, reason: canary.text)
        try left(after: "discard")
        try await desk.enterInError(visit.summary, as: .wrongContent, reason: canary.text)
        try left(after: "enterInError")

        for id in [note, visit.summary, visit.analysis].compactMap({ $0 }) { _ = try? await desk.read(id) }
        try left(after: "read")
        #expect(try await desk.chart(of: ana).search(for: "nothing of the kind").isEmpty)
        try left(after: "search")
    }
}
#endif

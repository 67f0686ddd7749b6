import ClinicalNotes
import TestSupport
import Testing

@Suite("What an author states about a note")
struct AttestationTests {
    @Test(
        "a co-author who confirmed it is an originator, and reads with the note's key; a colleague does not"
    )
    func coauthors() async throws {
        let practice = try await Practice()
        let (rivera, riveraKeys) = try await practice.therapist()
        let (okafor, okaforKeys) = try await practice.therapist("Okafor")
        let (lund, lundKeys) = try await practice.therapist("Lund")
        let ana = try await practice.patient()
        for therapist in [rivera, okafor, lund] { practice.directory.join(therapist, ana) }

        let desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: riveraKeys)
        let note = try await desk.draft(
            PsychotherapyNote(impressions: "They sat apart."),
            about: [ana],
            attesting: Attestation(coauthors: [okafor]),
            idempotencyKey: "draft"
        )
        let beside = try await practice.vault.session(for: okafor, purpose: .treatment, unlocking: okaforKeys)
        // To be named is not to have written.
        await #expect(throws: NotesError(.notFound)) { try await beside.read(note) }
        await #expect(throws: (any Error).self) {
            try await desk.grantKey(of: note, to: okafor, for: .treatment, idempotencyKey: "early")
        }
        #expect(try await desk.read(note).originators == [rivera])
        try await beside.confirmAuthorship(of: note, idempotencyKey: "confirm")
        await #expect(throws: NotesError(.keyMissing)) { try await beside.read(note) }
        try await desk.grantKey(of: note, to: okafor, for: .treatment, idempotencyKey: "grant")
        let opened = try await beside.read(note)
        #expect(opened[\PsychotherapyNote.impressions]?.copyString() == "They sat apart.")
        #expect(opened.originators == [rivera, okafor])

        let colleague = try await practice.vault.session(for: lund, purpose: .treatment, unlocking: lundKeys)
        await #expect(throws: NotesError(.notFound)) { try await colleague.read(note) }
        await #expect(throws: NotesError(.notFound)) {
            try await colleague.confirmAuthorship(of: note, idempotencyKey: "confirm-lund")
        }
        await #expect(throws: (any Error).self) {
            try await desk.grantKey(of: note, to: lund, for: .treatment, idempotencyKey: "grant-lund")
        }
        await #expect(throws: NotesError(.notFound)) { try await colleague.read(note) }
    }

    @Test("nobody who is not enrolled, and nobody twice, is a co-author; nothing is written")
    func strangers() async throws {
        let practice = try await Practice()
        let (rivera, riveraKeys) = try await practice.therapist()
        let ana = try await practice.patient()
        practice.directory.join(rivera, ana)
        let desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: riveraKeys)
        let refused: [([PrincipalID], NotesError.Code)] = [
            ([PrincipalID(Entropy.system.bytes16())], .invalidInput), ([rivera], .invalidInput),
        ]
        for (coauthors, code) in refused {
            await #expect(throws: NotesError(code)) {
                try await desk.draft(
                    FreeText("Words."),
                    about: [ana],
                    attesting: Attestation(coauthors: coauthors),
                    idempotencyKey: "draft"
                )
            }
        }
        #expect(try await desk.drafts().isEmpty)
    }

    @Test("what was compiled for a proceeding is refused to the patient who asks, and only that")
    func proceeding() async throws {
        let practice = try await Practice()
        let (rivera, riveraKeys) = try await practice.therapist()
        let ana = try await practice.patient()
        practice.directory.join(rivera, ana)
        try await practice.vault.enroll(ana, keys: nil, idempotencyKey: "enrol-ana")
        let desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: riveraKeys)
        var notes: [Bool: NoteID] = [:]
        for compiled in [true, false] {
            let note = try await desk.draft(
                FreeText("Words."),
                about: [ana],
                attesting: Attestation(mentions: ReferencedPerson.none, compiledForProceeding: compiled),
                idempotencyKey: IdempotencyKey("draft-\(compiled)")
            )
            try await desk.sign(note, idempotencyKey: IdempotencyKey("sign-\(compiled)"))
            notes[compiled] = note
        }
        let asking = try await practice.vault.session(for: .patient(ana))
        let open = try #require(notes[false])
        let closed = try #require(notes[true])
        #expect(try await asking.readRequested(open).copyText() == "Words.")
        await #expect(throws: NotesError(.refused)) { try await asking.readRequested(closed) }
    }
}

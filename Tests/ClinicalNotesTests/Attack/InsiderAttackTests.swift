import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

/// Counseling notes under 42 CFR Part 2, as a host would register them.
struct RecoveryNote: SubstanceUseCounselingContent {
    static let template = Template("recovery", version: 1, kind: .counseling)

    enum CodingKeys: Int, FieldKey { case words = 1 }

    @Sealed var words: ClinicalText?
}

@Suite("An insider with the whole store and every key of the practice")
struct InsiderAttackTests {
    /// What was written: the words, by note, by who can open them.
    struct Written {
        let clinic: Clinic
        let therapists: [Clinic.Staff]
        var general: [NoteID: String] = [:]
        /// By therapist.
        var granted: [[NoteID: String]] = [[:], [:]]

        func insider(_ keyrings: [Keyring] = []) async throws -> Insider {
            Insider(
                records: try await clinic.records(),
                keys: try await clinic.vault.core.tenantKeys(),
                keyrings: keyrings,
                now: clinic.clock.now
            )
        }
    }

    static func share(_ loot: Insider.Loot, of notes: [NoteID: String]) -> (bytes: Int, of: Int) {
        notes.reduce(into: (0, 0)) { sum, note in
            sum.0 += loot.recovered(note.value, of: note.key)
            sum.1 += note.value.utf8.count
        }
    }

    /// Three patients and a couple, two therapists; notes of all lengths, no two alike.
    static func practice(_ count: Int = 12) async throws -> Written {
        var templates = TemplateRegistry.standard
        try templates.register(RecoveryNote.self)
        let clinic = try await Clinic(templates: templates)
        let therapists = [try await clinic.staff("Rivera"), try await clinic.staff("Okafor")]
        var patients: [PatientID] = []
        for name in ["Ana", "Ben", "Cleo"] {
            patients.append(try await clinic.patient(name, seenBy: therapists[0], therapists[1]).id)
        }
        var written = Written(clinic: clinic, therapists: therapists)
        for number in 0..<count {
            clinic.clock.advance(by: .seconds(60))
            let therapist = number % 2
            let desk = try await clinic.desk(therapists[therapist])
            let subjects = number % 5 == 4 ? Array(patients[0...1]) : [patients[number % 3]]
            let filler = String(repeating: "and so on ", count: number * number)
            let plain = "General \(number): sleeps better, \(filler)"
            let general = try await desk.draft(
                FreeText(ClinicalText(plain)),
                about: subjects,
                idempotencyKey: "general-\(number)"
            )
            try await desk.sign(general, idempotencyKey: "general-sign-\(number)")
            written.general[general] = plain
            let secret = "Psychotherapy \(number): fears her father, \(filler)"
            let own = try await desk.draft(
                PsychotherapyNote(impressions: ClinicalText(secret)),
                about: subjects,
                idempotencyKey: "own-\(number)"
            )
            if number % 3 != 2 { try await desk.sign(own, idempotencyKey: "own-sign-\(number)") }
            written.granted[therapist][own] = secret
            guard number % 4 == 1 else { continue }
            let recovery = "Recovery \(number): drank on Sunday, \(filler)"
            let counseling = try await desk.draft(
                RecoveryNote(words: ClinicalText(recovery)),
                about: subjects,
                idempotencyKey: "recovery-\(number)"
            )
            written.granted[therapist][counseling] = recovery
        }
        return written
    }

    @Test("recovers every byte of the general record and none of a granted note")
    func ordinaryKeys() async throws {
        let written = try await Self.practice()
        let loot = try await written.insider().plunder()
        let general = Self.share(loot, of: written.general)
        #expect(general.bytes == general.of && general.of > 5000)
        for notes in written.granted {
            let granted = Self.share(loot, of: notes)
            #expect(granted.bytes == 0 && granted.of > 2000)
        }
        let all = written.granted.map { Self.share(loot, of: $0) }
        print(
            "insider: general \(general.bytes) of \(general.of) bytes,",
            "granted \(all.map(\.bytes).reduce(0, +)) of \(all.map(\.of).reduce(0, +)) bytes"
        )
    }

    @Test(
        "recovers with one therapist's keyring all of theirs and nothing of the other's",
        arguments: [0, 1]
    )
    func withKeyring(stolen: Int) async throws {
        let written = try await Self.practice()
        let loot = try await written.insider([written.therapists[stolen].keyring]).plunder()
        let own = Self.share(loot, of: written.granted[stolen])
        let other = Self.share(loot, of: written.granted[1 - stolen])
        #expect(own.bytes == own.of)
        #expect(other.bytes == 0)
    }

    @Test("is noticed by this detector as soon as the cipher is the identity")
    func identityCipher() async throws {
        let written = try await Self.practice(6)
        let granted = written.granted[0].merging(written.granted[1]) { first, _ in first }
        let honest = try await written.insider()
        // What the store would hold if sealing changed nothing: the same records, their content in the clear.
        let naked = honest.records.map { record -> StoredRecord in
            let note = NoteID(owner: record.key.owner, record: record.key.record)
            guard record.key.collection == .revision, let words = granted[note] else { return record }
            return StoredRecord(
                key: record.key,
                revision: record.revision,
                value: RecordBytes(Array(record.value.joined.prefix(600)) + Array(words.utf8))
            )
        }
        let insider = Insider(records: naked, keys: honest.keys, keyrings: [], now: honest.now)
        let share = Self.share(insider.plunder(), of: granted)
        #expect(share.bytes == share.of)
    }

    @Test("confirms no guess of a short granted note from what is kept to recognize a repeat")
    func guessedWords() async throws {
        let clinic = try await Clinic()
        let rivera = try await clinic.staff("Rivera")
        let ana = try await clinic.patient("Ana", seenBy: rivera).id
        let desk = try await clinic.desk(rivera)
        func guessed<Content: NoteContent>(_ content: Content) async throws -> Bytes16 {
            let words = try NewContent([(part: .everyone, content: content)])
            var writer = ByteWriter()
            words.describe(into: &writer)
            let request = WriteRequest(rivera.id, "guess", "draft") { request in
                request.list([ana]) { $0.identifier($1) }
                request.optional(Range<Instant>?.none) { $0.instant($1.lowerBound) }
                request.list([writer]) { $0.counted($1) }
                Attestation.none.encode(into: &request)
            }
            return request.digest(try await clinic.vault.core.tenantKeys())
        }
        func kept() async throws -> [Bytes16] {
            let keys = try await clinic.vault.core.tenantKeys()
            return try await clinic.records().filter { $0.key.collection == .receipt }
                .map { try ReceiptRecord(opening: $0, keys).digest }
        }
        _ = try await desk.draft(FreeText("F60.3"), about: [ana], idempotencyKey: "general")
        #expect(try await kept().contains(guessed(FreeText("F60.3"))))
        let own = PsychotherapyNote(impressions: "F60.3")
        _ = try await desk.draft(own, about: [ana], idempotencyKey: "own")
        #expect(try await !kept().contains(guessed(own)))
    }
}

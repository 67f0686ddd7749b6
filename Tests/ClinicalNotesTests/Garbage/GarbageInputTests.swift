import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Garbage in: a precise error, and nothing written")
struct GarbageInputTests {
    /// Content that no vault here knows.
    struct UnknownNote: GeneralRecordContent {
        static let template = Template("unknown", version: 1, kind: .note)

        enum CodingKeys: Int, FieldKey { case text = 1 }

        @Sealed var text: ClinicalText?
    }

    struct Setting {
        let clinic: Clinic
        let rivera: Clinic.Staff
        let ana: Clinic.Patient
        let ben: Clinic.Patient
        let note: NoteID
        let own: NoteID

        init() async throws {
            clinic = try await Clinic()
            rivera = try await clinic.staff("Rivera")
            ana = try await clinic.patient("Ana", seenBy: rivera)
            ben = try await clinic.patient("Ben", seenBy: rivera)
            let desk = try await clinic.desk(rivera)
            note = try await desk.signed("Words", about: ana.id, key: "note")
            own = try await desk.analysed("Own", about: ana.id, key: "own")
        }

        func hold(_ ground: HoldGround = .confidentialSource, of patient: PatientID? = nil, part: UInt32 = 1)
            -> Hold
        {
            Hold(
                note: note,
                scope: .part(part),
                patient: patient ?? ana.id,
                ground: ground,
                determinedBy: .licensedProfessional,
                by: rivera.id,
                at: clinic.clock.now,
                individualized: true,
                treatingRelationship: true,
                expires: nil
            )
        }

        func session(_ subjects: [PatientID], seconds: Int = 60) -> CounselingSession {
            CounselingSession(
                subjects: subjects,
                period: clinic.clock.now..<(clinic.clock.now + .seconds(seconds)),
                modality: .individual,
                summary: SessionSummary()
            )
        }
    }

    static let nobody = PatientID(Bytes16(high: 1, low: 2))

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let error: String
        let call: @Sendable (Setting, NoteSession) async throws -> Void

        init(
            _ name: String,
            _ error: String,
            _ call: @escaping @Sendable (Setting, NoteSession) async throws -> Void
        ) {
            testDescription = name
            self.error = error
            self.call = call
        }
    }

    /// What everybody is told who does not care for a patient, whether or not there is one.
    private static let refused = "There is nothing here that you can open for this purpose."

    static let writing: [Case] = [
        Case("a field over the limit", "NotesError(tooLarge ModelError(fieldTooLarge: text))") {
            setting,
            desk in
            let text = ClinicalText(String(repeating: "x", count: FieldCoder.maximumFieldBytes + 1))
            _ = try await desk.draft(FreeText(text), about: [setting.ana.id], idempotencyKey: "bad")
        },
        Case(
            "a note whose parts are over the limit together",
            "NotesError(tooLarge ModelError(noteTooLarge))"
        ) { _, desk in
            let text = FreeText(ClinicalText(String(repeating: "x", count: FieldCoder.maximumFieldBytes)))
            let subjects = (0..<16).map { PatientID(Bytes16(high: 9, low: $0)) }
            let individual = Dictionary(uniqueKeysWithValues: subjects.map { ($0, text) })
            _ = try await desk.draft(text, about: subjects, individual: individual, idempotencyKey: "bad")
        },
        Case("no subjects", "NotesError(invalidInput ModelError(noSubjects))") { _, desk in
            _ = try await desk.draft(FreeText("x"), about: [], idempotencyKey: "bad")
        },
        Case("a subject twice", "NotesError(invalidInput ModelError(repeatedSubject))") { setting, desk in
            let twice = [setting.ana.id, setting.ana.id]
            _ = try await desk.draft(FreeText("x"), about: twice, idempotencyKey: "bad")
        },
        Case("a part of somebody else", "NotesError(invalidInput ModelError(notASubject: individual))") {
            setting,
            desk in
            _ = try await desk.draft(
                FreeText("x"),
                about: [setting.ana.id],
                individual: [setting.ben.id: FreeText("y")],
                idempotencyKey: "bad"
            )
        },
        Case("a session without subjects", "NotesError(invalidInput ModelError(noSubjects))") {
            setting,
            desk in
            _ = try await desk.document(setting.session([]), idempotencyKey: "bad")
        },
        Case("a session that took no time", "NotesError(invalidInput ModelError(periodInvalid))") {
            setting,
            desk in
            let session = setting.session([setting.ana.id], seconds: 0)
            _ = try await desk.document(session, idempotencyKey: "bad")
        },
        Case("an individual session of two", "NotesError(invalidInput ModelError(subjectsDoNotFitModality))")
        { setting, desk in
            let session = setting.session([setting.ana.id, setting.ben.id])
            _ = try await desk.document(session, idempotencyKey: "bad")
        },
        Case("an unknown patient", refused) { _, desk in
            _ = try await desk.draft(FreeText("x"), about: [nobody], idempotencyKey: "bad")
        },
        Case("an unknown patient among others", refused) { setting, desk in
            let subjects = [setting.ana.id, nobody]
            _ = try await desk.draft(FreeText("x"), about: subjects, idempotencyKey: "bad")
        },
        Case("an unknown template", "NotesError(templateUnknown at content)") { setting, desk in
            let content = UnknownNote(text: "x")
            _ = try await desk.draft(content, about: [setting.ana.id], idempotencyKey: "bad")
        },
        Case("granted content without a keyring", "NotesError(keyringRequired at unlocking)") {
            setting,
            desk in
            let locked = try await setting.clinic.vault.session(for: desk.principal, purpose: .treatment)
            let content = PsychotherapyNote(impressions: "x")
            _ = try await locked.draft(content, about: [setting.ana.id], idempotencyKey: "bad")
        },
        Case("a signature without a keyring", "NotesError(keyringRequired at unlocking)") { setting, desk in
            let locked = try await setting.clinic.vault.session(for: desk.principal, purpose: .treatment)
            try await locked.sign(setting.note, idempotencyKey: "bad")
        },
        Case("somebody else's keyring", "NotesError(keyringRequired at unlocking)") { setting, desk in
            _ = try await setting.clinic.vault.session(
                for: desk.principal,
                unlocking: setting.ana.keyring
            )
        },
        Case("a keyring that was not certified", "NotesError(keyringRequired at unlocking)") {
            setting,
            desk in
            let fresh = try Keyring.generate(for: desk.principal)
            _ = try await setting.clinic.vault.session(for: desk.principal, unlocking: fresh)
        },
        Case("somebody who is not enrolled", "NotesError(notEnrolled at principal)") { setting, _ in
            _ = try await setting.clinic.vault.session(for: .patient(nobody))
        },
        Case("a role that was not certified", "NotesError(invalidInput at role)") { setting, desk in
            _ = try await setting.clinic.vault.session(
                for: desk.principal,
                purpose: .operations,
                as: .operations
            )
        },
        Case("a hold on no ground", "NotesError(invalidInput at hold.ground)") { setting, desk in
            try await desk.place(setting.hold(.unpaidBill), idempotencyKey: "bad")
        },
        Case("a hold against a stranger", "NotesError(invalidInput at hold.patient)") { setting, desk in
            try await desk.place(setting.hold(of: nobody), idempotencyKey: "bad")
        },
        Case("a hold on no part", "NotesError(invalidInput at hold.scope)") { setting, desk in
            try await desk.place(setting.hold(part: 7), idempotencyKey: "bad")
        },
        Case("a hold that is not there", "NotesError(notFound at hold)") { setting, desk in
            try await desk.lift(setting.hold(), idempotencyKey: "bad")
        },
        Case("a release to a stranger", "NotesError(invalidInput at patient)") { setting, desk in
            try await desk.release(setting.note, to: setting.ben.id, idempotencyKey: "bad")
        },
        Case("a release of no part", "NotesError(invalidInput at scope)") { setting, desk in
            try await desk.release(
                setting.note,
                to: setting.ana.id,
                scope: .field(FieldAddress(part: 5, field: 1)),
                idempotencyKey: "bad"
            )
        },
        Case("a key to an ordinary note", "NotesError(invalidInput at note)") { setting, desk in
            try await desk.grantKey(
                of: setting.note,
                to: desk.principal,
                for: .treatment,
                idempotencyKey: "bad"
            )
        },
        Case("a key to somebody without one", "NotesError(notEnrolled at principal)") { setting, desk in
            try await desk.grantKey(
                of: setting.own,
                to: .patient(nobody),
                for: .treatment,
                idempotencyKey: "bad"
            )
        },
        Case("a directive about nobody", "NotesError(invalidInput at document.subjects)") { setting, desk in
            var empty = Authorization.forClinician(setting.rivera, of: setting.ana.id, at: setting.clinic)
            empty.subjects = []
            _ = try await desk.record(.authorization(empty), idempotencyKey: "bad")
        },
        Case("a directive about a stranger", "NotesError(notFound)") { setting, desk in
            let external = Authorization.forClinician(setting.rivera, of: nobody, at: setting.clinic)
            _ = try await desk.record(.authorization(external), idempotencyKey: "bad")
        },
        Case("a directive that is not there", "NotesError(notFound)") { setting, desk in
            let unknown = DirectiveID(Bytes16(high: 4, low: 4))
            try await desk.revoke(unknown, of: setting.ana.id, idempotencyKey: "bad")
        },
        Case("a group of one", "NotesError(invalidInput at members)") { setting, _ in
            _ = try await setting.clinic.vault.register(group: [setting.ana.id], idempotencyKey: "bad")
        },
        Case("a group with a stranger", "NotesError(notFound at subjects)") { setting, _ in
            _ = try await setting.clinic.vault.register(
                group: [setting.ana.id, nobody],
                idempotencyKey: "bad"
            )
        },
        Case("a change of a stranger", "NotesError(notFound at patient)") { setting, _ in
            try await setting.clinic.vault.update(nobody, Person(legalName: "x"), idempotencyKey: "bad")
        },
        Case("the enrollment of a stranger", "NotesError(notFound at patient)") { setting, _ in
            try await setting.clinic.vault.enroll(nobody, keys: nil, idempotencyKey: "bad")
        },
        Case("the end of a stranger's enrollment", "NotesError(notFound at principal)") { setting, _ in
            try await setting.clinic.vault.endEnrollment(of: .patient(nobody), idempotencyKey: "bad")
        },
        Case("a page of nothing", "NotesError(invalidInput at limit)") { setting, desk in
            _ = try await desk.chart(of: setting.ana.id).page(limit: 0)
        },
        Case("a page of too much", "NotesError(invalidInput at limit)") { setting, desk in
            _ = try await desk.chart(of: setting.ana.id).page(limit: 201)
        },
        Case("a worklist of too much", "NotesError(invalidInput at limit)") { _, desk in
            _ = try await desk.drafts(limit: 201)
        },
        Case("a request for access outside its purpose", "NotesError(invalidInput at purpose)") {
            setting,
            desk in
            _ = try await desk.requestAccess(to: setting.ana.id, idempotencyKey: "bad")
        },
    ]

    @Test("of a call", arguments: writing)
    func call(garbage: Case) async throws {
        let setting = try await Setting()
        let desk = try await setting.clinic.desk(setting.rivera)
        let before = try await setting.clinic.records()
        let told = await refusal { try await garbage.call(setting, desk) }
        #expect(told == garbage.error)
        // That somebody was refused is on record; nothing else is.
        let isRefusal = ["NotesError(notFound)", Self.refused].contains(garbage.error)
        let after = try await setting.clinic.records().filter { !isRefusal || $0.key.collection != .audit }
        #expect(after == before.filter { !isRefusal || $0.key.collection != .audit })
    }

    @Test(
        "of a cursor",
        arguments: ["", "0", "zz", "00", "ABCD", "é", "ff ff", String(repeating: "0", count: 5000)]
    )
    func cursor(text: String) async throws {
        let setting = try await Setting()
        let chart = try await setting.clinic.desk(setting.rivera).chart(of: setting.ana.id)
        await #expect(throws: NotesError(.cursorInvalid)) {
            try await chart.page(after: ChartCursor(text))
        }
    }

    @Test("of a cursor that is somebody else's, another purpose's, another chart's, or altered")
    func foreignCursor() async throws {
        let setting = try await Setting()
        let okafor = try await setting.clinic.staff("Okafor")
        let desk = try await setting.clinic.desk(setting.rivera)
        let chart = desk.chart(of: setting.ana.id)
        let cursor = try #require(try await chart.page(limit: 1).next)
        #expect(try await chart.page(limit: 1, after: cursor).count == 1)
        let others = [
            try await setting.clinic.desk(okafor).chart(of: setting.ana.id),
            try await setting.clinic.desk(setting.rivera, .payment).chart(of: setting.ana.id),
            desk.chart(of: setting.ben.id),
        ]
        for other in others {
            await #expect(throws: NotesError(.cursorInvalid)) { try await other.page(after: cursor) }
        }
        var digits = Array(cursor.description)
        for position in stride(from: 0, to: digits.count, by: 17) {
            let old = digits[position]
            digits[position] = old == "0" ? "1" : "0"
            let altered = ChartCursor(String(digits))
            await #expect(throws: NotesError(.cursorInvalid)) { try await chart.page(after: altered) }
            digits[position] = old
        }
    }

    @Test("of text that is no UTF-8")
    func text() {
        for bytes: [UInt8] in [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
        ] {
            #expect(ClinicalText(utf8: SensitiveBytes(bytes)) == nil)
        }
    }
}

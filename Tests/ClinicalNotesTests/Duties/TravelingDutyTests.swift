import ClinicalNotes
import TestSupport
import Testing

@Suite("What travels with an opened note")
struct TravelingDutyTests {
    @Test("tells every reader that a note was amended or entered in error")
    func status() async throws {
        let setting = try await DutySetting()
        let desk = try await setting.clinic.desk(setting.rivera)
        #expect(try await desk.read(setting.general).notices.isEmpty)
        try await desk.amend(setting.general, FreeText("Better words"), idempotencyKey: "amend")
        let amended = try await desk.read(setting.general)
        #expect(amended.notices.map(\.obligation) == [.showStatus])
        #expect(amended.notices.first?.text.contains("amended") == true)
        try await desk.enterInError(
            setting.general,
            as: .wrongContent,
            reason: "Wrong chart",
            idempotencyKey: "withdraw"
        )
        let withdrawn = try await desk.read(setting.general)
        #expect(withdrawn.notices.first?.text.contains("entered in error") == true)
    }

    @Test("is the law's own notice and the consents that the disclosure rests on, and no other")
    func consent() async throws {
        let clinic = try await Clinic(templates: .forVectors())
        let rivera = try await clinic.staff("Rivera")
        let office = try await clinic.staff("Office", .administrator)
        let elsewhere = try await clinic.staff("Elsewhere", .clinicianOtherOrg, outside: true)
        let ana = try await clinic.patient("Ana", seenBy: rivera, elsewhere)
        let desk = try await clinic.desk(rivera)
        let note = try await desk.draft(
            SubstanceUseNote(text: "Words of a program"),
            about: [ana.id],
            idempotencyKey: "draft"
        )
        try await desk.sign(note, idempotencyKey: "sign")
        let admin = try await clinic.desk(office, .operations)
        func record(for purpose: PurposeOfUse) async throws -> Part2Consent {
            let consent = Part2Consent(
                .specific,
                subjects: [ana.id],
                disclosers: [.organization(clinic.vault.organization)],
                description: "Notes of this year",
                covers: [.substanceUse],
                recipients: [.principal(elsewhere.id)],
                purposes: [purpose],
                expiry: .event("end of treatment"),
                signature: DirectiveSignature(by: .patient, on: CalendarDay(of: clinic.clock.now)),
                statements: Set(Part2Statement.allCases)
            )
            _ = try await admin.record(.part2Consent(consent), idempotencyKey: "consent \(purpose)")
            return consent
        }
        _ = try await record(for: .research)
        let outside = try await clinic.desk(elsewhere)
        #expect(await outside.outcome(of: note) == "refused: NotesError(notFound)")
        let consent = try await record(for: .treatment)
        let opened = try await outside.read(note)
        #expect(opened.copyText() == "Words of a program")
        #expect(opened.consents == [consent])
        #expect(
            opened.notices.first { $0.obligation == .part2Notice }?.text
                == "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
        )
        #expect(
            Set(opened.notices.map(\.obligation)).isSuperset(of: [.attachConsent, .limitToAuthorization])
        )
        // Once the event has occurred, the consent is over.
        let filed = try #require(
            try await admin.directives(of: ana.id).first { $0.document == .part2Consent(consent) }
        )
        try await admin.recordExpiryEvent(of: filed.id, of: ana.id, idempotencyKey: "event")
        #expect(await outside.outcome(of: note) == "refused: NotesError(notFound)")
        #expect(try await admin.directives(of: ana.id).contains { $0.endedAt == clinic.clock.now })
    }

    @Test("is a consent of every subject, also where one of them gave two")
    func consentsOfSeveral() async throws {
        let clinic = try await Clinic(templates: .forVectors())
        let rivera = try await clinic.staff("Rivera")
        let office = try await clinic.staff("Office", .administrator)
        let elsewhere = try await clinic.staff("Elsewhere", .clinicianOtherOrg, outside: true)
        let ana = try await clinic.patient("Ana", seenBy: rivera, elsewhere)
        let ben = try await clinic.patient("Ben", seenBy: rivera, elsewhere)
        let desk = try await clinic.desk(rivera)
        let note = try await desk.draft(
            SubstanceUseNote(text: "Words of a program"),
            about: [ana.id, ben.id],
            idempotencyKey: "draft"
        )
        try await desk.sign(note, idempotencyKey: "sign")
        let admin = try await clinic.desk(office, .operations)
        for (number, patient) in [ana, ben, ben].enumerated() {
            let consent = Part2Consent(
                .specific,
                subjects: [patient.id],
                disclosers: [.organization(clinic.vault.organization)],
                description: "Notes of this year",
                covers: [.substanceUse],
                recipients: [.principal(elsewhere.id)],
                purposes: [.treatment],
                expiry: .event("end of treatment"),
                signature: DirectiveSignature(by: .patient, on: CalendarDay(of: clinic.clock.now)),
                statements: Set(Part2Statement.allCases)
            )
            _ = try await admin.record(.part2Consent(consent), idempotencyKey: "consent \(number)")
        }
        let opened = try await clinic.desk(elsewhere).read(note)
        #expect(opened.consents.count == 2)
        #expect(Set(opened.consents.flatMap(\.subjects)) == [ana.id, ben.id])
    }

    @Test("is without what others alone are told, on every path")
    func redaction() async throws {
        let clinic = try await Clinic()
        let rivera = try await clinic.staff("Rivera")
        let okafor = try await clinic.staff("Okafor")
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let ben = try await clinic.patient("Ben", seenBy: rivera)
        let desk = try await clinic.desk(rivera)
        let note = try await desk.draft(
            FreeText("For both"),
            about: [ana.id, ben.id],
            individual: [ana.id: FreeText("For Ana alone"), ben.id: FreeText("For Ben alone")],
            idempotencyKey: "draft"
        )
        try await desk.sign(note, idempotencyKey: "sign")
        clinic.directory.join(okafor.id, ana.id)
        let colleague = try await clinic.desk(okafor)
        let asked = try await clinic.portal(ana)
        for opened in [
            try await colleague.read(note), try await colleague.export(note),
            try #require(try await colleague.read([note])[note]), try await asked.readRequested(note),
        ] {
            #expect(opened.obligations.contains(.redactOtherSubjects))
            let words = opened.fields.values.map { String(decoding: $0.copyBytes(), as: UTF8.self) }
            #expect(Set(words) == ["For both", "For Ana alone"])
            #expect(!opened.copyText().contains("Ben"))
            #expect(opened.subjects == [ana.id] && opened.parts.count == 2)
            let others = try opened.content(
                as: FreeText.self,
                part: NotePart.parts(for: [ana.id, ben.id])[2]
            )
            #expect(others.text == nil)
        }
    }

    @Test("a draft that was used for a decision is the patient's to ask for")
    func usedDraft() async throws {
        let setting = try await DutySetting()
        let desk = try await setting.clinic.desk(setting.rivera)
        let draft = try await desk.draft(
            FreeText("Not final"),
            about: [setting.ana.id],
            idempotencyKey: "draft"
        )
        let portal = try await setting.clinic.portal(setting.ana)
        await #expect(throws: NotesError(.refused)) { _ = try await portal.readRequested(draft) }
        let colleague = try await setting.clinic.desk(setting.okafor)
        #expect(await refusal { try await colleague.recordUse(of: draft, idempotencyKey: "use") } != nil)
        try await desk.recordUse(of: draft, idempotencyKey: "use")
        #expect(try await portal.readRequested(draft).copyText() == "Not final")
        #expect(await portal.outcome(of: draft).hasPrefix("refused"))
    }
}

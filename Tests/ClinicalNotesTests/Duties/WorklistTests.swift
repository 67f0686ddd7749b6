import ClinicalNotes
import TestSupport
import Testing

@Suite("The worklist of duties")
struct WorklistTests {
    private let day: Duration = .seconds(86_400)

    private func hold(_ setting: DutySetting) async throws {
        try await setting.clinic.desk(setting.rivera)
            .place(
                Hold(
                    note: setting.general,
                    patient: setting.ana.id,
                    ground: .endangerLifeOrPhysicalSafety,
                    determinedBy: .licensedProfessional,
                    by: setting.rivera.id,
                    at: setting.clinic.clock.now,
                    individualized: true,
                    treatingRelationship: true,
                    expires: nil
                ),
                idempotencyKey: "hold"
            )
    }

    @Test("has the letter, the remainder and the review of a denied request, each with its date")
    func denial() async throws {
        let setting = try await DutySetting()
        try await hold(setting)
        let asked = setting.clinic.clock.now
        let response = try await setting.clinic.portal(setting.ana)
            .requestAccess(to: setting.ana.id, idempotencyKey: "access")
        #expect(response.isPartlyDenied)
        let open = try await setting.worklist()
        #expect(
            Set(open.map(\.obligation)) == [.respond30Days, .writtenDenial, .releaseRemainder, .offerReview]
        )
        #expect(open.allSatisfy { $0.due == asked + .seconds(30 * 86_400) && $0.since == asked })
        #expect(open.allSatisfy { $0.principal == .patient(setting.ana.id) })
    }

    @Test("has the clock of a request for a record in which there is nothing")
    func emptyRecord() async throws {
        let setting = try await DutySetting()
        _ = try await setting.clinic.portal(setting.ben)
            .requestAccess(to: setting.ben.id, idempotencyKey: "access")
        #expect(try await setting.worklist().map(\.obligation) == [.respond30Days])
    }

    @Test("counts a refusal that is asked for again as one letter, and what is at hand as answered")
    func repeats() async throws {
        let setting = try await DutySetting()
        try await hold(setting)
        let portal = try await setting.clinic.portal(setting.ana)
        for _ in 0..<5 {
            await #expect(throws: NotesError(.refused)) {
                _ = try await portal.readRequested(setting.general)
            }
            setting.clinic.clock.set(setting.clinic.clock.now + .seconds(3600))
        }
        let letters = try await setting.worklist().filter { $0.obligation == .writtenDenial }
        #expect(letters.count == 1)
        let other = try await setting.clinic.desk(setting.rivera)
            .signed("Words without a hold", about: setting.ana.id, key: "other")
        _ = try await portal.readRequested(other)
        #expect(try await !setting.worklist().contains { $0.obligation == .respond30Days })
    }

    @Test("loses a duty once it is discharged, and only then")
    func discharge() async throws {
        let setting = try await DutySetting()
        try await hold(setting)
        await #expect(throws: NotesError(.refused)) {
            _ = try await setting.clinic.portal(setting.ana).readRequested(setting.general)
        }
        let office = try await setting.clinic.desk(setting.office, .operations)
        let letter = try #require(try await office.duties().first { $0.obligation == .writtenDenial })
        let before = try await office.duties().map(\.id)
        // Asked again within the minute: only counted, and written down after the letter has gone out.
        await #expect(throws: NotesError(.refused)) {
            _ = try await setting.clinic.portal(setting.ana).readRequested(setting.general)
        }
        for _ in 0..<2 {
            try await office.discharge(letter.id, words: "Dear Ana", idempotencyKey: "letter")
        }
        try await setting.clinic.vault.checkpoint()
        #expect(try await office.duties().map(\.id) == before.filter { $0 != letter.id })
        let entries = try await setting.clinic.audit().filter { $0.event == .discharge }
        #expect(entries.count == 1)
        #expect(entries.first?.settles?.position == letter.id.position)
        #expect(entries.first?.principal == setting.office.id)
        await #expect(throws: NotesError(.notFound)) {
            try await office.discharge(letter.id, idempotencyKey: "again")
        }
        let unknown = Duty.ID(position: 9999, obligation: .writtenDenial)
        await #expect(throws: NotesError(.notFound)) {
            try await office.discharge(unknown, idempotencyKey: "unknown")
        }
        // After the letter the same question brings another one.
        await #expect(throws: NotesError(.refused)) {
            _ = try await setting.clinic.portal(setting.ana).readRequested(setting.general)
        }
        setting.clinic.clock.set(setting.clinic.clock.now + .seconds(61))
        await #expect(throws: NotesError(.refused)) {
            _ = try await setting.clinic.portal(setting.ana).readRequested(setting.general)
        }
        #expect(try await office.duties().filter { $0.obligation == .writtenDenial }.count == 1)
        let review = try #require(try await office.duties().first { $0.obligation == .offerReview })
        try await office.discharge(review.id, idempotencyKey: "without words")
        #expect(try await !office.duties().contains { $0.id == review.id })
        try await setting.clinic.vault.checkpoint()
        let report = try await setting.clinic.vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
    }

    @Test(
        "shows compliance staff everything, others what their own acts brought, outsiders and patients nothing"
    )
    func readers() async throws {
        let setting = try await DutySetting()
        try await hold(setting)
        await #expect(throws: NotesError(.refused)) {
            _ = try await setting.clinic.portal(setting.ana).readRequested(setting.general)
        }
        let glass = try await setting.emergency()
        #expect(try await glass.read(setting.general).copyText() == "General words")
        let mine = try await glass.duties()
        #expect(Set(mine.map(\.obligation)) == [.breakGlassAudit, .recordReason])
        #expect(try await setting.worklist(setting.rivera).isEmpty)
        #expect(Set(try await setting.worklist().map(\.id)).isSuperset(of: mine.map(\.id)))
        #expect(try await setting.worklist().count > mine.count)
        for session in [
            try await setting.clinic.portal(setting.ana), try await setting.bench(reviewed: true),
        ] {
            await #expect(throws: NotesError(.notStaff)) { _ = try await session.duties() }
            await #expect(throws: NotesError(.notStaff)) {
                try await session.discharge(mine[0].id, words: "Done", idempotencyKey: "not mine")
            }
        }
        let rivera = try await setting.clinic.desk(setting.rivera)
        await #expect(throws: NotesError(.notFound)) {
            try await rivera.discharge(mine[0].id, words: "Done", idempotencyKey: "not mine")
        }
        let reason = try #require(mine.first { $0.obligation == .recordReason })
        await #expect(throws: NotesError(.invalidInput)) {
            try await glass.discharge(reason.id, idempotencyKey: "without words")
        }
        try await glass.discharge(reason.id, words: "Unconscious patient", idempotencyKey: "reason")
        #expect(try await glass.duties().map(\.obligation) == [.breakGlassAudit])
        setting.clinic.directory.doubt(setting.okafor.id)
        await #expect(throws: NotesError(.notStaff)) { _ = try await glass.duties() }
    }

    @Test("changes neither who reads nor what the patient gets")
    func twoQuestions() async throws {
        let setting = try await DutySetting()
        try await hold(setting)
        let portal = try await setting.clinic.portal(setting.ana)
        let okafor = try await setting.clinic.desk(setting.okafor)
        func outcomes() async -> [String] {
            [await portal.outcome(of: setting.general), await okafor.outcome(of: setting.general)]
        }
        let before = await outcomes()
        await #expect(throws: NotesError(.refused)) { _ = try await portal.readRequested(setting.general) }
        let office = try await setting.clinic.desk(setting.office, .operations)
        for duty in try await office.duties() {
            try await office.discharge(duty.id, words: "Done", idempotencyKey: "\(duty.id)")
        }
        #expect(await outcomes() == before)
        await #expect(throws: NotesError(.refused)) { _ = try await portal.readRequested(setting.general) }
    }
}

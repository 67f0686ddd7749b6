import ClinicalNotes
import TestSupport
import Testing

@Suite("The patient's rights to amend and to an accounting")
struct PatientRightsTests {
    @Test("a request to amend reaches the author, has a date, and changes nothing")
    func amendment() async throws {
        let setting = try await DutySetting()
        let portal = try await setting.portal(setting.ana, .amendmentRequest)
        let asked = setting.clinic.clock.now
        var made: [AmendmentRequest] = []
        for _ in 0..<2 {
            made.append(
                try await portal.requestAmendment(
                    of: setting.general,
                    "It was in May",
                    idempotencyKey: "amend"
                )
            )
            setting.clinic.clock.set(setting.clinic.clock.now + .seconds(60))
        }
        #expect(made[0].id == made[1].id && made[1].due == asked + .seconds(60 * 86_400))
        let desk = try await setting.clinic.desk(setting.rivera)
        let found = try await desk.amendmentRequests(of: setting.general)
        #expect(found.map(\.id) == [made[0].id] && found.map(\.due) == [made[0].due])
        #expect(found.first?.words.copyString() == "It was in May")
        #expect(try await desk.read(setting.general).copyText() == "General words")
        let open = try await setting.worklist()
        #expect(open.map(\.obligation) == [.respond60Days] && open.first?.due == made[0].due)
        await #expect(throws: NotesError(.idempotencyMismatch)) {
            _ = try await portal.requestAmendment(of: setting.general, "Other", idempotencyKey: "amend")
        }
    }

    @Test("an accepted amendment brings the duty to tell those who rely on the note")
    func accepted() async throws {
        let setting = try await DutySetting()
        let portal = try await setting.portal(setting.ana, .amendmentRequest)
        _ = try await portal.requestAmendment(of: setting.general, "It was in May", idempotencyKey: "amend")
        let desk = try await setting.clinic.desk(setting.rivera, .amendmentRequest)
        let asked = try #require(
            try await setting.clinic.desk(setting.rivera).amendmentRequests(of: setting.general).first
        )
        try await desk.answerAmendment(
            asked.id,
            of: setting.general,
            accepting: true,
            words: "You are right.",
            idempotencyKey: "accept"
        )
        #expect(try await setting.worklist().map(\.obligation) == [.notifyRecipients])
        try await desk.amend(setting.general, FreeText("In May"), idempotencyKey: "amend it")
        #expect(Set(try await setting.worklist().map(\.obligation)) == [.notifyRecipients])
        let office = try await setting.clinic.desk(setting.office, .operations)
        for duty in try await office.duties() {
            try await office.discharge(duty.id, words: "Accepted and told", idempotencyKey: "\(duty.id)")
        }
        #expect(try await office.duties().isEmpty)
    }

    @Test("a denied one leaves the patient a statement of disagreement beside the note")
    func disagreement() async throws {
        let setting = try await DutySetting()
        let portal = try await setting.portal(setting.ana, .amendmentRequest)
        _ = try await portal.requestAmendment(of: setting.general, "It was in May", idempotencyKey: "amend")
        let desk = try await setting.clinic.desk(setting.rivera)
        let own = try await setting.clinic.desk(setting.rivera, .amendmentRequest)
        let asked = try #require(try await desk.amendmentRequests(of: setting.general).first)
        let other = try await setting.clinic.desk(setting.office, .amendmentRequest)
        #expect(
            await refusal {
                try await other.answerAmendment(
                    asked.id,
                    of: setting.general,
                    accepting: false,
                    words: "No",
                    idempotencyKey: "not mine"
                )
            } != nil
        )
        for _ in 0..<2 {
            try await own.answerAmendment(
                asked.id,
                of: setting.general,
                accepting: false,
                words: "It is accurate.",
                idempotencyKey: "deny"
            )
        }
        await #expect(throws: NotesError(.notFound)) {
            try await own.answerAmendment(
                asked.id,
                of: setting.general,
                accepting: true,
                words: "After all",
                idempotencyKey: "twice"
            )
        }
        #expect(try await setting.worklist().isEmpty)
        let answered = try await desk.amendmentRequests(of: setting.general)
        #expect(answered.map { $0.answer?.words.copyString() } == ["It is accurate."])
        #expect(answered.map { $0.answer?.isAccepted } == [false])
        #expect(try await setting.clinic.vault.verify().isConsistent)
        // Who asked reads the answer, though the note was never released.
        let told = try await portal.amendmentRequests(of: setting.general)
        #expect(told.map { $0.answer?.words.copyString() } == ["It is accurate."])
        let statement = try await portal.annotate(setting.general, "I disagree", idempotencyKey: "disagree")
        #expect(try await desk.read(statement).copyText() == "I disagree")
        #expect(try await desk.read(statement).subjects == [setting.ana.id])
    }

    @Test(
        "a partner who sees a part of the note does not get the other's request, and the reading is a decision"
    )
    func othersRequests() async throws {
        let setting = try await DutySetting()
        let desk = try await setting.clinic.desk(setting.rivera)
        let note = try await desk.draft(
            FreeText("For both"),
            about: [setting.ana.id, setting.ben.id],
            individual: [setting.ana.id: FreeText("For Ana alone")],
            idempotencyKey: "shared"
        )
        try await desk.sign(note, idempotencyKey: "sign shared")
        for patient in [setting.ana, setting.ben] {
            try await desk.release(note, to: patient.id, idempotencyKey: "release \(patient.id)")
        }
        _ = try await setting.portal(setting.ana, .amendmentRequest)
            .requestAmendment(of: note, "It was in May", idempotencyKey: "amend")
        let ben = try await setting.clinic.portal(setting.ben)
        #expect(try await ben.read(note).copyText() == "For both")
        #expect(try await ben.amendmentRequests(of: note).isEmpty)
        #expect(try await setting.clinic.audit().last { $0.record == note.record }?.event == .decision)
        #expect(try await desk.amendmentRequests(of: note).count == 1)
        #expect(try await setting.worklist().map(\.obligation) == [.respond60Days])
    }

    @Test("words are bounded, and a draft that somebody asked to amend is not discarded")
    func bounds() async throws {
        let setting = try await DutySetting()
        let portal = try await setting.portal(setting.ana, .amendmentRequest)
        let long = ClinicalText(String(repeating: "a", count: FieldCoder.maximumFieldBytes + 1))
        await #expect(throws: NotesError(.tooLarge)) {
            _ = try await portal.requestAmendment(of: setting.general, long, idempotencyKey: "long")
        }
        let desk = try await setting.clinic.desk(setting.rivera)
        let draft = try await desk.draft(
            FreeText("Not yet"),
            about: [setting.ana.id],
            idempotencyKey: "draft"
        )
        await #expect(throws: NotesError(.tooLarge)) {
            try await desk.discard(draft, reason: long, idempotencyKey: "long")
        }
        try await desk.recordUse(of: draft, idempotencyKey: "use")
        _ = try await portal.requestAmendment(of: draft, "It was in May", idempotencyKey: "amend")
        await #expect(throws: NotesError(.invalidTransition)) {
            try await desk.discard(draft, reason: "Begun by mistake", idempotencyKey: "discard")
        }
    }

    @Test("holds are shown to who may place them, not to who may read the note")
    func holds() async throws {
        let setting = try await DutySetting()
        let desk = try await setting.clinic.desk(setting.rivera)
        #expect(try await desk.holds(on: setting.general).isEmpty)
        try await desk.release(setting.general, to: setting.ana.id, idempotencyKey: "release")
        let portal = try await setting.clinic.portal(setting.ana)
        #expect(try await portal.read(setting.general).copyText() == "General words")
        #expect(await refusal { _ = try await portal.holds(on: setting.general) } != nil)
    }

    @Test("a request is answered in a record of many pages, wherever it stands")
    func manyPages() async throws {
        let setting = try await DutySetting()
        let office = try await setting.clinic.desk(setting.office, .operations)
        func fill(_ name: String) async throws {
            let notes = (0..<140).map { number in
                ExternalNote(
                    key: PersonIdentifier(system: "urn:test", value: "\(name)-\(number)"),
                    kind: .note,
                    compartment: .general,
                    sections: [ExternalSection(text: "Words")],
                    authors: [ExternalAuthor(attested: "Dr. Else")],
                    subjects: [0],
                    period: Practice.start..<Practice.start
                )
            }
            let records = ExternalRecords(patients: [.known(setting.ana.id)], notes: notes)
            let report = try await office.importRecords(records)
            #expect(report.notes.allSatisfy { $0.made != nil })
        }
        try await fill("before")
        let portal = try await setting.portal(setting.ana, .amendmentRequest)
        let asked = try await portal.requestAmendment(of: setting.general, "In May", idempotencyKey: "amend")
        try await fill("after")
        let desk = try await setting.clinic.desk(setting.rivera, .amendmentRequest)
        for id in [RecordID(Bytes16(high: .max, low: 1)), setting.own.record] {
            await #expect(throws: NotesError(.notFound)) {
                try await desk.answerAmendment(
                    id,
                    of: setting.general,
                    accepting: false,
                    words: "No",
                    idempotencyKey: "\(id)"
                )
            }
        }
        try await desk.answerAmendment(
            asked.id,
            of: setting.general,
            accepting: false,
            words: "No",
            idempotencyKey: "answer"
        )
        let reader = try await setting.clinic.desk(setting.rivera)
        let found = try await reader.amendmentRequests(of: setting.general)
        #expect(found.map { $0.answer?.isAccepted } == [false])
        #expect(try await setting.worklist().isEmpty)
    }

    @Test("somebody else's request is answered as if there were nothing", arguments: [true, false])
    func strangers(exists: Bool) async throws {
        let setting = try await DutySetting()
        let stranger = try await setting.portal(setting.ben, .amendmentRequest)
        let none = NoteID(
            owner: OwnerID(Bytes16(high: 1, low: 2)),
            record: RecordID(Bytes16(high: 3, low: 4))
        )
        let note = exists ? setting.general : none
        let patient = exists ? setting.ana.id : PatientID(Bytes16(high: 5, low: 6))
        await #expect(throws: NotesError(.notFound)) {
            _ = try await stranger.requestAmendment(of: note, "Mine", idempotencyKey: "amend")
        }
        await #expect(throws: NotesError(.notFound)) {
            _ = try await stranger.amendmentRequests(of: note)
        }
        await #expect(throws: NotesError(.notFound)) {
            _ = try await stranger.requestAccounting(of: patient, idempotencyKey: "accounting")
        }
        #expect(
            await refusal { _ = try await stranger.requestAccounting(of: patient, idempotencyKey: "a") }
                == "NotesError(notFound)"
        )
        #expect(try await setting.worklist().isEmpty)
    }

    @Test(
        "an accounting has six years of what is accounted for, without a word of content, and is the same again"
    )
    func accounting() async throws {
        let setting = try await DutySetting()
        try await setting.grantToCourt()
        let session = try await setting.bench(reviewed: true)
        let old = setting.clinic.clock.now
        _ = try await session.read(setting.own)
        _ = try await setting.clinic.desk(setting.rivera).read(setting.general)
        setting.clinic.clock.set(old + .seconds(7 * 366 * 86_400))
        _ = try await setting.bench(reviewed: true).read(setting.own)
        let portal = try await setting.portal(setting.ana, .accounting)
        let given = try await portal.requestAccounting(of: setting.ana.id, idempotencyKey: "accounting")
        #expect(given.disclosures.map(\.at) == [setting.clinic.clock.now])
        #expect(!"\(given)".contains("Own words"))
        _ = try await setting.bench(reviewed: true).read(setting.own)
        let again = try await portal.requestAccounting(of: setting.ana.id, idempotencyKey: "accounting")
        #expect(again == given)
        let next = try await portal.requestAccounting(of: setting.ana.id, idempotencyKey: "next")
        #expect(next.disclosures.count == 2)
        let others = try await setting.portal(setting.ben, .accounting)
            .requestAccounting(of: setting.ben.id, idempotencyKey: "ben")
        #expect(others.disclosures.isEmpty)
        // It was given at once, so nobody owes it any more.
        #expect(try await !setting.worklist().contains { $0.obligation == .respond60Days })
    }
}

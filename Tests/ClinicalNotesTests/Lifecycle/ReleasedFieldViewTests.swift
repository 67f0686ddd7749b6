import ClinicalNotes
import TestSupport
import Testing

@Suite("One released field of a note")
struct ReleasedFieldViewTests {
    private static let hidden = "refused: NotesError(notFound)"

    private let clinic: Clinic
    private let rivera: Clinic.Staff
    private let okafor: Clinic.Staff
    private let clerk: Clinic.Staff
    private let ana: Clinic.Patient
    private let ben: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        clerk = try await clinic.staff("Clerk", .billing)
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
        ben = try await clinic.patient("Ben", seenBy: rivera)
    }

    /// A signed note with words in its fields 1 and 2.
    private func written(_ isPsychotherapy: Bool, _ desk: NoteSession) async throws -> NoteID {
        let note =
            isPsychotherapy
            ? try await desk.draft(
                PsychotherapyNote(impressions: "First words", hypotheses: "Second words"),
                about: [ana.id],
                idempotencyKey: "draft"
            )
            : try await desk.draft(
                DAPNote(data: "First words", assessment: "Second words"),
                about: [ana.id],
                idempotencyKey: "draft"
            )
        try await desk.sign(note, idempotencyKey: "sign")
        return note
    }

    /// What everybody but the patient gets.
    private func others(_ note: NoteID) async throws -> [String] {
        var told: [String] = []
        let sessions = [
            try await clinic.desk(rivera), try await clinic.desk(okafor),
            try await clinic.desk(okafor, .operations), try await clinic.desk(clerk, .payment),
            try await clinic.portal(ben),
        ]
        for session in sessions {
            told.append(await session.outcome(of: note))
            told.append("\(try await session.chart(of: ana.id).page().map(\.id))")
        }
        return told
    }

    @Test("is one that the note has; another is refused", arguments: [true, false])
    func absent(isPsychotherapy: Bool) async throws {
        let desk = try await clinic.desk(rivera)
        let note = try await written(isPsychotherapy, desk)
        let portal = try await clinic.portal(ana)
        for field in [FieldAddress(part: 1, field: 99), FieldAddress(part: 9, field: 1)] {
            await #expect(throws: NotesError(.invalidInput, at: "scope")) {
                try await desk.release(note, to: ana.id, scope: .field(field), idempotencyKey: "absent")
            }
        }
        #expect(try await portal.chart(of: ana.id).page().isEmpty)
        #expect(await portal.outcome(of: note) == Self.hidden)
        // Taking back is never refused for it: a later revision may have dropped a field that was released.
        let dropped = SharingScope.field(FieldAddress(part: 1, field: 99))
        try await desk.withhold(note, from: ana.id, scope: dropped, idempotencyKey: "taken back")
    }

    @Test("is all that the patient's portal lists and opens", arguments: [false, true])
    func only(isPsychotherapy: Bool) async throws {
        let desk = try await clinic.desk(rivera)
        let portal = try await clinic.portal(ana)
        let note = try await written(isPsychotherapy, desk)
        let part = try #require(try await desk.read(note).parts.first)
        let field = FieldAddress(part: part.id, field: 2)
        let before = try await others(note)
        #expect(await portal.outcome(of: note) == Self.hidden)
        try await desk.release(note, to: ana.id, scope: .field(field), idempotencyKey: "field")
        #expect(try await portal.chart(of: ana.id).page().map(\.id) == [note])
        let opened = try await portal.read(note)
        #expect(Array(opened.fields.keys) == [field])
        #expect(opened.copyText() == "Second words")
        #expect(opened.parts.map(\.id) == [part.id])
        #expect(Array(opened.fields(of: part).keys) == [2])
        #expect(try await portal.read([note])[note]?.copyText() == "Second words")
        #expect(try await others(note) == before)
        // A request for access is the other question: it ignores release, but for what only its originator opens.
        let response = try await portal.requestAccess(to: ana.id, idempotencyKey: "request")
        #expect(response.granted == [note])
        let requested = try await portal.readRequested(note).copyText()
        #expect(requested.contains("First words") == !isPsychotherapy)
        #expect(requested.contains("Second words"))
        try await desk.withhold(note, from: ana.id, scope: .field(field), idempotencyKey: "back")
        #expect(await portal.outcome(of: note) == Self.hidden)
        #expect(try await portal.chart(of: ana.id).page().isEmpty)
        #expect(try await others(note) == before)
    }

    @Test("follows its schedule, its hold and what is withheld later", arguments: [false, true])
    func narrowed(isPsychotherapy: Bool) async throws {
        let desk = try await clinic.desk(rivera)
        let portal = try await clinic.portal(ana)
        let note = try await written(isPsychotherapy, desk)
        let part = try #require(try await desk.read(note).parts.first)
        let scope = SharingScope.field(FieldAddress(part: part.id, field: 2))
        let opening = clinic.clock.now + .seconds(3600)
        try await desk.release(note, to: ana.id, scope: scope, at: opening, idempotencyKey: "later")
        #expect(await portal.outcome(of: note) == Self.hidden)
        #expect(try await portal.chart(of: ana.id).page().isEmpty)
        clinic.clock.set(opening)
        #expect(await portal.outcome(of: note) == "words: Second words")
        for held in [scope, .part(part.id)] {
            let hold = Hold(
                note: note,
                scope: held,
                patient: ana.id,
                ground: .endangerLifeOrPhysicalSafety,
                determinedBy: .licensedProfessional,
                by: rivera.id,
                at: clinic.clock.now,
                individualized: true,
                treatingRelationship: true,
                expires: nil
            )
            try await desk.place(hold, idempotencyKey: "hold \(held)")
            #expect(await portal.outcome(of: note) == Self.hidden)
            try await desk.lift(hold, idempotencyKey: "lift \(held)")
            #expect(await portal.outcome(of: note) == "words: Second words")
        }
        try await desk.withhold(note, from: ana.id, idempotencyKey: "all")
        #expect(await portal.outcome(of: note) == Self.hidden)
        try await desk.release(note, to: ana.id, scope: scope, idempotencyKey: "again")
        #expect(await portal.outcome(of: note) == "words: Second words")
    }

    @Test("is not one of another subject's part, and of a shared note it opens nothing of the other")
    func shared() async throws {
        let desk = try await clinic.desk(rivera)
        func plan(_ words: String) -> SessionSummary {
            SessionSummary(plan: words)
        }
        let visit = try await desk.document(
            CounselingSession(
                subjects: [ana.id, ben.id],
                period: Practice.start..<(Practice.start + .seconds(3000)),
                modality: .couple,
                summary: plan("For all"),
                individual: [ana.id: plan("For Ana alone"), ben.id: plan("For Ben alone")]
            ),
            idempotencyKey: "visit"
        )
        try await desk.sign(visit.summary, idempotencyKey: "sign")
        let opened = try await desk.read(visit.summary)
        func field(_ words: String) throws -> FieldAddress {
            try #require(
                opened.fields.first { String(decoding: $0.value.copyBytes(), as: UTF8.self).contains(words) }?
                    .key
            )
        }
        let (own, other) = (try field("For Ana alone"), try field("For Ben alone"))
        let told = await refusal {
            try await desk.release(visit.summary, to: ana.id, scope: .field(other), idempotencyKey: "other")
        }
        #expect(told?.contains("invalidInput") == true)
        #expect(await (try clinic.portal(ana)).outcome(of: visit.summary) == Self.hidden)
        try await desk.release(visit.summary, to: ana.id, scope: .field(own), idempotencyKey: "own")
        let shown = try await clinic.portal(ana).read(visit.summary)
        #expect(Array(shown.fields.keys) == [own])
        #expect(shown.parts.map(\.id) == [own.part])
        #expect(shown.subjects == [ana.id])
        #expect(await (try clinic.portal(ben)).outcome(of: visit.summary) == Self.hidden)
    }
}

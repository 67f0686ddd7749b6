import ClinicalNotes
import TestSupport
import Testing

@Suite("A note about several people")
struct SharedNoteTests {
    let clinic: Clinic
    let rivera: Clinic.Staff
    let okafor: Clinic.Staff
    let ana: Clinic.Patient
    let ben: Clinic.Patient
    let cleo: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
        ben = try await clinic.patient("Ben", seenBy: rivera, okafor)
        cleo = try await clinic.patient("Cleo", seenBy: rivera)
    }

    private func plan(_ words: String) -> SessionSummary {
        SessionSummary(plan: words)
    }

    private func session(_ subjects: [Clinic.Patient]) -> CounselingSession {
        CounselingSession(
            subjects: subjects.map(\.id),
            period: Practice.start..<(Practice.start + .seconds(3000)),
            modality: subjects.count == 2 ? .couple : .group,
            summary: plan("For all"),
            individual: [ana.id: plan("For Ana alone"), ben.id: plan("For Ben alone")],
            analysis: PsychotherapyNote(impressions: "Of all"),
            individualAnalysis: [ana.id: PsychotherapyNote(impressions: "Of Ana alone")]
        )
    }

    private func document(_ subjects: [Clinic.Patient]) async throws -> (NoteSession, DocumentedSession) {
        let desk = try await clinic.desk(rivera)
        let visit = try await desk.document(session(subjects), idempotencyKey: "visit")
        try await desk.sign(visit.summary, idempotencyKey: "sign")
        if let analysis = visit.analysis { try await desk.sign(analysis, idempotencyKey: "sign own") }
        return (desk, visit)
    }

    @Test("shows each subject the own part, and never another's", arguments: [false, true])
    func parts(byRequest: Bool) async throws {
        let (desk, visit) = try await document([ana, ben])
        for patient in [ana, ben] {
            try await desk.release(visit.summary, to: patient.id, idempotencyKey: "release \(patient.id)")
        }
        for (patient, own, other) in [(ana, "Ana", "Ben"), (ben, "Ben", "Ana")] {
            let portal = try await clinic.portal(patient)
            let opened =
                byRequest
                ? try await portal.readRequested(visit.summary) : try await portal.read(visit.summary)
            let words = opened.copyText()
            #expect(words.contains("For all") && words.contains("For \(own) alone"))
            #expect(!words.contains("For \(other) alone"))
            #expect(opened.subjects.allSatisfy { $0 == patient.id })
            #expect(try await portal.chart(of: patient.id).page().map(\.id) == [visit.summary])
        }
        #expect(await (try clinic.portal(cleo)).outcome(of: visit.summary) == "refused: NotesError(notFound)")
        #expect(try await clinic.portal(cleo).chart(of: ben.id).page().isEmpty)
    }

    @Test("is listed for who may read it, whichever subject it names first")
    func listing() async throws {
        let desk = try await clinic.desk(rivera)
        let subjects = [ana.id, ben.id].sorted()
        let colleague = try await clinic.staff("Colleague")
        clinic.directory.join(colleague.id, subjects[1])
        let note = try await desk.draft(
            plan("For all"),
            about: [subjects[1], subjects[0]],
            idempotencyKey: "draft"
        )
        try await desk.sign(note, idempotencyKey: "sign")
        let session = try await clinic.desk(colleague)
        #expect(try await session.read(note).id == note)
        #expect(try await session.chart(of: subjects[1]).page().map(\.id) == [note])
    }

    @Test("is absent from the portal of who may see nothing of it")
    func nothingShown() async throws {
        let desk = try await clinic.desk(rivera)
        let note = try await desk.draft(plan("For all"), about: [ana.id], idempotencyKey: "draft")
        try await desk.sign(note, idempotencyKey: "sign")
        try await desk.release(note, to: ana.id, idempotencyKey: "release")
        let portal = try await clinic.portal(ana)
        #expect(try await portal.chart(of: ana.id).page().map(\.id) == [note])
        let parts = try await desk.read(note).parts
        for part in parts {
            try await desk.withhold(
                note,
                from: ana.id,
                scope: .part(part.id),
                idempotencyKey: "withhold \(part.id)"
            )
        }
        #expect(await portal.outcome(of: note) == "refused: NotesError(notFound)")
        #expect(try await portal.chart(of: ana.id).page().isEmpty)
    }

    @Test("is released to one and not to the other")
    func releasedToOne() async throws {
        let (desk, visit) = try await document([ana, ben])
        try await desk.release(visit.summary, to: ana.id, idempotencyKey: "release")
        #expect(await (try clinic.portal(ana)).outcome(of: visit.summary).contains("For Ana alone"))
        #expect(await (try clinic.portal(ben)).outcome(of: visit.summary) == "refused: NotesError(notFound)")
        // A part that is somebody else's cannot be opened by releasing it.
        for scope in [SharingScope.part(2), .field(FieldAddress(part: 2, field: 9)), .part(9)] {
            await #expect(throws: NotesError(.invalidInput)) {
                try await desk.release(visit.summary, to: ben.id, scope: scope, idempotencyKey: "\(scope)")
            }
        }
        try await desk.release(visit.summary, to: ben.id, scope: .part(3), idempotencyKey: "own part")
        let shown = await (try clinic.portal(ben)).outcome(of: visit.summary)
        #expect(shown.contains("For Ben alone") && !shown.contains("For Ana alone"))
        #expect(!shown.contains("For all"))
    }

    @Test("keeps a part that an edit adds from everybody else")
    func addedPart() async throws {
        let desk = try await clinic.desk(rivera)
        let note = try await desk.draft(plan("For all"), about: [ana.id, ben.id], idempotencyKey: "draft")
        try await desk.edit(
            note,
            plan("For all"),
            individual: [ana.id: plan("For Ana alone")],
            idempotencyKey: "edit"
        )
        try await desk.sign(note, idempotencyKey: "sign")
        for patient in [ana, ben] {
            try await desk.release(note, to: patient.id, idempotencyKey: "release \(patient.id)")
        }
        #expect(await (try clinic.portal(ana)).outcome(of: note).contains("For Ana alone"))
        let partner = await (try clinic.portal(ben)).outcome(of: note)
        #expect(partner.contains("For all") && !partner.contains("For Ana alone"))
    }

    @Test("of a group stands in the chart of every member, and of nobody else")
    func group() async throws {
        let (desk, visit) = try await document([ana, ben, cleo])
        let analysis = try #require(visit.analysis)
        for patient in [ana, ben, cleo] {
            let entries = try await desk.chart(of: patient.id).page()
            #expect(Set(entries.map(\.id)) == [visit.summary, analysis])
        }
        let colleague = try await clinic.desk(okafor)
        #expect(try await colleague.chart(of: ana.id).page().map(\.id) == [visit.summary])
        let again = try await desk.document(
            session([cleo, ana, ben]),
            idempotencyKey: "second visit"
        )
        #expect(again.summary.owner == visit.summary.owner)
    }

    @Test("in psychotherapy is opened to one subject once every other agreed")
    func analysis() async throws {
        let (desk, visit) = try await document([ana, ben])
        let analysis = try #require(visit.analysis)
        let portal = try await clinic.portal(ana)
        try await desk.release(analysis, to: ana.id, idempotencyKey: "release")
        #expect(await portal.outcome(of: analysis) == "refused: NotesError(notFound)")
        var agreed = Authorization.forClinician(rivera, of: ben.id, at: clinic)
        agreed.recipients = [.principal(.patient(ana.id))]
        agreed.purposes = [.patientRequest]
        let agreement = try await desk.record(.authorization(agreed), idempotencyKey: "agreement")
        let shown = await portal.outcome(of: analysis)
        #expect(shown.contains("Of all"))
        try await desk.revoke(agreement, of: ben.id, idempotencyKey: "revoke")
        #expect(await portal.outcome(of: analysis) == "refused: NotesError(notFound)")
    }
}

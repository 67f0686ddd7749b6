import ClinicalNotes
import TestSupport
import Testing

@Suite("The revisions of a note")
struct RevisionTests {
    let clinic: Clinic
    let rivera: Clinic.Staff
    let okafor: Clinic.Staff
    let ana: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
    }

    private func words(_ bytes: SensitiveBytes?) -> String? {
        bytes.map { String(decoding: $0.copyBytes(), as: UTF8.self) }
    }

    @Test("tell who signed what, and when, and what is different")
    func whole() async throws {
        let desk = try await clinic.desk(rivera)
        let signedAt = clinic.clock.now
        let note = try await desk.draft(
            SOAPNote(subjective: "Sleeps badly", plan: "Weekly"),
            about: [ana.id]
        )
        #expect(try await desk.revisions(of: note).map(\.signature) == [nil])
        try await desk.sign(note)
        clinic.clock.set(signedAt + .seconds(60))
        try await desk.amend(note, SOAPNote(subjective: "Sleeps well", assessment: "Good", plan: "Weekly"))
        let revisions = try await clinic.desk(okafor).revisions(of: note)
        #expect(revisions.map(\.signature?.at) == [signedAt, signedAt + .seconds(60)])
        #expect(revisions.allSatisfy { $0.signature?.by == rivera.id })
        let changes = revisions[1].changes(since: revisions[0])
        #expect(changes.map { words($0.before) } == ["Sleeps badly", nil])
        #expect(changes.map { words($0.after) } == ["Sleeps well", "Good"])
        #expect(revisions[1].changes(since: revisions[1]).isEmpty)
    }

    @Test("are for those who may read all of the note, and recorded as a reading")
    func closed() async throws {
        let desk = try await clinic.desk(rivera)
        let note = try await desk.analysed("Dream", about: ana.id, key: "dream")
        let colleague = try await clinic.desk(okafor)
        #expect(await refusal { _ = try await colleague.revisions(of: note) } == "NotesError(notFound)")
        #expect(
            await refusal { _ = try await clinic.portal(ana).revisions(of: note) } == "NotesError(notFound)"
        )
        let before = try await clinic.audit().count
        #expect(try await desk.revisions(of: note).count == 1)
        let entries = try await clinic.audit()
        #expect(
            entries.count == before + 1 && entries.last?.event == .decision && entries.last?.action == .read
        )
    }
}

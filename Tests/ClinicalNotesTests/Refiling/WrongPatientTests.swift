import ClinicalNotes
import TestSupport
import Testing

@Suite("A note on the wrong patient's chart")
struct WrongPatientTests {
    let clinic: Clinic
    let rivera: Clinic.Staff
    let okafor: Clinic.Staff
    let officer: Clinic.Staff
    let ana: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        officer = try await clinic.staff("Priya", .operations)
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
    }

    private func desk() async throws -> NoteSession { try await clinic.desk(rivera) }

    private func misfiled(_ text: String = "About Ben", as error: EntryError) async throws -> NoteID {
        let note = try await desk().signed(text, about: ana.id, key: text)
        try await desk().release(note, to: ana.id)
        try await desk().enterInError(note, as: error, reason: "Said so")
        return note
    }

    @Test("is not handed to that patient, who learns of no such note, while another error is told")
    func patient() async throws {
        let portal = try await clinic.portal(ana)
        let before = try await portal.requestAccess(to: ana.id)
        #expect(before.granted.isEmpty && !before.isPartlyDenied)
        let wrong = try await misfiled(as: .wrongPatient)
        let answer = try await portal.requestAccess(to: ana.id)
        #expect(answer.granted.isEmpty && !answer.isPartlyDenied && answer.denials.isEmpty)
        #expect(await refusal { _ = try await portal.readRequested(wrong) } == "NotesError(notFound)")
        #expect(await refusal { _ = try await portal.read(wrong) } == "NotesError(notFound)")
        #expect(
            await refusal { _ = try await portal.requestAmendment(of: wrong, "Not me") }
                == "NotesError(notFound)"
        )
        #expect(await refusal { _ = try await portal.annotate(wrong, "Not me") } == "NotesError(notFound)")
        // The control: what is wrong about her is hers to have, and says so.
        let content = try await misfiled("Left knee", as: .wrongContent)
        let other = try await portal.requestAccess(to: ana.id)
        #expect(other.granted == [content])
        #expect(try await portal.readRequested(content).entryError == .wrongContent)
    }

    @Test("an answer that was given before gives the note no more")
    func earlierAnswer() async throws {
        let portal = try await clinic.portal(ana)
        let note = try await desk().signed("About Ben", about: ana.id, key: "ben")
        let answer = try await portal.requestAccess(to: ana.id, idempotencyKey: "access")
        #expect(answer.granted == [note])
        try await desk().enterInError(note, as: .wrongPatient, reason: "Ben's")
        let again = try await portal.requestAccess(to: ana.id, idempotencyKey: "access")
        #expect(again.granted.isEmpty && again.denials.isEmpty)
        #expect(await refusal { _ = try await portal.readRequested(note) } == "NotesError(notFound)")
    }

    @Test("is its author's and the privacy officer's, nobody else's")
    func staff() async throws {
        let wrong = try await misfiled(as: .wrongPatient)
        let own = try await desk().read(wrong)
        #expect(own.copyText() == "About Ben" && own.entryError == .wrongPatient)
        let office = try await clinic.desk(officer, .operations)
        #expect(try await office.read(wrong).copyText() == "About Ben")
        #expect(await (try clinic.desk(okafor)).outcome(of: wrong) == "refused: NotesError(notFound)")
        // What is wrong in another way is the officer's no more than anybody else's.
        let content = try await misfiled("Left knee", as: .wrongContent)
        #expect(await office.outcome(of: content).hasPrefix("refused"))
    }

    @Test("opens nothing to the privacy officer that law and keys close")
    func protected() async throws {
        let note = try await desk().analysed("Ben's dream", about: ana.id, key: "dream")
        try await desk().enterInError(note, as: .wrongPatient, reason: "Ben's")
        let office = try await clinic.desk(officer, .operations)
        #expect(await office.outcome(of: note).hasPrefix("refused"))
        #expect(try await desk().read(note).copyText() == "Ben's dream")
    }

    @Test("is a breach to be assessed, with all who saw it; another error is none")
    func assessed() async throws {
        _ = try await misfiled("Left knee", as: .duplicate)
        let office = try await clinic.desk(officer, .operations)
        #expect(try await office.duties().allSatisfy { $0.obligation != .assessBreach })
        let note = try await desk().signed("About Ben", about: ana.id, key: "ben")
        try await desk().release(note, to: ana.id)
        _ = try await clinic.desk(okafor).read(note)
        _ = try await clinic.portal(ana).read(note)
        _ = try await desk().read(note)
        let known = clinic.clock.now
        try await desk().enterInError(note, as: .wrongPatient, reason: "Ben's")
        let duty = try #require(try await office.duties().first { $0.obligation == .assessBreach })
        #expect(duty.note == note && duty.due == known + .seconds(60 * 86_400))
        let exposure = try await office.exposure(for: duty.id)
        #expect(exposure.note == note && exposure.isComplete)
        #expect(exposure.sightings.map(\.principal) == [okafor.id, .patient(ana.id)])
        #expect(exposure.sightings.map(\.action) == [.read, .browse])
        #expect(exposure.sightings.allSatisfy { $0.at <= known })
        // Whoever wrote it is told as well, a colleague is not.
        #expect(try await desk().exposure(for: duty.id) == exposure)
        let colleague = try await clinic.desk(okafor)
        #expect(
            await refusal { _ = try await colleague.exposure(for: duty.id) } == "NotesError(notFound at duty)"
        )
        try await office.discharge(duty.id, words: "Low probability: a colleague of the same team.")
        #expect(try await office.duties().allSatisfy { $0.obligation != .assessBreach })
    }

    @Test("tells a reason of the host's own, and refuses one that cannot be kept")
    func hostsReason() async throws {
        let note = try await misfiled("Twice", as: .other("scanned-twice"))
        #expect(try await desk().read(note).entryError == .other("scanned-twice"))
        let signed = try await desk().signed("Blank", about: ana.id, key: "blank")
        #expect(
            await refusal { try await desk().enterInError(signed, as: .other(" "), reason: "x") }
                == "NotesError(invalidInput at error)"
        )
        #expect(try await desk().read(signed).status == .signed)
    }

    @Test("is withdrawn by the privacy officer only where nobody who wrote it is left")
    func inPlace() async throws {
        let note = try await desk().signed("About Ben", about: ana.id, key: "ben")
        let office = try await clinic.desk(officer, .operations)
        #expect(await refusal { try await office.enterInError(note, as: .wrongPatient, reason: "x") } != nil)
        try await clinic.vault.endEnrollment(of: rivera.id)
        try await office.enterInError(note, as: .wrongPatient, reason: "Ben's")
        #expect(try await office.read(note).entryError == .wrongPatient)
        let colleague = try await clinic.desk(okafor)
        #expect(await refusal { try await colleague.enterInError(note, as: .duplicate, reason: "x") } != nil)
    }
}

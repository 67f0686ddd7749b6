import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("What a patient, and whoever stands in a patient's place, gets to see")
struct PatientViewTests {
    let clinic: Clinic
    let rivera: Clinic.Staff
    let ana: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        ana = try await clinic.patient("Ana", seenBy: rivera)
    }

    private func hold(_ note: NoteID, scope: SharingScope = .note, until expires: Instant? = nil) -> Hold {
        Hold(
            note: note,
            scope: scope,
            patient: ana.id,
            ground: .endangerLifeOrPhysicalSafety,
            determinedBy: .licensedProfessional,
            by: rivera.id,
            at: clinic.clock.now,
            individualized: true,
            treatingRelationship: true,
            expires: expires
        )
    }

    @Test("opens when it is scheduled to, closes when it is withheld", arguments: [false, true])
    func schedule(isPsychotherapy: Bool) async throws {
        let desk = try await clinic.desk(rivera)
        let portal = try await clinic.portal(ana)
        let note =
            isPsychotherapy
            ? try await desk.analysed("Words", about: ana.id, key: "note")
            : try await desk.signed("Words", about: ana.id, key: "note")
        let hidden = "refused: NotesError(notFound)"
        #expect(await portal.outcome(of: note) == hidden)
        let opening = clinic.clock.now + .seconds(3600)
        try await desk.release(note, to: ana.id, at: opening, idempotencyKey: "schedule")
        #expect(await portal.outcome(of: note) == hidden)
        clinic.clock.set(Instant(milliseconds: opening.milliseconds - 1))
        #expect(await portal.outcome(of: note) == hidden)
        clinic.clock.set(opening)
        #expect(await portal.outcome(of: note) == "words: Words")
        #expect(try await portal.chart(of: ana.id).page().map(\.id) == [note])
        try await desk.withhold(note, from: ana.id, idempotencyKey: "withhold")
        #expect(await portal.outcome(of: note) == hidden)
        #expect(try await portal.chart(of: ana.id).page().isEmpty)
        try await desk.release(note, to: ana.id, idempotencyKey: "release")
        #expect(await portal.outcome(of: note) == "words: Words")
    }

    @Test("keeps what is open when something else of the note is scheduled")
    func secondRelease() async throws {
        let desk = try await clinic.desk(rivera)
        let note = try await desk.analysed("Words", about: ana.id, key: "note")
        try await desk.release(note, to: ana.id, idempotencyKey: "release")
        let later = clinic.clock.now + .seconds(3600)
        try await desk.release(note, to: ana.id, scope: .part(1), at: later, idempotencyKey: "later")
        let uses = try await clinic.vault.core.load([note])[note]?.view.aggregate.slots.filter {
            $0.reader == .patient(ana.id)
        }
        #expect(uses?.map(\.notBefore) == [clinic.clock.now])
    }

    @Test("of a request is everything but what is held, whatever was released")
    func request() async throws {
        let desk = try await clinic.desk(rivera)
        let portal = try await clinic.portal(ana)
        let open = try await desk.signed("Open words", about: ana.id, key: "open")
        let held = try await desk.signed("Held words", about: ana.id, key: "held")
        let own = try await desk.analysed("Own words", about: ana.id, key: "own")
        _ = try await desk.draft(FreeText("Draft"), about: [ana.id], idempotencyKey: "draft")
        let until = clinic.clock.now + .seconds(86_400)
        try await desk.place(hold(held, until: until), idempotencyKey: "hold")
        #expect(try await portal.chart(of: ana.id).page().isEmpty)
        let response = try await portal.requestAccess(to: ana.id, idempotencyKey: "request")
        #expect(response.granted == [open])
        #expect(response.receivedAt == clinic.clock.now)
        #expect(response.due == clinic.clock.now + .seconds(30 * 86_400))
        #expect(response.isPartlyDenied)
        for denial in response.denials {
            let words = denial.explanation.lowercased()
            for tell in ["psychotherapy", "draft", "analysis", "rivera", "words"] {
                #expect(!words.contains(tell), "\(words)")
            }
        }
        #expect(try await portal.readRequested(open).copyText() == "Open words")
        for note in [held, own] {
            #expect(await refusal { _ = try await portal.readRequested(note) } != nil)
        }
        clinic.clock.set(until)
        #expect(try await portal.readRequested(held).copyText() == "Held words")
        let later = try await portal.requestAccess(to: ana.id, idempotencyKey: "request again")
        #expect(Set(later.granted) == [open, held])
    }

    @Test("of a request is the patient's alone: a stranger learns not even that there is a patient")
    func requestOfAStranger() async throws {
        let desk = try await clinic.desk(rivera)
        _ = try await desk.signed("Words", about: ana.id, key: "note")
        _ = try await desk.analysed("Own", about: ana.id, key: "own")
        let ben = try await clinic.patient("Ben", seenBy: rivera)
        let nobody = PatientID(Bytes16(high: 3, low: 3))
        let records = try await clinic.records().filter { $0.key.collection != .audit }
        let strangers = [try await clinic.portal(ben), try await clinic.desk(rivera, .patientRequest)]
        for (number, session) in strangers.enumerated() {
            for patient in [ana.id, nobody] {
                let told = await refusal {
                    _ = try await session.requestAccess(to: patient, idempotencyKey: "\(number) \(patient)")
                }
                #expect(told == "NotesError(notFound)")
            }
        }
        #expect(try await clinic.records().filter { $0.key.collection != .audit } == records)
    }

    @Test("is not widened by the patient: no hold is lifted or placed from the portal")
    func holdsAreNotThePatients() async throws {
        let desk = try await clinic.desk(rivera)
        let portal = try await clinic.portal(ana)
        let note = try await desk.signed("Words", about: ana.id, key: "note")
        try await desk.release(note, to: ana.id, idempotencyKey: "release")
        let field = SharingScope.field(FieldAddress(part: 1, field: 1))
        try await desk.place(hold(note, scope: field), idempotencyKey: "hold")
        #expect(await portal.outcome(of: note) != "words: Words")
        #expect(
            await refusal { try await portal.lift(hold(note, scope: field), idempotencyKey: "lift") } != nil
        )
        #expect(await refusal { try await portal.place(hold(note), idempotencyKey: "place") } != nil)
        #expect(await refusal { try await portal.release(note, to: ana.id, idempotencyKey: "own") } != nil)
        #expect(await portal.outcome(of: note) != "words: Words")
        #expect(try await desk.holds(on: note).count == 1)
        try await desk.lift(hold(note, scope: field), idempotencyKey: "lift")
        #expect(await portal.outcome(of: note) == "words: Words")
        #expect(try await desk.holds(on: note).isEmpty)
    }

    @Test("does not tell a colleague of a note beside which the patient put words")
    func annotationOfHiddenNote() async throws {
        let okafor = try await clinic.staff("Okafor")
        clinic.directory.join(okafor.id, ana.id)
        let desk = try await clinic.desk(rivera)
        let own = try await desk.analysed("Own words", about: ana.id, key: "own")
        try await desk.release(own, to: ana.id, idempotencyKey: "release")
        let portal = try await clinic.portal(ana)
        let words = try await portal.annotate(own, "My words", idempotencyKey: "annotate")
        let colleague = try await clinic.desk(okafor)
        #expect(try await colleague.chart(of: ana.id).page().map(\.relation) == [nil])
        #expect(try await colleague.read(words).relation == nil)
        #expect(try await desk.read(words).relation == .annotation(of: own))
    }

    @Test("follows a representative's standing, from its first day to its last")
    func representative() async throws {
        let desk = try await clinic.desk(rivera)
        let note = try await desk.signed("Words", about: ana.id, key: "note")
        try await desk.release(note, to: ana.id, idempotencyKey: "release")
        let guardian = try await clinic.staff("Guardian", .personalRepresentative, outside: true)
        let session = try await clinic.desk(guardian, .patientRequest)
        #expect(await session.outcome(of: note).hasPrefix("refused"))
        let from = clinic.clock.now + .seconds(60)
        let office = try await clinic.desk(clinic.staff("Office", .operations), .operations)
        let directive = try await office.record(
            .representation(Representation(of: ana.id, by: guardian.id, basis: .adult, from: from)),
            idempotencyKey: "representation"
        )
        #expect(await session.outcome(of: note).hasPrefix("refused"))
        clinic.clock.set(from)
        #expect(await session.outcome(of: note) == "words: Words")
        #expect(try await session.chart(of: ana.id).page().map(\.id) == [note])
        clinic.clock.advance(by: .seconds(60))
        try await office.revoke(directive, of: ana.id, idempotencyKey: "revoke")
        #expect(await session.outcome(of: note).hasPrefix("refused"))
        #expect(try await session.chart(of: ana.id).page().isEmpty)
    }

    @Test("of a parent ends where a minor of 15 consented alone", arguments: [false, true])
    func parent(minorAlone: Bool) async throws {
        let desk = try await clinic.desk(rivera)
        let teen = try await clinic.patient(
            "Tom",
            born: 2010,
            minor: MinorCircumstances(
                serviceConsent: minorAlone ? .minorAlone : .parental,
                stateParentAccess: minorAlone ? .prohibits : .silent
            ),
            seenBy: rivera
        )
        let note = try await desk.signed("Words", about: teen.id, key: "note")
        let own = try await desk.analysed("Own words", about: teen.id, key: "own")
        try await desk.release(note, to: teen.id, idempotencyKey: "release")
        let parent = try await clinic.staff("Parent", .parent, outside: true)
        let office = try await clinic.desk(clinic.staff("Office", .operations), .operations)
        _ = try await office.record(
            .representation(
                Representation(of: teen.id, by: parent.id, basis: .parent, from: clinic.clock.now)
            ),
            idempotencyKey: "representation"
        )
        let session = try await clinic.desk(parent, .patientRequest)
        #expect(await session.outcome(of: note).hasPrefix("words") == !minorAlone)
        #expect(await session.outcome(of: own) == "refused: NotesError(notFound)")
        #expect(try await session.chart(of: teen.id).page().count == (minorAlone ? 0 : 1))
    }
}

import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Who begins a note")
struct BeginningNotesTests {
    let clinic: Clinic
    let store: StepStore
    let rivera: Clinic.Staff
    let stranger: Clinic.Staff
    let ana: Clinic.Patient
    let ben: Clinic.Patient
    let cleo: Clinic.Patient

    init() async throws {
        store = StepStore()
        clinic = try await Clinic(store: store)
        rivera = try await clinic.staff("Rivera")
        stranger = try await clinic.staff("Stranger")
        ana = try await clinic.patient("Ana", seenBy: rivera)
        ben = try await clinic.patient("Ben", seenBy: rivera)
        cleo = try await clinic.patient("Cleo")
    }

    private func emergency(_ staff: Clinic.Staff, isJustified: Bool) async throws -> NoteSession {
        try await clinic.vault.session(
            for: staff.id,
            purpose: .emergencyTreatment,
            unlocking: staff.keyring,
            declaring: Circumstances(
                emergency: EmergencyFacts(
                    treatmentNeeded: .known(true),
                    consentUnobtainable: .known(true),
                    justified: .known(isJustified)
                )
            )
        )
    }

    private func draft(_ session: NoteSession, _ patients: PatientID..., key: String) async throws -> NoteID {
        try await session.draft(FreeText("x"), about: patients, idempotencyKey: IdempotencyKey(key))
    }

    @Test("cares for the patient, or declares an emergency and why")
    func relation() async throws {
        _ = try await draft(try clinic.desk(rivera), ana.id, key: "own")
        let desk = try await clinic.desk(stranger)
        await #expect(throws: NotesError(.refused)) { try await draft(desk, ana.id, key: "stranger") }
        let urgent = try await emergency(stranger, isJustified: true)
        let note = try await draft(urgent, ana.id, key: "urgent")
        #expect(try await clinic.audit().last { $0.action == .create }?.record == note.record)
        let unexplained = try await emergency(stranger, isJustified: false)
        await #expect(throws: NotesError(.refused)) {
            try await draft(unexplained, ana.id, key: "unexplained")
        }
    }

    @Test("cares for every one of several, and else makes no group of them")
    func everySubject() async throws {
        let desk = try await clinic.desk(rivera)
        _ = try await draft(desk, ana.id, ben.id, key: "couple")
        let rows = try await clinic.records().count { $0.key.collection == .owner }
        for (number, couple) in [(ana.id, cleo.id), (cleo.id, ana.id)].enumerated() {
            await #expect(throws: NotesError(.refused)) {
                try await draft(desk, couple.0, couple.1, key: "other-\(number)")
            }
        }
        #expect(try await clinic.records().count { $0.key.collection == .owner } == rows)
        let refused = try #require(try await clinic.audit().last)
        #expect(refused.action == .create && refused.outcome == .refused && refused.owner == cleo.id.owner)
    }

    @Test("is told the same of patients, of groups and of nobody, whatever the host knows of them")
    func alike() async throws {
        _ = try await draft(try clinic.desk(rivera), ana.id, ben.id, key: "couple")
        let desk = try await clinic.desk(stranger)
        let nobody = PatientID(Bytes16(high: 1, low: 2))
        var answers: Set<String> = []
        for (number, patients) in [
            [ana.id], [nobody], [ana.id, ben.id], [ana.id, cleo.id], [nobody, cleo.id],
        ]
        .enumerated() {
            clinic.clock.advance(by: .seconds(61))
            let answer = await refusal {
                _ = try await desk.draft(
                    FreeText("x"),
                    about: patients,
                    idempotencyKey: IdempotencyKey("stranger-\(number)")
                )
            }
            answers.insert(answer ?? "done")
        }
        #expect(answers.count == 1 && !answers.contains("done"))
    }

    @Test("and may, is told that nobody of whom it would be is on record")
    func unknown() async throws {
        let nobody = PatientID(Bytes16(high: 1, low: 2))
        clinic.directory.join(rivera.id, nobody)
        let desk = try await clinic.desk(rivera)
        await #expect(throws: NotesError(.notFound)) { try await draft(desk, nobody, key: "nobody") }
        await #expect(throws: NotesError(.notFound)) { try await draft(desk, ana.id, nobody, key: "couple") }
    }

    @Test("may not, and does not learn who could be a co-author")
    func coauthors() async throws {
        let desk = try await clinic.desk(stranger)
        for (number, coauthor) in [rivera.id, .patient(ana.id), PrincipalID(Bytes16(high: 1, low: 3))]
            .enumerated()
        {
            await #expect(throws: NotesError(.refused)) {
                try await desk.draft(
                    FreeText("x"),
                    about: [ana.id],
                    attesting: Attestation(coauthors: [coauthor]),
                    idempotencyKey: IdempotencyKey("coauthor-\(number)")
                )
            }
        }
    }

    @Test("about one patient fetches once before it writes")
    func fetches() async throws {
        let desk = try await clinic.desk(rivera)
        let steps = Steps()
        _ = try await Steps.$current.withValue(steps) { try await draft(desk, ana.id, key: "once") }
        #expect(steps.all.filter { $0.hasPrefix("fetch") } == ["fetch 5"])
    }
}

@Suite("What is fetched of a note before it is decided")
struct FetchedBeforeDecidingTests {
    @Test("is no more of one in a long record than of one that is not there; the rest follows the permit")
    func longRecord() async throws {
        let practice = try await ProbedPractice()
        let target = try #require(practice.targets.first { $0.name == "in a long record" })
        func fetches(_ staff: Clinic.Staff, _ note: NoteID, _ key: IdempotencyKey) async throws -> Int {
            let session = try await practice.clinic.desk(staff)
            let steps = Steps()
            try? await Steps.$current.withValue(steps) {
                try await session.enterInError(note, as: .wrongContent, reason: "x", idempotencyKey: key)
            }
            return steps.all.count { $0.hasPrefix("fetch") }
        }
        let refused = try await fetches(practice.stranger, target.note, "1")
        #expect(try await fetches(practice.stranger, target.absent[0], "2") == refused)
        // Without the look for an earlier answer that a refusal brings, and with the page that the change goes to.
        #expect(try await fetches(practice.rivera, target.note, "3") == 2)
    }
}

import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Each line of an accounting is decided by its note")
struct AccountingLineTests {
    let clinic: Clinic
    let rivera: Clinic.Staff
    let office: Clinic.Staff
    let court: Clinic.Staff

    init() async throws {
        clinic = try await Clinic(templates: .forVectors())
        rivera = try await clinic.staff("Rivera")
        office = try await clinic.staff("Office", .administrator)
        court = try await clinic.staff("Court", .court, outside: true)
    }

    /// Enters a disclosure of a note in the audit log, as a permitted reading from outside does.
    private func disclose(_ note: NoteID) async throws {
        let session = try await clinic.vault.session(for: court.id, purpose: .judicialProceeding)
        let entry = AuditEntry(
            at: clinic.clock.now,
            event: .decision,
            principal: court.id,
            role: .court,
            purpose: .judicialProceeding,
            action: .disclose,
            owner: note.owner,
            record: note.record,
            revision: 1,
            outcome: .permitted,
            rules: [],
            duties: [AuditEntry.Duty(obligation: Obligation.accountDisclosure.rawValue, due: nil)],
            declared: [],
            epoch: 0,
            count: 1,
            change: nil
        )
        #expect(try await session.core.commitReading([], [entry]))
    }

    private func accounting(
        of patient: PatientID,
        for principal: PrincipalID,
        _ key: IdempotencyKey
    ) async throws -> [NoteID] {
        try await clinic.vault.session(for: principal, purpose: .accounting)
            .requestAccounting(of: patient, idempotencyKey: key).disclosures.map(\.note)
    }

    @Test(
        "a parent is not told of a minor's care under Part 2, whoever consents to it: 42 CFR 2.14",
        arguments: [false, true]
    )
    func minorAlone(needsParent: Bool) async throws {
        let leo = try await clinic.patient(
            "Leo",
            born: 2010,
            minor: MinorCircumstances(
                serviceConsent: .parental,
                stateParentAccess: .permits,
                stateSubstanceUseParentalConsent: needsParent
            ),
            seenBy: rivera
        )
        let mother = try await clinic.staff("Mother", .parent, outside: true)
        _ = try await clinic.desk(office, .operations)
            .record(
                .representation(
                    Representation(of: leo.id, by: mother.id, basis: .parent, from: Practice.start)
                ),
                idempotencyKey: "mother"
            )
        let desk = try await clinic.desk(rivera)
        let general = try await desk.signed("At school", about: leo.id, key: "general")
        let program = try await desk.draft(
            SubstanceUseNote(text: "Of a program"),
            about: [leo.id],
            idempotencyKey: "program"
        )
        try await desk.sign(program, idempotencyKey: "sign program")
        for note in [general, program] { try await disclose(note) }
        let told = try await accounting(of: leo.id, for: mother.id, "mother asks")
        #expect(told == [general])
    }

    @Test("a member of a group is not told of another member's words beside a note of the group")
    func annotation() async throws {
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let ben = try await clinic.patient("Ben", seenBy: rivera)
        let desk = try await clinic.desk(rivera)
        let shared = try await desk.signed("Of both", about: ana.id, ben.id, key: "shared")
        let words = try await clinic.vault.session(
            for: .patient(ana.id),
            purpose: .amendmentRequest,
            unlocking: ana.keyring
        )
        .annotate(shared, "I disagree", idempotencyKey: "annotate")
        for note in [shared, words] { try await disclose(note) }
        #expect(try await accounting(of: ben.id, for: .patient(ben.id), "ben") == [shared])
        #expect(try await accounting(of: ana.id, for: .patient(ana.id), "ana") == [shared, words])
    }

    @Test(
        "a repeat is recorded again, and is nothing that outlives what it rests on",
        arguments: [true, false]
    )
    func repeats(byRevocation: Bool) async throws {
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let proxy = try await clinic.staff("Proxy", .personalRepresentative, outside: true)
        let admin = try await clinic.desk(office, .operations)
        let directive = try await admin.record(
            .representation(Representation(of: ana.id, by: proxy.id, basis: .adult, from: Practice.start)),
            idempotencyKey: "proxy"
        )
        let asking = try await clinic.vault.session(for: proxy.id, purpose: .accounting)
        let first = try await asking.requestAccounting(of: ana.id, idempotencyKey: "once")
        let entries = try await clinic.audit().count
        #expect(try await asking.requestAccounting(of: ana.id, idempotencyKey: "once") == first)
        #expect(try await clinic.audit().count == entries + 1)
        let access = try await clinic.vault.session(for: proxy.id, purpose: .patientRequest)
        let response = try await access.requestAccess(to: ana.id, idempotencyKey: "access")
        #expect(try await access.requestAccess(to: ana.id, idempotencyKey: "access") == response)
        if byRevocation {
            try await admin.revoke(directive, of: ana.id, idempotencyKey: "revoke")
        } else {
            try await clinic.vault.endEnrollment(of: proxy.id, idempotencyKey: "end")
        }
        let expected = NotesError(byRevocation ? .notFound : .notEnrolled)
        await #expect(throws: expected) {
            _ = try await asking.requestAccounting(of: ana.id, idempotencyKey: "once")
        }
        await #expect(throws: expected) {
            _ = try await access.requestAccess(to: ana.id, idempotencyKey: "access")
        }
    }
}

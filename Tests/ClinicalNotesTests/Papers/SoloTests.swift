import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A practice of one")
struct SoloTests {
    private static let birth = CalendarDay(year: 1970, month: 2, day: 3)

    private let clinic: Clinic
    private let rivera: Clinic.Staff
    private let ana: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera", born: Self.birth)
        ana = try await clinic.patient("Ana", seenBy: rivera)
    }

    private func declare() async throws {
        let request = try await clinic.vault.soloRequest()
        try await clinic.vault.declareSolo(request, by: try request.approved(by: rivera.keyring))
    }

    /// A paper by which its filer sees more.
    private func fileOwn(_ name: String) async throws -> DirectiveID {
        try await clinic.desk(rivera).record(
            .authorization(.forClinician(rivera, of: ana.id, at: clinic)),
            idempotencyKey: IdempotencyKey(name)
        )
    }

    private func isInForce(_ paper: DirectiveID) async throws -> Bool? {
        try await clinic.portal(ana).directives(of: ana.id).first { $0.id == paper }?.isInForce
    }

    @Test("declares it, confirms papers of her own, and every explanation names it")
    func confirms() async throws {
        let note = try await clinic.desk(rivera).signed("Words", about: ana.id, key: "note")
        let paper = try await fileOwn("paper")
        func confirm(_ key: IdempotencyKey) async throws {
            try await clinic.desk(rivera).confirmAlone(paper, of: ana.id, idempotencyKey: key)
        }
        #expect(await refusal { try await confirm("early") } == "NotesError(notSolo at practice)")
        #expect(try await isInForce(paper) == false)
        try await declare()
        #expect(clinic.vault.isSolo)
        #expect(try await clinic.reopened().vault.isSolo)
        #expect(await refusal { try await declare() } == "NotesError(nothingToRecover at practice)")
        try await confirm("confirm")
        let filed = try #require(
            try await clinic.portal(ana).directives(of: ana.id).first { $0.id == paper }
        )
        #expect(
            filed.standing
                == .confirmed(Confirmation(by: rivera.id, at: clinic.clock.now, alone: true))
        )
        #expect(await refusal { try await confirm("again") } == "NotesError(invalidTransition at directive)")
        let opened = try await clinic.desk(rivera).read(note)
        #expect(opened.declarations.contains { $0.kind == .soloPractice && $0.soloReason == .soleProvider })
        #expect(
            try await clinic.audit().contains {
                $0.action == .confirmDirective && $0.declared.contains("solo-sole-provider")
            }
        )
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }

    @Test("ends when somebody else is enrolled, not with another principal of the same person")
    func ends() async throws {
        try await declare()
        _ = try await clinic.vault.enroll(
            Person(legalName: "Rivera", birthDate: Self.birth),
            Enrollment.Affiliation(role: .administrator, organization: clinic.vault.organization),
            idempotencyKey: "second-self"
        )
        #expect(clinic.vault.isSolo)
        _ = try await clinic.staff("Court", .court, outside: true)
        #expect(clinic.vault.isSolo)
        let other = try await clinic.reopened()
        _ = try await clinic.staff("Okafor")
        #expect(!clinic.vault.isSolo)
        // A vault that did not see it is not believed.
        #expect(other.vault.isSolo)
        let paper = try await fileOwn("late")
        #expect(
            await refusal {
                try await other.desk(rivera).confirmAlone(paper, of: ana.id, idempotencyKey: "late-confirm")
            } == "NotesError(notSolo at practice)"
        )
        // What was done alone stays named.
        let note = try await clinic.desk(rivera).signed("Words", about: ana.id, key: "note")
        #expect(
            try await clinic.desk(rivera).read(note).declarations.map(\.kind) == [
                .soloPractice, .soloPracticeEnd,
            ]
        )
        #expect(clinic.vault.declarations.map(\.kind) == [.soloPractice, .soloPracticeEnd])
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }

    @Test("nobody is alone beside others, nor a patient, nor on somebody else's word")
    func notAlone() async throws {
        let request = try await clinic.vault.soloRequest()
        let told = "NotesError(approvalRefused at consent)"
        func outcome(_ keyring: Keyring) async -> String? {
            await refusal {
                try await clinic.vault.declareSolo(request, by: try request.approved(by: keyring))
            }
        }
        #expect(await outcome(ana.keyring) == told)
        #expect(await outcome(try Keyring.generate(for: rivera.id)) == told)
        let okafor = try await clinic.staff("Okafor")
        #expect(await outcome(rivera.keyring) == "NotesError(approvalRefused at practice)")
        try await clinic.vault.endEnrollment(of: okafor.id, idempotencyKey: "end")
        // Nobody sends the others away and is alone the same day.
        #expect(await outcome(rivera.keyring) == "NotesError(approvalRefused at practice)")
        clinic.clock.advance(by: .seconds(30 * 86_400))
        let later = try await clinic.vault.soloRequest()
        try await clinic.vault.declareSolo(later, by: try later.approved(by: rivera.keyring))
        #expect(clinic.vault.isSolo)
        try await clinic.vault.endSolo()
        #expect(!clinic.vault.isSolo)
        #expect(
            await refusal {
                try await clinic.vault.declareSolo(later, by: try later.approved(by: rivera.keyring))
            } == "NotesError(approvalRefused at request)"
        )
    }

    @Test("is declared once, and gives a patient nothing")
    func once() async throws {
        let requests = [try await clinic.vault.soloRequest(), try await clinic.vault.soloRequest()]
        try await clinic.vault.declareSolo(requests[0], by: try requests[0].approved(by: rivera.keyring))
        #expect(
            await refusal {
                try await clinic.vault.declareSolo(
                    requests[1],
                    by: try requests[1].approved(by: rivera.keyring)
                )
            } != nil
        )
        var authorization = Authorization.forClinician(rivera, of: ana.id, at: clinic)
        authorization.recipients = [.principal(.patient(ana.id))]
        let portal = try await clinic.portal(ana)
        let own = try await portal.record(.authorization(authorization), idempotencyKey: "own")
        #expect(
            await refusal { try await portal.confirmAlone(own, of: ana.id, idempotencyKey: "alone") }
                == "NotesError(notSolo at practice)"
        )
        _ = try await clinic.staff("Okafor")
        #expect(!clinic.vault.isSolo)
        #expect(try await !clinic.reopened().vault.isSolo)
    }

    @Test("is refused where somebody joins while it is declared")
    func race() async throws {
        let store = HookedStore()
        let clinic = try await Clinic(store: store)
        let only = try await clinic.staff("Only")
        let request = try await clinic.vault.soloRequest()
        let other = try await clinic.reopened()
        store.beforeCommit { _ = try? await other.staff("Joins") }
        #expect(
            await refusal {
                try await clinic.vault.declareSolo(request, by: try request.approved(by: only.keyring))
            } == "NotesError(approvalRefused at practice)"
        )
        #expect(!clinic.vault.isSolo)
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }

    @Test("counts a namesake as somebody else")
    func namesake() async throws {
        _ = try await clinic.staff("Rivera", .administrator)
        let request = try await clinic.vault.soloRequest()
        #expect(
            await refusal {
                try await clinic.vault.declareSolo(request, by: try request.approved(by: rivera.keyring))
            } == "NotesError(approvalRefused at practice)"
        )
    }

    @Test(
        "vouches for notes of her own that she imported, and reviews what she declared; with others she does neither"
    )
    func vouches() async throws {
        func importing(_ number: Int) async throws -> NoteID {
            let report = try await clinic.desk(rivera).importRecords(
                ExternalRecords(
                    patients: [.known(ana.id)],
                    notes: [
                        ExternalNote(
                            key: PersonIdentifier(system: "urn:old", value: "\(number)"),
                            kind: .note,
                            compartment: .psychotherapy,
                            sections: [ExternalSection(text: "Own words of long ago")],
                            authors: [ExternalAuthor(attested: "Dr. Rivera", principal: rivera.id)],
                            subjects: [0],
                            period: clinic.clock.now..<clinic.clock.now
                        )
                    ]
                )
            )
            return try #require(report.notes.first?.made)
        }
        let desk = try await clinic.desk(rivera)
        let note = try await importing(1)
        #expect(await desk.outcome(of: note).hasPrefix("refused"))
        func vouch(_ note: NoteID, _ key: IdempotencyKey) async -> String? {
            await refusal { try await desk.vouch(for: rivera.id, of: note, idempotencyKey: key) }
        }
        #expect(await vouch(note, "early") == "NotesError(notSolo at practice)")
        try await declare()
        #expect(await vouch(note, "vouch") == nil)
        #expect(await desk.outcome(of: note) == "words: Own words of long ago")
        // A colleague joins: from then on she is the one who vouches.
        let okafor = try await clinic.staff("Okafor")
        clinic.directory.join(okafor.id, ana.id)
        let second = try await importing(2)
        #expect(await vouch(second, "late") == "NotesError(notSolo at practice)")
        try await clinic.desk(okafor).vouch(for: rivera.id, of: second, idempotencyKey: "colleague")
        #expect(await desk.outcome(of: second) == "words: Own words of long ago")
        guard case .confirmed(let confirmations, _) = try await desk.read(second).vouching else {
            Issue.record("nobody vouches")
            return
        }
        #expect(confirmations == [AuthorshipClaim(author: rivera.id, by: okafor.id)])
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }
}

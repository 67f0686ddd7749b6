import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("What vouches for who wrote a note")
struct VouchingTests {
    private let clinic: Clinic
    private let rivera: Clinic.Staff
    private let okafor: Clinic.Staff
    private let stranger: Clinic.Staff
    private let office: Clinic.Staff
    private let billing: Clinic.Staff
    private let ana: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        stranger = try await clinic.staff("Stranger")
        office = try await clinic.staff("Office", .operations)
        billing = try await clinic.staff("Billing", .billing)
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
    }

    private func records(_ number: Int, by author: PrincipalID) -> ExternalRecords {
        ExternalRecords(
            patients: [.known(ana.id)],
            notes: [
                ExternalNote(
                    key: PersonIdentifier(system: "urn:old", value: "\(number)"),
                    kind: .note,
                    compartment: .general,
                    sections: [ExternalSection(text: "Words of long ago")],
                    authors: [ExternalAuthor(attested: "Dr. Rivera", principal: author)],
                    subjects: [0],
                    period: clinic.clock.now..<clinic.clock.now
                )
            ],
            source: "urn:old-system"
        )
    }

    @Test("an imported note is its importer's word, until its author confirms it")
    func imported() async throws {
        let report = try await clinic.desk(office, .operations).importRecords(records(1, by: rivera.id))
        let note = try #require(report.notes.first?.made)
        let origin = ImportOrigin(by: office.id, at: clinic.clock.now, source: "urn:old-system")
        for reader in [rivera, okafor] {
            let desk = try await clinic.desk(reader)
            #expect(try await desk.read(note).vouching == .importer(origin))
            #expect(try await desk.chart(of: ana.id).page().first?.vouching == .importer(origin))
        }
        for other in [okafor, office] {
            #expect(
                await refusal {
                    try await clinic.desk(other).confirmAuthorship(of: note, idempotencyKey: "not-mine")
                } == "NotesError(notFound)"
            )
        }
        try await clinic.desk(rivera).confirmAuthorship(of: note, idempotencyKey: "mine")
        #expect(
            try await clinic.desk(okafor).read(note).vouching
                == .confirmed([AuthorshipClaim(author: rivera.id, by: rivera.id)], origin)
        )
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }

    @Test("its author who signs its next words confirms it; who imported it never vouches twice")
    func amended() async throws {
        let office = try await clinic.desk(office, .operations)
        let first = try #require(try await office.importRecords(records(1, by: rivera.id)).notes.first?.made)
        try await clinic.desk(rivera).amend(first, FreeText("Words of today"), idempotencyKey: "amend")
        guard case .confirmed(let confirmations, _) = try await clinic.desk(okafor).read(first).vouching
        else {
            Issue.record("not confirmed")
            return
        }
        #expect(confirmations == [AuthorshipClaim(author: rivera.id, by: rivera.id)])

        let own = try #require(
            try await clinic.desk(okafor).importRecords(records(2, by: okafor.id)).notes.first?.made
        )
        #expect(
            await refusal {
                try await clinic.desk(okafor).confirmAuthorship(of: own, idempotencyKey: "own")
            } == "NotesError(notFound)"
        )
        guard case .importer(let origin) = try await clinic.desk(rivera).read(own).vouching else {
            Issue.record("vouched for twice")
            return
        }
        #expect(origin.by == okafor.id)
    }

    @Test("who has nothing to do with the patient imports nothing into the chart")
    func strangers() async throws {
        for (number, staff) in [stranger, billing].enumerated() {
            let desk = try await clinic.desk(staff, staff.id == billing.id ? .payment : .treatment)
            let report = try await desk.importRecords(records(number, by: rivera.id))
            #expect(report.notes.first?.refusal?.code == .notFound)
            #expect(try await clinic.audit().last { $0.principal == staff.id }?.outcome == .refused)
        }
        #expect(try await clinic.desk(rivera).chart(of: ana.id).count() == 0)
    }

    @Test("a note of one's own is signed by its author, and a draft by nobody")
    func own() async throws {
        let desk = try await clinic.desk(rivera)
        let draft = try await desk.draft(FreeText("Draft"), about: [ana.id], idempotencyKey: "draft")
        #expect(try await desk.read(draft).vouching == .unsigned)
        try await desk.sign(draft, idempotencyKey: "sign")
        #expect(try await clinic.desk(okafor).read(draft).vouching == .author)
    }
}

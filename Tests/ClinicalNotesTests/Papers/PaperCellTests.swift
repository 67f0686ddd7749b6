import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport
import Testing

@testable import ClinicalNotes

/// The cells of the handbook's tables of papers, each tried in a vault: what the rules say of the facts is what the vault does.
@Suite("The handbook's tables of papers, cell by cell")
struct PaperCellTests {
    private typealias Actor = HandbookPeople.Actor
    private typealias Cell = HandbookPeople.Cell

    private let people: HandbookPeople
    private var clinic: Clinic { people.clinic }
    private var filer: Clinic.Staff { people.filer }
    private var other: Clinic.Staff { people.other }
    private var actors: [Actor] { people.actors }

    init() async throws { people = try await HandbookPeople() }

    private func document(_ kind: PaperKind, of patient: PatientID, letting people: Clinic.Staff...)
        -> DirectiveDocument
    {
        let recipients = Set(people.map { Party.principal($0.id) })
        let signature = DirectiveSignature(by: .patient, on: CalendarDay("2025-10-01"))
        let (subjects, covers): (Set<PatientID>, Set<Compartment>) = ([patient], [.general])
        switch kind {
        case .authorization:
            var paper = Authorization.forClinician(people[0], of: patient, at: clinic)
            paper.recipients = recipients
            return .authorization(paper)
        case .part2Consent:
            return .part2Consent(
                Part2Consent(
                    .specific,
                    subjects: subjects,
                    disclosers: [.organization(clinic.vault.organization)],
                    description: "All",
                    covers: [.substanceUse],
                    recipients: recipients,
                    purposes: [.treatment],
                    expiry: nil,
                    signature: signature,
                    statements: []
                )
            )
        case .generalConsent:
            return .generalConsent(
                GeneralConsent(
                    subjects: subjects,
                    covers: covers,
                    purposes: [.treatment],
                    signature: signature
                )
            )
        case .accessDirective:
            return .accessDirective(
                AccessDirective(
                    subjects: subjects,
                    covers: covers,
                    recipients: recipients,
                    destination: "Elsewhere",
                    signature: signature
                )
            )
        case .restriction:
            return .restriction(
                Restriction(.agreed, patient: patient, blocksRoles: [.billing], blocksPurposes: [.payment])
            )
        case .representation:
            return .representation(
                Representation(of: patient, by: people[0].id, basis: .adult, from: clinic.clock.now)
            )
        case .legalProcess:
            return .legalProcess(
                LegalProcess(
                    .courtOrder,
                    subjects: subjects,
                    recipients: recipients,
                    receivedAt: clinic.clock.now
                )
            )
        }
    }

    private func gains(_ kind: PaperKind, _ actor: Actor, named: Bool) -> Bool {
        switch kind {
        case .restriction: false
        // It names nobody: it is the practice's, and whoever keeps papers gains nothing by it.
        case .generalConsent: actor.isInHouse && actor.role != .operations && actor.role != .administrator
        default: named
        }
    }

    @Test("filing: at once, waiting, or not")
    func filing() async throws {
        var (tried, wrong) = (0, [String]())
        for (number, actor) in actors.enumerated() {
            let session = try await clinic.desk(actor.staff, actor.purpose)
            for kind in PaperKind.allCases {
                for named in [true, false] {
                    let paper = document(kind, of: actor.patient, letting: named ? actor.staff : other)
                    let expected = people.ruled(
                        .recordDirective,
                        actor,
                        kind,
                        gains: gains(kind, actor, named: named),
                        filedIt: true
                    )
                    let key = IdempotencyKey("file-\(number)-\(kind)-\(named)")
                    var found = Cell.no
                    if let made = try? await session.record(paper, idempotencyKey: key) {
                        let filed = try await clinic.desk(filer, .operations).directives(of: actor.patient)
                            .first { $0.id == made }
                        found = filed?.isInForce == true ? .yes : .waits
                        try await clinic.desk(filer, .operations)
                            .revoke(
                                made,
                                of: actor.patient,
                                idempotencyKey: IdempotencyKey("end-\(number)-\(kind)-\(named)")
                            )
                    }
                    tried += 1
                    if found != expected {
                        wrong.append("\(actor.role) \(kind) named \(named): \(found) for \(expected)")
                    }
                }
            }
        }
        print("cells of filing: \(tried) tried, \(wrong.count) misjudged")
        #expect(wrong.isEmpty, "\(wrong.prefix(10))")
    }

    @Test("confirming, listing and revoking what somebody else filed")
    func others() async throws {
        var (tried, wrong) = (0, [String]())
        func check(_ what: String, _ found: Bool, _ expected: Cell) {
            tried += 1
            if found != (expected == .yes) { wrong.append("\(what): \(found) for \(expected)") }
        }
        let office = try await clinic.desk(filer, .operations)
        for (number, actor) in actors.enumerated() {
            let session = try await clinic.desk(actor.staff, actor.purpose)
            for kind in PaperKind.allCases where kind != .restriction && kind != .generalConsent {
                for named in [true, false] where !(named && kind == .representation) {
                    let label = "\(number)-\(kind)-\(named)"
                    // The office lets itself in, so that it waits.
                    let paper =
                        named
                        ? document(kind, of: actor.patient, letting: filer, actor.staff)
                        : document(kind, of: actor.patient, letting: filer)
                    let made = try await office.record(paper, idempotencyKey: IdempotencyKey("file-\(label)"))
                    let listed =
                        (try? await session.directives(of: actor.patient))?.contains { $0.id == made }
                        ?? false
                    check(
                        "list \(actor.role) \(label)",
                        listed,
                        people.ruled(.listDirectives, actor, kind, gains: named, filedIt: false)
                    )
                    let confirmed = await refusal {
                        try await session.confirm(
                            made,
                            of: actor.patient,
                            idempotencyKey: IdempotencyKey("confirm-\(label)")
                        )
                    }
                    check(
                        "confirm \(actor.role) \(label)",
                        confirmed == nil,
                        people.ruled(.confirmDirective, actor, kind, gains: named, filedIt: false)
                    )
                    let revoked = await refusal {
                        try await session.revoke(
                            made,
                            of: actor.patient,
                            idempotencyKey: IdempotencyKey("revoke-\(label)")
                        )
                    }
                    check(
                        "revoke \(actor.role) \(label)",
                        revoked == nil,
                        people.ruled(.revokeDirective, actor, kind, gains: false, filedIt: false)
                    )
                    if revoked != nil {
                        try await office.revoke(
                            made,
                            of: actor.patient,
                            idempotencyKey: IdempotencyKey("end-\(label)")
                        )
                    }
                }
            }
        }
        print("cells of confirming, listing and revoking: \(tried) tried, \(wrong.count) misjudged")
        #expect(wrong.isEmpty, "\(wrong.prefix(10))")
    }
}

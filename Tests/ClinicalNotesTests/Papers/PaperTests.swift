import ClinicalNotesPolicy
import Synchronization
import TestSupport
import Testing

@testable import ClinicalNotes

/// Who gains by a paper and files it alone is the one to keep out.
@Suite("Nobody lets themselves in by a paper")
struct PaperTests {
    private let clinic: Clinic
    private let rivera: Clinic.Staff
    private let okafor: Clinic.Staff
    private let stranger: Clinic.Staff
    private let office: Clinic.Staff
    private let registrar: Clinic.Staff
    private let ana: Clinic.Patient
    private let general: NoteID
    private let own: NoteID

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        stranger = try await clinic.staff("Stranger")
        office = try await clinic.staff("Office", .operations)
        registrar = try await clinic.staff("Registrar", .administrator)
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
        let desk = try await clinic.desk(rivera)
        general = try await desk.signed("General words", about: ana.id, key: "general")
        own = try await desk.analysed("Own words", about: ana.id, key: "own")
    }

    private func authorization(for reader: Clinic.Staff) -> DirectiveDocument {
        .authorization(.forClinician(reader, of: ana.id, at: clinic))
    }

    private func order(for reader: PrincipalID) -> DirectiveDocument {
        .legalProcess(
            LegalProcess(
                .courtOrder,
                subjects: [ana.id],
                recipients: [.principal(reader)],
                expresslyCovers: true,
                mandatory: true,
                receivedAt: clinic.clock.now
            )
        )
    }

    @Test(
        "who has nothing to do with the patient files none, and learns not even that there is such a patient"
    )
    func stranger() async throws {
        let session = try await clinic.desk(stranger)
        let nobody = PatientID(Entropy.system.bytes16())
        for patient in [ana.id, nobody] {
            let paper = DirectiveDocument.authorization(.forClinician(stranger, of: patient, at: clinic))
            let calls: [() async throws -> Void] = [
                { _ = try await session.record(paper, idempotencyKey: IdempotencyKey("file-\(patient)")) },
                { _ = try await session.directives(of: patient) },
                {
                    let directive = DirectiveID(Entropy.system.bytes16())
                    try await session.revoke(directive, of: patient, idempotencyKey: "revoke")
                },
                {
                    let directive = DirectiveID(Entropy.system.bytes16())
                    try await session.confirm(directive, of: patient, idempotencyKey: "confirm")
                },
            ]
            for call in calls { #expect(await refusal(call) == "NotesError(notFound)") }
        }
        #expect(await session.outcome(of: general).hasPrefix("refused"))
    }

    @Test("a clinician's own waits, opens nothing, and is not confirmed by herself or by whom it lets in")
    func ownPaper() async throws {
        let session = try await clinic.desk(okafor)
        let paper = try await session.record(authorization(for: okafor), idempotencyKey: "file")
        let grant = { (key: String) async throws in
            try await clinic.desk(rivera).grantKey(
                of: own,
                to: okafor.id,
                for: .treatment,
                under: paper,
                idempotencyKey: IdempotencyKey(key)
            )
        }
        #expect(await refusal { try await grant("early") } != nil)
        #expect(await session.outcome(of: own).hasPrefix("refused"))
        let filed = try #require(
            try await clinic.desk(office, .operations).directives(of: ana.id).first { $0.id == paper }
        )
        #expect(filed.standing == .unconfirmed && filed.recordedBy == okafor.id)

        #expect(await refusal { try await session.confirm(paper, of: ana.id, idempotencyKey: "own") } != nil)
        #expect(await session.outcome(of: own).hasPrefix("refused"))
        try await clinic.desk(office, .operations).confirm(paper, of: ana.id, idempotencyKey: "confirm")
        try await grant("granted")
        #expect(await session.outcome(of: own) == "words: Own words")
        // Who filed and who confirmed is on record.
        let confirmed = try #require(
            try await clinic.desk(office, .operations).directives(of: ana.id).first { $0.id == paper }
        )
        #expect(confirmed.standing == .confirmed(Confirmation(by: office.id, at: clinic.clock.now)))
        let entry = try #require(try await clinic.audit().last { $0.action == .confirmDirective })
        #expect(entry.principal == office.id && entry.rules.contains { $0.contains("confirm-by-staff") })
        #expect(
            await refusal {
                try await clinic.desk(registrar, .operations)
                    .confirm(paper, of: ana.id, idempotencyKey: "again")
            } == "NotesError(invalidTransition at directive)"
        )
    }

    @Test("an auditor is told who filed and who confirmed what let a reader in")
    func explained() async throws {
        let paper = try await clinic.desk(okafor).record(authorization(for: okafor), idempotencyKey: "own")
        try await clinic.desk(office, .operations).confirm(paper, of: ana.id, idempotencyKey: "confirm")
        _ = try await clinic.desk(okafor).read(general)
        let page = try await clinic.vault.auditEntries(from: 0)
        let line = try #require(
            page.lines.last { $0.entry.principal == okafor.id && $0.entry.action == .read }
        )
        let explained = try await clinic.vault.auditExplanation(at: line.position)
        #expect(explained.entry == line.entry)
        #expect(explained.rules.map(\.id.description).sorted() == Set(line.entry.rules).sorted())
        #expect(explained.papers.map(\.id) == [paper])
        let words = explained.sentences.joined(separator: " ")
        #expect(words.contains("put on record by \(okafor.id)"))
        #expect(words.contains("confirmed by \(office.id)"))
        #expect(!words.contains("Okafor") && !words.contains("Ana"))
        // Who confirmed it was let in by no paper.
        let filing = try #require(page.lines.last { $0.entry.action == .confirmDirective })
        #expect(try await clinic.vault.auditExplanation(at: filing.position).papers.isEmpty)
        #expect(
            await refusal { _ = try await clinic.vault.auditExplanation(at: 100_000) }
                == "NotesError(notFound at position)"
        )
    }

    @Test("the patient confirms what a clinician filed of hers")
    func patientConfirms() async throws {
        let session = try await clinic.desk(okafor)
        let paper = try await session.record(authorization(for: okafor), idempotencyKey: "file")
        let portal = try await clinic.portal(ana)
        try await portal.confirm(paper, of: ana.id, idempotencyKey: "confirm")
        try await clinic.desk(rivera)
            .grantKey(of: own, to: okafor.id, for: .treatment, under: paper, idempotencyKey: "grant")
        #expect(await session.outcome(of: own) == "words: Own words")
        // What waits can be revoked as well as what is in force, and a revocation never waits.
        try await portal.revoke(paper, of: ana.id, idempotencyKey: "revoke")
        #expect(await session.outcome(of: own).hasPrefix("refused"))
    }

    @Test("legal process and representation are filed by the office alone, for nobody whom they let in")
    func process() async throws {
        let guardian = try await clinic.staff("Guardian", .personalRepresentative, outside: true)
        let representation = DirectiveDocument.representation(
            Representation(of: ana.id, by: guardian.id, basis: .adult, from: clinic.clock.now)
        )
        let tries: [(NoteSession, DirectiveDocument)] = [
            (try await clinic.portal(ana), order(for: .patient(ana.id))),
            (try await clinic.desk(guardian, .patientRequest), order(for: guardian.id)),
            (try await clinic.desk(guardian, .patientRequest), representation),
            (try await clinic.desk(rivera), order(for: rivera.id)),
            (try await clinic.desk(rivera), representation),
        ]
        for (number, (session, paper)) in tries.enumerated() {
            let key = IdempotencyKey("try-\(number)")
            #expect(
                await refusal { _ = try await session.record(paper, idempotencyKey: key) } != nil,
                "\(number)"
            )
        }
        #expect(try await clinic.desk(office, .operations).directives(of: ana.id).isEmpty)
        // An order that lets the office itself in waits for somebody else of it.
        let desk = try await clinic.desk(office, .operations)
        let paper = try await desk.record(order(for: office.id), idempotencyKey: "own-order")
        #expect(try await desk.directives(of: ana.id).first?.isInForce == false)
        #expect(await refusal { try await desk.confirm(paper, of: ana.id, idempotencyKey: "c1") } != nil)
        try await clinic.desk(registrar, .operations).confirm(paper, of: ana.id, idempotencyKey: "c2")
        #expect(try await desk.directives(of: ana.id).first?.isInForce == true)
    }

    @Test("a representation that waits makes nobody a representative")
    func representation() async throws {
        let desk = try await clinic.desk(rivera)
        try await desk.release(general, to: ana.id, idempotencyKey: "release")
        let guardian = try await clinic.staff("Guardian", .personalRepresentative, outside: true)
        let session = try await clinic.desk(guardian, .patientRequest)
        let paper = DirectiveDocument.representation(
            Representation(of: ana.id, by: guardian.id, basis: .adult, from: clinic.clock.now)
        )
        let filed = try await clinic.desk(office, .operations).record(paper, idempotencyKey: "file")
        #expect(
            await session.outcome(of: general) == "words: General words",
            "the office gains nothing by it"
        )
        try await clinic.desk(office, .operations).revoke(filed, of: ana.id, idempotencyKey: "revoke")
        #expect(await session.outcome(of: general).hasPrefix("refused"))
    }

    @Test("lists name single notes to those alone who may know of them")
    func listing() async throws {
        var named = Authorization.forClinician(okafor, of: ana.id, at: clinic)
        named.notes = [own, general]
        _ = try await clinic.desk(office, .operations).record(.authorization(named), idempotencyKey: "named")
        func notes(_ session: NoteSession) async throws -> Set<NoteID>? {
            guard case .authorization(let paper) = try await session.directives(of: ana.id).first?.document
            else {
                return nil
            }
            return paper.notes
        }
        #expect(try await notes(clinic.portal(ana)) == [own, general])
        #expect(try await notes(clinic.desk(registrar, .operations))?.contains(own) == false)
        // The paper names Okafor, so she may know of it; Rivera's paper it is not.
        #expect(try await notes(clinic.desk(okafor)) != nil)
        #expect(try await notes(clinic.desk(rivera)) == nil)
    }

    @Test("a paper for another role in which she may act is her own")
    func otherRole() async throws {
        var paper = Authorization.forClinician(okafor, of: ana.id, at: clinic)
        paper.recipients = [.role(.otherClinicianSameOrg)]
        let filed = try await clinic.desk(okafor).record(.authorization(paper), idempotencyKey: "file")
        let papers = try await clinic.desk(office, .operations).directives(of: ana.id)
        #expect(papers.first { $0.id == filed }?.standing == .unconfirmed)
        #expect(
            await refusal {
                try await clinic.desk(rivera).confirm(filed, of: ana.id, idempotencyKey: "colleague")
            }
                != nil
        )
    }

    @Test("a paper about several people is in force once it is confirmed for all of them")
    func severalSubjects() async throws {
        let ben = try await clinic.patient("Ben", seenBy: rivera, okafor)
        var paper = Authorization.forClinician(okafor, of: ana.id, at: clinic)
        paper.subjects = [ana.id, ben.id]
        let filed = try await clinic.desk(okafor).record(.authorization(paper), idempotencyKey: "file")
        for patient in [ana, ben] {
            #expect(
                await refusal {
                    try await clinic.portal(patient)
                        .confirm(filed, of: patient.id, idempotencyKey: IdempotencyKey("\(patient.id)"))
                } != nil
            )
        }
        try await clinic.desk(office, .operations).confirm(filed, of: ana.id, idempotencyKey: "confirm")
        for patient in [ana, ben] {
            let papers = try await clinic.desk(office, .operations).directives(of: patient.id)
            #expect(papers.first { $0.id == filed }?.isInForce == true)
        }
    }
}

/// A host whose answers take so long that something else happens meanwhile.
private final class SlowDirectory: Relationships {
    private let base: any Relationships
    private let meanwhile = Mutex<(@Sendable () async -> Void)?>(nil)

    init(_ base: any Relationships) { self.base = base }

    func next(_ body: @escaping @Sendable () async -> Void) { meanwhile.withLock { $0 = body } }

    func careTeam(
        of patient: PatientID,
        includes principal: PrincipalID,
        at moment: Instant
    ) async -> Fact<Bool> {
        let body = meanwhile.withLock { body in
            defer { body = nil }
            return body
        }
        await body?()
        return await base.careTeam(of: patient, includes: principal, at: moment)
    }

    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> {
        await base.isVerified(principal, at: moment)
    }
}

@Suite("A paper that is revoked while somebody confirms it")
struct RevokedMeanwhileTests {
    @Test("stays revoked")
    func revoked() async throws {
        let hosts = Mutex<SlowDirectory?>(nil)
        let outside = Clinic.Outside(
            relationships: { base in
                let host = SlowDirectory(base)
                hosts.withLock { $0 = host }
                return host
            }
        )
        let clinic = try await Clinic(beside: outside)
        let host = try #require(hosts.withLock { $0 })
        let okafor = try await clinic.staff("Okafor")
        let office = try await clinic.staff("Office", .operations)
        let ana = try await clinic.patient("Ana", seenBy: okafor)
        let paper = try await clinic.desk(okafor).record(
            .authorization(.forClinician(okafor, of: ana.id, at: clinic)),
            idempotencyKey: "file"
        )
        let portal = try await clinic.portal(ana)
        let desk = try await clinic.desk(office, .operations)
        host.next { try? await portal.revoke(paper, of: ana.id, idempotencyKey: "revoke") }
        #expect(
            await refusal { try await desk.confirm(paper, of: ana.id, idempotencyKey: "confirm") }
                == "NotesError(invalidTransition at directive)"
        )
        let filed = try #require(try await desk.directives(of: ana.id).first { $0.id == paper })
        guard case .authorization(let authorization) = filed.document else {
            Issue.record("another paper")
            return
        }
        #expect(authorization.revocation != nil)
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }
}

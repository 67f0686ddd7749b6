import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A small practice")
struct SmallPracticeTests {
    private let clinic: Clinic
    private let rivera: Clinic.Staff
    private let ana: Clinic.Patient

    init() async throws {
        clinic = try await Clinic(beside: Clinic.Outside(relationships: { _ in .smallPractice }))
        rivera = try await clinic.staff("Rivera")
        ana = try await clinic.patient("Ana")
    }

    /// What the vault takes somebody for: verified, and on Ana's care team.
    private func answers(
        to staff: Clinic.Staff,
        _ purpose: PurposeOfUse = .treatment
    ) async throws -> [Fact<Bool>] {
        let facts = await (try await clinic.desk(staff, purpose))
            .factsOfPrincipal([ana.id], at: clinic.clock.now)
        return [facts.isVerified, facts.careTeams[ana.id] ?? .unknown]
    }

    @Test("has its own clinicians on every care team, and nobody else")
    func careTeams() async throws {
        for role in [PrincipalRole.treatingClinician, .otherClinicianSameOrg, .trainee, .supervisor] {
            let member = try await clinic.staff("Clinician", role)
            #expect(try await answers(to: member) == [.known(true), .known(true)], "\(role)")
        }
        for role in [PrincipalRole.billing, .operations, .administrator] {
            let member = try await clinic.staff("Staff", role)
            #expect(try await answers(to: member) == [.known(true), .unknown], "\(role)")
        }
        for role in [PrincipalRole.treatingClinician, .clinicianOtherOrg, .court, .parent, .familyMember] {
            let outsider = try await clinic.staff("Outsider", role, outside: true)
            #expect(try await answers(to: outsider) == [.known(true), .unknown], "\(role)")
        }
        let portal = await (try await clinic.portal(ana)).factsOfPrincipal([ana.id], at: clinic.clock.now)
        #expect(portal.isVerified == .known(true))
        #expect(portal.careTeams[ana.id] == .unknown)
    }

    @Test("lets a colleague read the general record, and nobody a psychotherapy note")
    func reading() async throws {
        let desk = try await clinic.desk(rivera)
        let general = try await desk.signed("Words", about: ana.id, key: "general")
        let analysis = try await desk.analysed("Own words", about: ana.id, key: "own")
        let colleague = try await clinic.desk(try await clinic.staff("Okafor"))
        #expect(await colleague.outcome(of: general) == "words: Words")
        #expect(await colleague.outcome(of: analysis) == "refused: NotesError(notFound)")
        let billing = try await clinic.desk(try await clinic.staff("Billing", .billing))
        #expect(await billing.outcome(of: general).hasPrefix("refused"))
        let relative = try await clinic.desk(try await clinic.staff("Relative", .familyMember, outside: true))
        #expect(await relative.outcome(of: general).hasPrefix("refused"))
        // Law lets what a clinician elsewhere needs for treatment be disclosed, 45 CFR 164.506(c)(2); no care team has a part in it.
        let elsewhere = try await clinic.desk(try await clinic.staff("Elsewhere", outside: true))
        #expect(await elsewhere.outcome(of: analysis) == "refused: NotesError(notFound)")
    }

    @Test("knows nobody whose enrollment ended or waits, in a session that began before as well")
    func enrolledAlone() async throws {
        let desk = try await clinic.desk(rivera)
        let note = try await desk.signed("Words", about: ana.id, key: "general")
        let okafor = try await clinic.staff("Okafor")
        let colleague = try await clinic.desk(okafor)
        #expect(await colleague.outcome(of: note) == "words: Words")
        try await clinic.vault.endEnrollment(of: okafor.id)
        #expect(await colleague.outcome(of: note).hasPrefix("refused"))

        var enrollment = desk.state.current.enrollment
        let practice = clinic.vault.organization
        func verified() async -> Fact<Bool> {
            await SmallPractice(askedBy: rivera.id, enrollment, in: practice)
                .isVerified(rivera.id, at: clinic.clock.now)
        }
        func isOnTeam() async -> Fact<Bool> {
            await SmallPractice(askedBy: rivera.id, enrollment, in: practice)
                .careTeam(of: ana.id, includes: rivera.id, at: clinic.clock.now)
        }
        #expect(await verified() == .known(true))
        #expect(await isOnTeam() == .known(true))
        enrollment.filing = .unconfirmed
        #expect(await verified() == .known(false))
        #expect(await isOnTeam() == .unknown)
        enrollment.filing = .inForce
        enrollment.ended = clinic.clock.now
        #expect(await verified() == .known(false))
        #expect(await isOnTeam() == .unknown)
    }

    @Test("answers nothing about anybody but who asks, and nothing outside of a vault")
    func nobodyElse() async throws {
        let okafor = try await clinic.staff("Okafor")
        let asked = (try await clinic.desk(rivera)).relationships
        #expect(await asked.isVerified(okafor.id, at: clinic.clock.now) == .unknown)
        #expect(
            await asked.careTeam(of: ana.id, includes: okafor.id, at: clinic.clock.now) == .unknown
        )
        #expect(await clinic.vault.core.relationships.isVerified(rivera.id, at: clinic.clock.now) == .unknown)
        #expect(await SmallPractice().isVerified(rivera.id, at: clinic.clock.now) == .unknown)
    }

    @Test("serves duties, imports and keys, which ask whether somebody is verified by themselves")
    func elsewhere() async throws {
        let office = try await clinic.desk(try await clinic.staff("Office", .operations), .operations)
        #expect(try await office.duties().isEmpty)
        let desk = try await clinic.desk(rivera)
        #expect(try await desk.unconfirmedKeys(of: .patient(ana.id)) == nil)
        let note = try await desk.signed("Words", about: ana.id, key: "note")
        #expect(try await desk.audience(of: note).contains { $0.principal == rivera.id })
    }
}

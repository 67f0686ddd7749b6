import ClinicalNotesCrypto
import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("What an enrollment lacks")
struct EnrollmentGapTests {
    private let clinic: Clinic
    private var vault: NoteVault { clinic.vault }

    init() async throws { clinic = try await Clinic() }

    private func enrolled(
        _ affiliation: Enrollment.Affiliation,
        withKeys: Bool = true,
        _ name: String = "Rivera"
    ) async throws -> PrincipalID {
        let keyring = try Keyring.generate()
        let keys = withKeys ? keyring.publicKeyring : nil
        return try await vault.enroll(Person(legalName: name), affiliation, keys: keys)
    }

    @Test("is nothing for a clinician with keys, who belongs to the practice by default and writes")
    func nothing() async throws {
        let keyring = try Keyring.generate()
        let rivera = try await vault.enroll(
            Person(legalName: "Rivera"),
            .treatingClinician,
            keys: keyring.publicKeyring
        )
        #expect(try await vault.enrollmentGaps(of: rivera) == [])
        let ana = try await clinic.patient("Ana")
        clinic.directory.join(rivera, ana.id)
        let desk = try await vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        #expect(desk.state.current.enrollment.affiliation.organization == vault.organization)
        let note = try await desk.signed("Words", about: ana.id, key: "note")
        #expect(try await desk.read(note).copyText() == "Words")
    }

    @Test("is said for each role of the workforce, with keys and without")
    func roles() async throws {
        for role in PrincipalRole.allCases where role != .patient {
            let principal = try await enrolled(Enrollment.Affiliation(role: role, training: .own))
            let clinicians = Groups.clinicians.contains(role)
            let isStaff = [PrincipalRole.billing, .operations, .administrator].contains(role)
            let gaps = try await vault.enrollmentGaps(of: principal)
            #expect(gaps == (isStaff ? [.role] : []), "\(role)")
            let enrollment = try await vault.core.snapshot(of: principal).enrollment
            let isOwn = enrollment.affiliation.organization == vault.organization
            // Nobody of another kind comes in by a default.
            #expect(isOwn == (clinicians || isStaff), "\(role)")
            #expect(isOwn || enrollment.affiliation.organization == nil)
        }
        let keyless = try await enrolled(.treatingClinician, withKeys: false)
        #expect(try await vault.enrollmentGaps(of: keyless) == [.keys])
        let ana = try await vault.register(Person(legalName: "Ana"))
        try await vault.enroll(ana, keys: nil)
        #expect(try await vault.enrollmentGaps(of: .patient(ana)) == [.keys])
    }

    @Test("is the affiliation of a clinician of nobody's or elsewhere, who says so")
    func affiliation() async throws {
        let nobodys = Enrollment.Affiliation(role: .treatingClinician, organization: nil)
        #expect(try await vault.enrollmentGaps(of: enrolled(nobodys)) == [.affiliation])
        let elsewhere = Enrollment.Affiliation(
            role: .billing,
            organization: OrganizationID(clinic.entropy.bytes16())
        )
        #expect(try await vault.enrollmentGaps(of: enrolled(elsewhere)) == [.affiliation, .role])
    }

    @Test("is verification where the host doubts, and a second person where one is waited for")
    func people() async throws {
        let rivera = try await enrolled(.treatingClinician)
        clinic.directory.doubt(rivera)
        #expect(try await vault.enrollmentGaps(of: rivera) == [.verification])
        let office = try await clinic.desk(try await clinic.staff("Office", .operations), .operations)
        let waiting = try await office.enroll(Person(legalName: "Newcomer"), .billing)
        #expect(try await vault.enrollmentGaps(of: waiting) == [.confirmation])
        let registrar = try await clinic.desk(
            try await clinic.staff("Registrar", .administrator),
            .operations
        )
        try await registrar.confirmEnrollment(of: waiting, keys: nil)
        #expect(try await vault.enrollmentGaps(of: waiting) == [.role, .keys])
        let session = try await vault.session(for: waiting, purpose: .payment)
        try await session.bringKeys(Keyring.generate(for: waiting).publicKeys)
        #expect(try await vault.enrollmentGaps(of: waiting) == [.role, .certification])
        try await vault.endEnrollment(of: waiting)
        #expect(try await vault.enrollmentGaps(of: waiting) == [.ended])
    }

    @Test("is not told of who was never enrolled")
    func nobody() async throws {
        let ana = try await vault.register(Person(legalName: "Ana"))
        for principal in [PrincipalID.patient(ana), PrincipalID(clinic.entropy.bytes16())] {
            await #expect(throws: NotesError(.notEnrolled, at: "principal")) {
                _ = try await vault.enrollmentGaps(of: principal)
            }
        }
    }

    @Test("is told in a sentence of its own")
    func sentences() {
        let sentences = EnrollmentGap.allCases.map(\.description)
        #expect(Set(sentences).count == EnrollmentGap.allCases.count)
        #expect(sentences.allSatisfy { $0.hasSuffix(".") })
    }
}

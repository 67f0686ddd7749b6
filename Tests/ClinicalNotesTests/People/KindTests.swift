import ClinicalNotesCrypto
import ClinicalNotesModel
import Testing

@testable import ClinicalNotes

@Suite("An id never changes its kind")
struct KindTests {
    let clinic: Clinic
    let rivera: Clinic.Staff
    let ana: Clinic.Patient
    let couple: GroupID

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        ana = try await clinic.patient("Ana", seenBy: rivera)
        let ben = try await clinic.patient("Ben", seenBy: rivera)
        couple = try await clinic.vault.register(group: [ana.id, ben.id], idempotencyKey: "couple")
    }

    /// The ids that are no patient's: of staff, of a group, of the practice, of nobody.
    private var strangers: [PatientID] {
        [
            PatientID(rivera.id.bytes), PatientID(couple.bytes), PatientID(clinic.tenant.bytes),
            PatientID(Entropy.system.bytes16()),
        ]
    }

    @Test("nobody but a patient is enrolled or updated as one, and nothing is written")
    func patientsOnly() async throws {
        let before = try await clinic.records()
        let keyring = try Keyring.generate(for: PrincipalID(rivera.id.bytes))
        for (number, stranger) in strangers.enumerated() {
            await #expect(throws: NotesError(.notFound)) {
                try await clinic.vault.enroll(
                    stranger,
                    keys: keyring.publicKeys,
                    idempotencyKey: IdempotencyKey("enroll \(number)")
                )
            }
            await #expect(throws: NotesError(.notFound)) {
                try await clinic.vault.update(
                    stranger,
                    Person(legalName: "Eve"),
                    idempotencyKey: IdempotencyKey("update \(number)")
                )
            }
            await #expect(throws: NotesError(.notFound)) {
                _ = try await clinic.vault.register(
                    group: [ana.id, stranger],
                    idempotencyKey: IdempotencyKey("group \(number)")
                )
            }
        }
        #expect(try await clinic.records() == before)
        #expect(try await clinic.desk(rivera).principal == rivera.id)
    }

    @Test("nobody but a principal's enrollment ends, and nothing is written")
    func ends() async throws {
        let stranger = try await clinic.vault.register(Person(legalName: "Eve"), idempotencyKey: "eve")
        let before = try await clinic.records()
        for (number, bytes) in [couple.bytes, clinic.tenant.bytes, stranger.bytes].enumerated() {
            await #expect(throws: NotesError(.notFound)) {
                try await clinic.vault.endEnrollment(
                    of: PrincipalID(bytes),
                    idempotencyKey: IdempotencyKey("end \(number)")
                )
            }
        }
        #expect(try await clinic.records() == before)
    }

    @Test("somebody who is not registered is enrolled in no patient's role")
    func patientRole() async throws {
        let before = try await clinic.records()
        await #expect(throws: NotesError(.invalidInput)) {
            _ = try await clinic.vault.enroll(
                Person(legalName: "Eve"),
                Enrollment.Affiliation(role: .patient),
                idempotencyKey: "eve"
            )
        }
        #expect(try await clinic.records() == before)
    }

    /// What somebody with the practice's own keys can make of an owner.
    enum Forgery: CaseIterable {
        case therapistAsPatient, patientAsTherapist, patientWithOthersPerson, enrolledGroup, groupAsPatient
        case therapistInAGroup, patientInATherapistsRole, therapistWithDirective

        func apply(_ setting: KindTests, _ editor: inout OwnerEditor) throws(CryptoError) {
            let eve = Person(legalName: "Eve")
            let (ana, rivera) = (setting.ana.id, setting.rivera.id)
            switch self {
            case .therapistAsPatient:
                editor.aggregate.persons[PatientID(rivera.bytes)] = eve
                try editor.filePerson(eve)
                try editor.enroll(
                    rivera,
                    Enrollment.Affiliation(role: .patient),
                    nil,
                    by: nil,
                    at: Practice.start
                )
            case .patientAsTherapist:
                editor.aggregate.staff = eve
                try editor.filePerson(eve)
            case .patientWithOthersPerson:
                editor.aggregate.persons[PatientID(rivera.bytes)] = eve
                try editor.filePerson(eve)
            case .enrolledGroup:
                let affiliation = Enrollment.Affiliation(role: .patient)
                try editor.enroll(
                    PrincipalID(setting.couple.bytes),
                    affiliation,
                    nil,
                    by: nil,
                    at: Practice.start
                )
            case .groupAsPatient:
                editor.aggregate.persons[PatientID(setting.couple.bytes)] = eve
            case .therapistInAGroup: editor.aggregate.groups.append(setting.couple)
            case .patientInATherapistsRole:
                let affiliation = Enrollment.Affiliation(role: .treatingClinician)
                try editor.enroll(.patient(ana), affiliation, nil, by: nil, at: Practice.start)
            case .therapistWithDirective:
                try editor.store(
                    Directive(
                        id: DirectiveID(Bytes16(high: 1, low: 1)),
                        document: .representation(
                            Representation(of: ana, by: rivera, basis: .adult, from: Practice.start)
                        ),
                        recordedBy: rivera,
                        recordedAt: Practice.start
                    )
                )
            }
        }

        func owner(_ setting: KindTests) -> OwnerID {
            switch self {
            case .therapistAsPatient, .therapistInAGroup, .therapistWithDirective: setting.rivera.id.owner
            case .patientAsTherapist, .patientWithOthersPerson, .patientInATherapistsRole:
                setting.ana.id.owner
            case .enrolledGroup, .groupAsPatient: setting.couple.owner
            }
        }
    }

    @Test("an owner of two kinds is found", arguments: Forgery.allCases)
    func forged(forgery: Forgery) async throws {
        #expect(try await clinic.vault.verify().isConsistent)
        let core = clinic.vault.core
        let owner = forgery.owner(self)
        var transaction = Transaction(core, keys: try await core.tenantKeys())
        try await core.edit(owner, in: &transaction, at: "owner")
        try transaction.change(owner) { (editor) throws(CryptoError) in try forgery.apply(self, &editor) }
        _ = try await core.commit(try transaction.batch(receipt: nil).batch)
        let findings = try await clinic.vault.verify().findings
        #expect(findings.contains { $0.kind == .contradictory && $0.owner == owner && $0.record != nil })
    }
}

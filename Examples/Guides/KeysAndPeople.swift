internal import ClinicalNotes
internal import Foundation

/// The code of the guide "Keys and people".
struct KeysAndPeople {
    let vault: NoteVault
    /// Where people keep their keyrings.
    let folder: URL

    /// Makes a therapist's keys, saves them, and enrolls her.
    func enrollTherapist() async throws -> PrincipalID {
        // KeysAndPeople: begin therapist
        let keyring = try Keyring.generate()
        let saved = try keyring.export(passphrase: SensitiveBytes("a passphrase of her own".utf8))
        try Data(saved).write(to: folder.appending(path: "rivera.keyring"))

        let rivera = try await vault.enroll(
            Person(legalName: "Elena Rivera", birthDate: CalendarDay(year: 1981, month: 4, day: 2)),
            .treatingClinician,
            keys: keyring.publicKeyring
        )
        for gap in try await vault.enrollmentGaps(of: rivera) {
            print("Dr. Rivera:", gap)
        }
        // KeysAndPeople: end therapist
        return rivera
    }

    /// Opens the saved keys and begins her session.
    func signIn() async throws -> NoteSession {
        // KeysAndPeople: begin signIn
        let saved = try Data(contentsOf: folder.appending(path: "rivera.keyring"))
        let keyring = try Keyring(
            importing: saved,
            passphrase: SensitiveBytes("a passphrase of her own".utf8)
        )
        let desk = try await vault.session(for: keyring.principal, purpose: .treatment, unlocking: keyring)
        // KeysAndPeople: end signIn
        return desk
    }

    /// Gives a patient the portal, with keys of her own.
    func openPortal(to ana: PatientID) async throws -> NoteSession {
        // KeysAndPeople: begin patient
        let keyring = try Keyring.generate(for: .patient(ana))
        let saved = try keyring.export(passphrase: SensitiveBytes("a passphrase of Ana's".utf8))
        try Data(saved).write(to: folder.appending(path: "ana.keyring"))

        try await vault.enroll(ana, keys: keyring.publicKeys)
        let portal = try await vault.session(for: .patient(ana), unlocking: keyring)
        // KeysAndPeople: end patient
        return portal
    }

    /// Two people of the office let a third one in.
    func letIn(
        _ person: Person,
        _ keys: PublicKeyring,
        named keyThatSheNamed: KeyID,
        by office: NoteSession,
        and registrar: NoteSession
    ) async throws -> PrincipalID {
        // KeysAndPeople: begin newcomer
        let newcomer = try await office.enroll(person, .billing, keys: keys)

        // Nothing is open to her until somebody else has asked her for the name of her key.
        guard let filed = try await registrar.unconfirmedEnrollment(of: newcomer),
            filed.keys == keyThatSheNamed
        else { throw NotesError(.keysChanged) }
        try await registrar.confirmEnrollment(of: newcomer, keys: keyThatSheNamed)
        // KeysAndPeople: end newcomer
        return newcomer
    }

    /// She forgot her passphrase: new keys, which the office certifies.
    func renew(_ rivera: PrincipalID, certifiedBy office: NoteSession) async throws -> Keyring {
        // KeysAndPeople: begin forgotten
        let fresh = try Keyring.generate(for: rivera)
        let session = try await vault.session(for: rivera, purpose: .treatment)
        try await session.bringKeys(fresh.publicKeys)

        // The office, once she has named her key in person or by telephone:
        try await office.certifyKeys(fresh.publicKeys.box.id, of: rivera)
        // KeysAndPeople: end forgotten
        return fresh
    }

    /// Her own chart, without another sign-in.
    func ownChart(of ana: PatientID, unlocking anaKeyring: Keyring, at desk: NoteSession) async throws
        -> NoteSession
    {
        let rivera = desk.principal
        // KeysAndPeople: begin linked
        try await vault.link([rivera, .patient(ana)])

        for affiliation in try await vault.affiliations(of: rivera) {
            print(affiliation.role, affiliation.principal)
        }
        let portal = try await desk.acting(as: .patient(ana), unlocking: anaKeyring)
        // KeysAndPeople: end linked
        return portal
    }

    /// She leaves the practice.
    func end(_ rivera: PrincipalID) async throws {
        // KeysAndPeople: begin leaving
        try await vault.endEnrollment(of: rivera)
        // KeysAndPeople: end leaving
    }
}

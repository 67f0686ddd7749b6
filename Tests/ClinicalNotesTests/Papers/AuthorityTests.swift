import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Who certifies whose keys are whose")
struct AuthorityTests {
    private let clinic: Clinic

    init() async throws { clinic = try await Clinic() }

    @Test("an authority outside carries certificates in; nothing in the practice can make one")
    func outside() async throws {
        let authority = KeyringAuthority(try Keyring.generate(for: PrincipalID(Entropy.system.bytes16())))
        let store = InMemoryNoteStore()
        let keys = InMemoryKeyService()
        let vault = try await NoteVault.found(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: clinic.directory,
            authority: authority.publicKey
        )
        #expect(vault.authorityGrade == .outside && vault.authorityKey == authority.publicKey)
        let standing = Enrollment.Affiliation(role: .treatingClinician, organization: vault.organization)
        #expect(
            await refusal {
                _ = try await vault.enroll(
                    Person(legalName: "Mallory"),
                    standing,
                    keys: Keyring.generate().publicKeyring,
                    idempotencyKey: "m"
                )
            } == "NotesError(authorityOutside at keys)"
        )
        // The statement goes to the other machine as bytes, the certificate comes back as bytes.
        let keyring = try Keyring.generate()
        let asked = vault.enrollmentStatement(for: keyring.publicKeyring, as: .treatingClinician)
        let certificate = try authority.certify(EnrollmentStatement(asked.encoded)).bytes
        let rivera = try await vault.enroll(
            Person(legalName: "Rivera"),
            standing,
            certified: SignedEnrollment(certificate),
            idempotencyKey: "rivera"
        )
        #expect(rivera == keyring.principal)
        _ = try await vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        // Another authority's word, another role, and the same certificate for somebody on record are refused.
        let forged = try KeyringAuthority(Keyring.generate(for: rivera)).certify(asked)
        for (number, bad) in [forged, try SignedEnrollment(certificate)].enumerated() {
            #expect(
                await refusal {
                    _ = try await vault.enroll(
                        Person(legalName: "Mallory"),
                        standing,
                        certified: bad,
                        idempotencyKey: IdempotencyKey("bad-\(number)")
                    )
                } == "NotesError(invalidInput at certificate)"
            )
        }
        func open(_ pinned: SigningPublicKey) async throws {
            _ = try await NoteVault.open(
                store: store,
                waiving: .durable,
                keys: keys,
                policy: .unitedStates,
                relationships: clinic.directory,
                authority: pinned
            )
        }
        #expect(await refusal { try await open(authority.publicKey) } == nil)
        let other = try Keyring.generate(for: rivera).publicKeys.signing
        #expect(await refusal { try await open(other) } == "NotesError(foreignAuthority at authority)")
        #expect(try await vault.verify().findings.isEmpty)
    }

    @Test(
        "keys that took the place of others are told to their owner, and nothing is sealed to them in silence"
    )
    func replacedKeys() async throws {
        let rivera = try await clinic.staff("Rivera")
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let desk = try await clinic.desk(rivera)
        let own = try await desk.analysed("Own words", about: ana.id, key: "own")
        #expect(try await clinic.portal(ana).replacedKeys == nil)
        // Somebody who can have keys certified enrolls Ana under keys of their own, without any in between.
        let mallory = try Keyring.generate(for: .patient(ana.id))
        try await clinic.vault.enroll(ana.id, keys: nil, idempotencyKey: "none")
        try await clinic.vault.enroll(ana.id, keys: mallory.publicKeys, idempotencyKey: "mallory")
        #expect(
            await refusal { try await desk.release(own, to: ana.id, idempotencyKey: "release") }
                == "NotesError(keysChanged at reader)"
        )
        let portal = try await clinic.vault.session(for: .patient(ana.id), unlocking: mallory)
        #expect(await portal.outcome(of: own).hasPrefix("refused"))
        #expect(portal.replacedKeys?.previous == ana.keyring.publicKeys.box.id)
        #expect(try await clinic.vault.session(for: .patient(ana.id)).replacedKeys != nil)
        // Ana asked for new keys herself, this time, and says so to Rivera.
        let fresh = try Keyring.generate(for: .patient(ana.id))
        try await clinic.vault.enroll(ana.id, keys: fresh.publicKeys, idempotencyKey: "fresh")
        #expect(
            await refusal { try await desk.release(own, to: ana.id, idempotencyKey: "again") }
                == "NotesError(keysChanged at reader)"
        )
        let patient = PrincipalID.patient(ana.id)
        #expect(
            await refusal {
                try await desk.confirmKeys(mallory.publicKeys.box.id, of: patient, idempotencyKey: "wrong")
            } == "NotesError(keysChanged at key)"
        )
        let fresher = fresh.publicKeys.box.id
        #expect(try await desk.unconfirmedKeys(of: patient)?.current == fresher)
        try await desk.confirmKeys(fresher, of: patient, idempotencyKey: "confirm")
        #expect(try await desk.unconfirmedKeys(of: patient) == nil)
        try await desk.release(own, to: ana.id, idempotencyKey: "released")
        let session = try await clinic.vault.session(for: .patient(ana.id), unlocking: fresh)
        #expect(await session.outcome(of: own) == "words: Own words")
        try await session.acknowledgeReplacedKeys(fresher, idempotencyKey: "seen")
        #expect(session.replacedKeys == nil)
        #expect(try await clinic.vault.session(for: .patient(ana.id)).replacedKeys == nil)
        // A confirmation is of the keys that stand: others must be confirmed anew.
        try await clinic.vault.enroll(ana.id, keys: mallory.publicKeys, idempotencyKey: "once-more")
        let second = try await desk.analysed("More words", about: ana.id, key: "second")
        #expect(
            await refusal { try await desk.release(second, to: ana.id, idempotencyKey: "second") }
                == "NotesError(keysChanged at reader)"
        )
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }
}

import ClinicalNotesModel
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesCrypto

@Suite("Public keys that are certified")
struct CertifiedKeyTests {
    let clinic: Clinic
    let rivera: Clinic.Staff
    let ana: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        ana = try await clinic.patient("Ana", seenBy: rivera)
    }

    /// Tries keys with both calls that certify some; all must be refused at `keys`.
    private func expectRefused(_ keys: PublicKeys, _ name: String) async throws {
        for isPatient in [false, true] {
            do {
                if isPatient {
                    try await clinic.vault.enroll(ana.id, keys: keys, idempotencyKey: IdempotencyKey(name))
                } else {
                    _ = try await clinic.vault.enroll(
                        Person(legalName: "Eve"),
                        Enrollment.Affiliation(role: .treatingClinician),
                        keys: PublicKeyring(principal: PrincipalID(Entropy.system.bytes16()), keys: keys),
                        idempotencyKey: IdempotencyKey(name)
                    )
                }
                Issue.record("\(name) was certified")
            } catch {
                #expect(error.code == .invalidInput && error.place == "keys", "\(name): \(error)")
            }
        }
    }

    @Test("are none whose secrets everybody knows, and nothing is written")
    func unusable() async throws {
        let good = try Keyring.generate(for: rivera.id).publicKeys
        let before = try await clinic.records()
        let zero = [UInt8](repeating: 0, count: 32)
        let one = [1] + zero.dropFirst()
        for (number, bytes) in [zero, one, [UInt8](repeating: 0xFF, count: 32)].enumerated() {
            let box = try #require(BoxPublicKey(bytes))
            let signing = try #require(SigningPublicKey(bytes))
            try await expectRefused(PublicKeys(box: box, signing: good.signing), "box \(number)")
            try await expectRefused(PublicKeys(box: good.box, signing: signing), "signing \(number)")
        }
        #expect(try await clinic.records() == before)
    }

    @Test("are nobody else's, also keys that somebody had before, and not the practice's; nothing is written")
    func external() async throws {
        let ben = try await clinic.patient("Ben", seenBy: rivera)
        let newer = try Keyring.generate(for: .patient(ben.id)).publicKeys
        try await clinic.vault.enroll(ben.id, keys: newer, idempotencyKey: "newer keys")
        try await clinic.vault.endEnrollment(of: .patient(ben.id), idempotencyKey: "end")
        let good = try Keyring.generate(for: rivera.id).publicKeys
        let keys = try await clinic.vault.core.tenantKeys()
        let before = try await clinic.records()
        for (name, taken) in [
            ("rivera", rivera.keyring.publicKeys), ("ben", ben.keyring.publicKeys), ("newer", newer),
        ] {
            try await expectRefused(taken, name)
            try await expectRefused(PublicKeys(box: taken.box, signing: good.signing), "\(name)'s box key")
            try await expectRefused(
                PublicKeys(box: good.box, signing: taken.signing),
                "\(name)'s signing key"
            )
        }
        for own in [keys.instanceKey, keys.authorityKey] {
            try await expectRefused(PublicKeys(box: good.box, signing: own), "the practice's \(own.id)")
        }
        #expect(try await clinic.records() == before)
    }

    @Test("come back to who had them")
    func again() async throws {
        let newer = try Keyring.generate(for: .patient(ana.id))
        try await clinic.vault.enroll(ana.id, keys: newer.publicKeys, idempotencyKey: "newer")
        try await clinic.vault.enroll(ana.id, keys: ana.keyring.publicKeys, idempotencyKey: "older")
        #expect(try await clinic.portal(ana).principal == .patient(ana.id))
        #expect(try await clinic.vault.verify().isConsistent)
    }

    @Test("are certified for one of those who ask at once, in two processes")
    func atOnce() async throws {
        let other = try await clinic.reopened()
        let keys = try Keyring.generate(for: rivera.id).publicKeys
        let enrolled = await withTaskGroup(of: PrincipalID?.self) { group in
            for number in 0..<6 {
                let vault = number % 2 == 0 ? clinic.vault : other.vault
                group.addTask {
                    try? await vault.enroll(
                        Person(legalName: "Eve \(number)"),
                        Enrollment.Affiliation(role: .treatingClinician),
                        keys: PublicKeyring(principal: PrincipalID(Entropy.system.bytes16()), keys: keys),
                        idempotencyKey: IdempotencyKey("eve \(number)")
                    )
                }
            }
            return await group.reduce(into: [PrincipalID]()) { if let one = $1 { $0.append(one) } }
        }
        #expect(enrolled.count == 1)
        #expect(try await clinic.vault.verify().isConsistent)
    }
}

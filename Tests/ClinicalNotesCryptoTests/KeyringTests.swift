import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotesCrypto

@Suite("A keyring opens with its passphrase alone, and is certified by the authority alone")
struct KeyringTests {
    let keyring: Keyring
    let passphrase = SensitiveBytes("correct horse".utf8)

    init() throws { keyring = try Keyring.generate(for: PrincipalID(id(7))) }

    private func exported() throws -> [UInt8] {
        try keyring.export(passphrase: passphrase, cost: .smallest)
    }

    private func importing(_ bytes: [UInt8], _ passphrase: String = "correct horse") -> CryptoError.Code? {
        failure { () throws(CryptoError) in
            _ = try Keyring(importing: bytes, passphrase: SensitiveBytes(passphrase.utf8))
        }
    }

    @Test func `an exported keyring comes back whole`() throws {
        let copy = try Keyring(importing: try exported(), passphrase: passphrase)
        #expect(copy.principal == keyring.principal)
        #expect(copy.publicKeys == keyring.publicKeys)
        #expect(copy.publicKeys.signing.isValid(try copy.sign([1, 2]), of: [1, 2]))
        let box = try #require(
            [UInt8](repeating: 5, count: 64).lend { Sodium.sealBox($0, to: keyring.publicKeys.box.words) }
        )
        let slot = try KeySlab.Slot()
        let trailer = try copy.box().secret.key.withBytes { secret in
            box.lend {
                Sodium.openBox($0, publicKey: copy.publicKeys.box.words, secretKey: secret, into: slot)
            }
        }
        #expect(trailer?.bytes == [UInt8](repeating: 5, count: 32))
    }

    @Test func `the interactive cost works too`() throws {
        let bytes = try keyring.export(passphrase: passphrase, cost: .interactive)
        #expect(try Keyring(importing: bytes, passphrase: passphrase).publicKeys == keyring.publicKeys)
    }

    @Test(arguments: ["", "correct hors", "correct horse ", "Correct horse"])
    func `another passphrase is told apart from damage`(passphrase: String) throws {
        let code = importing(try exported(), passphrase)
        #expect(code == (passphrase.isEmpty ? .passphraseEmpty : .wrongPassphrase))
    }

    @Test func `an empty passphrase protects nothing and is refused`() {
        let code = failure { () throws(CryptoError) in
            _ = try keyring.export(passphrase: SensitiveBytes([]), cost: .smallest)
        }
        #expect(code == .passphraseEmpty)
    }

    @Test func `every changed byte, every cut and every other file is refused`() throws {
        let bytes = try exported()
        for byte in bytes.indices {
            let expected: CryptoError.Code = byte == 16 || byte == 17 ? .newerFormat : .fileInvalid
            let code = importing(bytes.flipping(byte, 1))
            #expect(code == expected, "byte \(byte)")
        }
        for count in stride(from: 0, to: bytes.count, by: 7) {
            #expect(importing(Array(bytes.prefix(count))) == .fileInvalid)
        }
        #expect(importing(bytes + [0]) == .fileInvalid)
        #expect(
            importing(Array("not a keyring at all, but a letter of more than sixty-four bytes.".utf8))
                == .fileInvalid
        )
    }

    @Test func `a file that asks for absurd work is refused`() throws {
        var bytes = try exported()
        bytes.replaceSubrange(20..<24, with: [255, 255, 255, 255])
        let end = bytes.count - 32
        bytes.replaceSubrange(end..., with: Digest.of(bytes[..<end], personal: "cnotes.checksum1").bytes)
        #expect(importing(bytes) == .fileInvalid)
    }

    @Test func `a locked keyring does nothing more, for any holder`() throws {
        let signer = keyring.signer()
        #expect(!keyring.isLocked)
        keyring.lock()
        #expect(keyring.isLocked)
        #expect(failure { () throws(CryptoError) in _ = try keyring.sign([1]) } == .keyUnavailable)
        #expect(failure { () throws(CryptoError) in _ = try signer.sign([1]) } == .keyUnavailable)
        #expect(
            failure { () throws(CryptoError) in
                _ = try keyring.export(passphrase: passphrase, cost: .smallest)
            } == .keyUnavailable
        )
    }

    @Test func `an enrollment is 196 bytes, verifies, and every byte is bound`() throws {
        let authority = SigningKeyPair(seed: try .of(1))
        let statement = EnrollmentStatement(
            tenant: TenantID(id(1)),
            principal: keyring.principal,
            publicKeys: keyring.publicKeys,
            serial: 3,
            notBefore: Instant(milliseconds: 5),
            kind: .clinician
        )
        let signed = SignedEnrollment.sign(statement, by: authority)
        #expect(signed.bytes.count == 196)
        #expect(SignedEnrollment.size == 196)
        #expect(try SignedEnrollment(signed.bytes).verify(authority.publicKey) == statement)
        for byte in 0..<196 {
            let code = failure { () throws(CryptoError) in
                _ = try SignedEnrollment(signed.bytes.flipping(byte)).verify(authority.publicKey)
            }
            #expect(code == .cannotOpen || code == .malformed, "byte \(byte)")
        }
        let stranger = SigningKeyPair(seed: try .of(2))
        #expect(
            failure { () throws(CryptoError) in _ = try signed.verify(stranger.publicKey) } == .cannotOpen
        )
        #expect(
            failure { () throws(CryptoError) in _ = try SignedEnrollment(signed.bytes + [0]) } == .malformed
        )
    }

    @Test func `box and signing keys of the same bytes have different names`() {
        let bytes = [UInt8](repeating: 3, count: 32)
        #expect(BoxPublicKey(bytes)?.id != SigningPublicKey(bytes)?.id)
        #expect(BoxPublicKey([1]) == nil)
        #expect(SigningPublicKey(bytes + [1]) == nil)
    }
}

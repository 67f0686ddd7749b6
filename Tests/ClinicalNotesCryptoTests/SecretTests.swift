import ClinicalNotesModel
import Testing

@testable import ClinicalNotesCrypto

@Suite("Secrets stay in locked memory, are wiped, and show nowhere")
struct SecretTests {
    @Test func `more keys than one page holds are kept apart`() throws {
        let keys = try (0..<400).map { number in
            HeldKey(
                try SecretKey(copying: SensitiveBytes([UInt8](repeating: UInt8(number % 251), count: 32)))
            )
        }
        for (number, key) in keys.enumerated() {
            #expect(key.copied == [UInt8](repeating: UInt8(number % 251), count: 32))
        }
        let random = try (0..<300).map { _ in HeldKey(try SecretKey.random()).copied }
        #expect(Set(random).count == 300)
    }

    @Test func `a slot that is given back is empty`() throws {
        for _ in 0..<300 {
            let slot = try KeySlab.Slot()
            #expect(slot.lend { $0.copiedBytes } == [UInt8](repeating: 0, count: 32))
            slot.randomize()
        }
    }

    @Test(arguments: [0, 31, 33, 64])
    func `a key has thirty-two bytes`(count: Int) {
        let bytes = SensitiveBytes([UInt8](repeating: 1, count: count))
        #expect(failure { () throws(CryptoError) in _ = try SecretKey(copying: bytes) } == .malformed)
    }

    @Test func `descriptions and mirrors show no secret byte`() throws {
        let secret = [UInt8](repeating: 0xAB, count: 32)
        let held = try HeldKey.of(0xAB)
        let signing = SigningKeyPair(seed: held)
        let keyring = try Keyring.generate(for: PrincipalID(id(7)), entropy: Entropy { _ in secret })
        let name = KeyName(tenant: TenantID(id(1)), purpose: .epoch, generation: 1)
        let lease = KeyLease(try SecretKey(copying: SensitiveBytes(secret)), name, expires: nil)
        let shown: [Any] = [held, signing, keyring, lease, keyring.signer(), CryptoError(.cannotOpen)]
        for value in shown {
            var text = ""
            dump(value, to: &text)
            text += String(describing: value) + String(reflecting: value)
            #expect(!text.lowercased().contains("abab"), "\(type(of: value))")
            #expect(!text.contains("171"), "\(type(of: value))")
        }
    }

    @Test func `errors tell their code and nothing else`() {
        #expect(CryptoError(.cannotOpen).description == "CryptoError(cannotOpen)")
        #expect("\(CryptoError.Code.wrongPassphrase)" == "wrongPassphrase")
    }
}

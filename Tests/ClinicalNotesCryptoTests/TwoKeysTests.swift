import CLibsodium
import ClinicalNotesModel
import Foundation
import Testing

@testable import ClinicalNotesCrypto

/// `Tests/Vectors/two-keys-v1.json` holds ciphertexts that were built to open under two keys.
@Suite("What opens under two keys without a commitment opens under one with it")
struct TwoKeysTests {
    struct Fixture: Decodable {
        struct Sealed: Decodable {
            let keyThatOpens: String
            let keyThatMustBeRefused: String
            let envelope: String
        }
        struct Box: Decodable {
            let secretKeys: [String]
            let publicKeys: [String]
            let box: String
        }
        let envelope: Sealed
        let sealedBox: Box
    }

    let fixture: Fixture

    init() throws {
        let file = packageRoot.appending(path: "Tests/Vectors/two-keys-v1.json")
        fixture = try JSONDecoder().decode(Fixture.self, from: try Data(contentsOf: file))
    }

    private func bytes(_ hex: String) throws -> [UInt8] { try #require([UInt8](hex: hex)) }

    private func key(_ hex: String) throws -> HeldKey {
        HeldKey(try SecretKey(copying: SensitiveBytes(try bytes(hex))))
    }

    @Test func `an envelope built for two keys opens under the one that it commits to`() throws {
        let envelope = try bytes(fixture.envelope.envelope)
        let (good, bad) = (
            try key(fixture.envelope.keyThatOpens), try key(fixture.envelope.keyThatMustBeRefused)
        )
        #expect(try Envelope.open(envelope, as: .header, at: .sample, under: good.key).count == 200)
        let code = failure { () throws(CryptoError) in
            _ = try Envelope.open(envelope, as: .header, at: .sample, under: bad.key)
        }
        #expect(code == .cannotOpen)
    }

    @Test func `a box built for two readers gives neither a key`() throws {
        let box = try bytes(fixture.sealedBox.box)
        var keys: [[UInt8]] = []
        for (secret, publicKey) in zip(fixture.sealedBox.secretKeys, fixture.sealedBox.publicKeys) {
            let slot = try KeySlab.Slot()
            let words = try #require(Words32(try bytes(publicKey)))
            let secretKey = try key(secret)
            let trailer = secretKey.key.withBytes { secret in
                box.lend { Sodium.openBox($0, publicKey: words, secretKey: secret, into: slot) }
            }
            #expect(trailer != nil, "the box itself opens")
            keys.append(slot.lend { $0.copiedBytes })
            try refuseInGrant(box, BoxKeyPair(secret: secretKey, publicKey: BoxPublicKey(words: words)))
        }
        #expect(Set(keys).count == 2, "and gives different keys")
    }

    /// The granter signs the box with an honest head; the reader finds it out.
    private func refuseInGrant(_ box: [UInt8], _ reader: BoxKeyPair) throws {
        let granter = try Keyring.generate(for: PrincipalID(id(1)))
        let keyring = Keyring(principal: PrincipalID(id(2)), box: reader, signingSeed: try .of(9))
        var head = GrantHead(
            scope: .note,
            tenant: TenantID(id(1)),
            owner: OwnerID(id(2)),
            compartment: CompartmentID(id(3)),
            generation: 1,
            reader: keyring.principal,
            granter: granter.principal,
            serial: 1,
            notBefore: Instant(milliseconds: 0),
            notAfter: Instant(milliseconds: 10),
            rights: .read
        )
        head.readerKey = reader.id
        head.granterKey = granter.publicKeys.signing.id
        let signature = try granter.sign(KeySlot.Opened.message(head, box))
        let grant = try KeySlot.Opened(head: head, inner: box, signature: signature)
            .verify(granter: granter.publicKeys.signing, at: Instant(milliseconds: 5))
        #expect(failure { () throws(CryptoError) in _ = try grant.accept(keyring) } == .cannotOpen)
    }
}

/// The primitives of the installed library, against published vectors that may lie beside the checkout.
@Suite("The installed libsodium agrees with Wycheproof")
struct WycheproofTests {
    static let folder = packageRoot.appending(path: "../shared/peers/crypto/wycheproof")
    static let isPresent = FileManager.default.fileExists(atPath: folder.path)

    struct File<Test: Decodable>: Decodable {
        struct Group: Decodable {
            struct Key: Decodable { let pk: String }
            let publicKey: Key?
            let tests: [Test]
        }
        let testGroups: [Group]
    }

    private func groups<Test: Decodable>(_ name: String, _: Test.Type) throws -> [File<Test>.Group] {
        let data = try Data(contentsOf: Self.folder.appending(path: "\(name)_test.json"))
        return try JSONDecoder().decode(File<Test>.self, from: data).testGroups
    }

    private func bytes(_ hex: String) throws -> [UInt8] { try #require([UInt8](hex: hex)) }

    struct AEADTest: Decodable {
        let tcId: Int
        let key, iv, aad, msg, ct, tag, result: String
    }

    @Test(.enabled(if: isPresent)) func `XChaCha20-Poly1305`() throws {
        var checked = 0
        for test in try groups("xchacha20_poly1305", AEADTest.self).flatMap(\.tests) {
            let (key, nonce) = (try bytes(test.key), try bytes(test.iv))
            let (data, sealed) = (try bytes(test.aad), try bytes(test.ct + test.tag))
            guard nonce.count == 24 else { continue }
            var text = [UInt8](repeating: 0, count: max(sealed.count - 16, 0))
            let code = unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
                &text,
                nil,
                nil,
                sealed,
                UInt64(sealed.count),
                data,
                UInt64(data.count),
                nonce,
                key
            )
            #expect((code == 0) == (test.result == "valid"), "test \(test.tcId)")
            if code == 0 { #expect(text.hex == test.msg, "test \(test.tcId)") }
            checked += 1
        }
        #expect(checked == 306)
    }

    struct SignatureTest: Decodable {
        let tcId: Int
        let msg, sig, result: String
    }

    @Test(.enabled(if: isPresent)) func `Ed25519`() throws {
        var checked = 0
        for group in try groups("ed25519", SignatureTest.self) {
            let text = try #require(group.publicKey).pk
            let key = try #require(SigningPublicKey(try bytes(text)))
            for test in group.tests {
                let (message, signature) = (try bytes(test.msg), try bytes(test.sig))
                #expect(key.isValid(signature, of: message) == (test.result == "valid"), "test \(test.tcId)")
                checked += 1
            }
        }
        #expect(checked == 151)
    }

    struct SharedTest: Decodable {
        let tcId: Int
        let `public`, `private`, shared, result: String
    }

    @Test(.enabled(if: isPresent)) func `X25519`() throws {
        var valid = 0
        for test in try groups("x25519", SharedTest.self).flatMap(\.tests) where test.result == "valid" {
            let (key, secret) = (try bytes(test.public), try bytes(test.private))
            var shared = [UInt8](repeating: 0, count: 32)
            #expect(unsafe crypto_scalarmult(&shared, secret, key) == 0, "test \(test.tcId)")
            #expect(shared.hex == test.shared, "test \(test.tcId)")
            valid += 1
        }
        #expect(valid == 264)
    }
}

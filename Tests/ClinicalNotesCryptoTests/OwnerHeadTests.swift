import ClinicalNotesModel
import Testing

@testable import ClinicalNotesCrypto

@Suite("An owner's head fixes its records, and only the instance signs it")
struct OwnerHeadTests {
    let instance: SigningKeyPair
    let head: OwnerHead

    init() throws {
        instance = SigningKeyPair(seed: try .of(4))
        var log = MerkleLog()
        for byte in UInt8(0)..<11 { log.append(MerkleLog.leafHash([byte])) }
        head = OwnerHead(
            tenant: TenantID(id(1)),
            owner: OwnerID(id(2)),
            number: 7,
            previous: Digest.of([5]),
            log: log,
            epoch: 3,
            aggregateHash: Digest.of([1]),
            keySlotsHash: Digest.of([2]),
            pageHashes: [Digest.of([3]), Digest.of([4])]
        )
    }

    @Test func `what was signed comes back and verifies`() throws {
        let stored = head.signed(by: instance).bytes
        let read = try SignedOwnerHead(stored)
        #expect(try read.verify(instance.publicKey) == head)
        #expect(read.head.hash == head.hash)
        #expect(read.head.count == 11)
    }

    @Test func `every byte is bound`() {
        let stored = head.signed(by: instance).bytes
        for byte in stored.indices {
            let code = failure { () throws(CryptoError) in
                try SignedOwnerHead(stored.flipping(byte)).verify(instance.publicKey)
            }
            #expect(code == .cannotOpen || code == .malformed, "byte \(byte)")
        }
    }

    @Test func `another owner's head, another signer, a missing byte are refused`() throws {
        var other = head
        other.owner = OwnerID(id(9))
        #expect(other.hash != head.hash)
        let stranger = SigningKeyPair(seed: try .of(5))
        #expect(
            failure { () throws(CryptoError) in try head.signed(by: stranger).verify(instance.publicKey) }
                == .cannotOpen
        )
        let mixed = SignedOwnerHead(
            head: other,
            signer: instance.id,
            signature: head.signed(by: instance).signature
        )
        #expect(failure { () throws(CryptoError) in try mixed.verify(instance.publicKey) } == .cannotOpen)
        let stored = head.signed(by: instance).bytes
        for changed in [stored.dropLast(), stored + [0], []] {
            #expect(failure { () throws(CryptoError) in _ = try SignedOwnerHead(changed) } == .malformed)
        }
    }
}

@Suite("Pseudonyms and leaf commitments keep uses apart")
struct PseudonymTests {
    @Test func `label, parts, secret and generation all count, and parts do not run together`() throws {
        let (secret, other) = (try HeldKey.of(1), try HeldKey.of(2))
        func make(_ label: String, _ parts: [[UInt8]], _ key: HeldKey, _ generation: UInt32) -> Bytes16 {
            Pseudonym.make(label, parts, secret: key.key, generation: generation)
        }
        let all = [
            make("patient", [[1, 2], [3]], secret, 1), make("patient", [[1], [2, 3]], secret, 1),
            make("patient", [[1, 2, 3]], secret, 1), make("patient", [[1, 2, 3], []], secret, 1),
            make("author", [[1, 2], [3]], secret, 1), make("patient", [[1, 2], [3]], secret, 2),
            make("patient", [[1, 2], [3]], other, 1), make("patient", [], secret, 1),
        ]
        #expect(Set(all).count == all.count)
        #expect(all[0] == make("patient", [[1, 2], [3]], secret, 1))
    }

    @Test func `a leaf's commitment binds salt, log, epoch and entry`() {
        let base = AuditLeaf.commitment(salt: Digest.of([1]), log: id(1), epoch: 1, entry: [1])
        let others = [
            AuditLeaf.commitment(salt: Digest.of([2]), log: id(1), epoch: 1, entry: [1]),
            AuditLeaf.commitment(salt: Digest.of([1]), log: id(2), epoch: 1, entry: [1]),
            AuditLeaf.commitment(salt: Digest.of([1]), log: id(1), epoch: 2, entry: [1]),
            AuditLeaf.commitment(salt: Digest.of([1]), log: id(1), epoch: 1, entry: [2]),
        ]
        #expect(!others.contains(base))
        #expect(Set(others).count == 4)
    }
}

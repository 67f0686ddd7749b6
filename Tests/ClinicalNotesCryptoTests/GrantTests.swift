import ClinicalNotesModel
import Testing

@testable import ClinicalNotesCrypto

@Suite("A grant opens for its reader alone, in its time, with the key that it commits to")
struct GrantTests {
    let key: HeldKey
    let epoch: HeldKey
    let tenantKey: HeldKey
    let granter: Keyring
    let reader: Keyring
    let instance: SigningKeyPair
    let place: Address
    let now = Instant(milliseconds: 1_000)

    init() throws {
        (key, epoch, tenantKey) = (try .of(1), try .of(2), try .of(3))
        granter = try Keyring.generate(for: PrincipalID(id(0x10)))
        reader = try Keyring.generate(for: PrincipalID(id(0x11)))
        instance = SigningKeyPair(seed: try .of(4))
        place = KeySlot.address(
            tenant: TenantID(id(0x20)),
            owner: OwnerID(id(0x21)),
            compartment: CompartmentID(id(0x22)),
            index: 3
        )
    }

    private func head(
        reader: PrincipalID? = nil,
        serial: UInt64 = 5,
        generation: UInt32 = 1,
        record: RecordID = RecordID(.zero)
    ) -> GrantHead {
        GrantHead(
            scope: record.bytes == .zero ? .compartmentGeneration : .note,
            tenant: place.tenant,
            owner: place.owner,
            compartment: place.compartment,
            record: record,
            generation: generation,
            reader: reader ?? self.reader.principal,
            granter: granter.principal,
            serial: serial,
            notBefore: Instant(milliseconds: 500),
            notAfter: Instant(milliseconds: 2_000),
            rights: [.read, .write]
        )
    }

    private func granted(_ head: GrantHead? = nil, to reader: Keyring? = nil) throws(CryptoError) -> KeySlot {
        try KeySlot.sealGranted(
            head ?? self.head(),
            key: key.key,
            reader: (reader ?? self.reader).publicKeys.box,
            granter: granter,
            outer: epoch.key,
            epoch: 6,
            at: place
        )
    }

    private func ordinary() throws(CryptoError) -> KeySlot {
        try KeySlot.sealOrdinary(
            head(reader: PrincipalID(.zero)),
            key: key.key,
            tenantKey: tenantKey.key,
            tenantKeyGeneration: 9,
            instance: instance,
            outer: epoch.key,
            epoch: 6,
            at: place
        )
    }

    private func accept(_ slot: KeySlot, _ keyring: Keyring? = nil, at moment: Instant? = nil)
        throws(CryptoError) -> HeldKey
    {
        let opened = try slot.openOuter(at: place, under: epoch.key)
        let grant = try opened.verify(granter: granter.publicKeys.signing, at: moment ?? now)
        return HeldKey(try grant.accept(keyring ?? reader))
    }

    @Test func `sizes are those of the specification`() throws {
        #expect(head().encoded.count == 256)
        #expect(try granted().bytes.count == 512)
        #expect(try ordinary().bytes.count == 512)
        #expect(try KeySlot.decoy(outer: epoch.key, epoch: 6, at: place).bytes.count == 512)
    }

    @Test func `the reader gets the key, and the head says what was granted`() throws {
        #expect(try accept(granted()).copied == key.copied)
        let opened = try granted().openOuter(at: place, under: epoch.key)
        #expect(opened.head.custody == .granted)
        #expect(opened.head.rights == [.read, .write])
        #expect(opened.head.commitment == head().commitment(to: key.key))
        #expect(opened.head.readerKey == reader.publicKeys.box.id)
    }

    @Test func `an ordinary slot opens with the tenant key of its generation`() throws {
        let opened = try ordinary().openOuter(at: place, under: epoch.key)
        let grant = try opened.verify(granter: instance.publicKey, at: now)
        #expect(grant.head.custody == .ordinary)
        #expect(try grant.tenantKeyGeneration == 9)
        #expect(HeldKey(try grant.unlockOrdinary(tenantKey.key)).copied == key.copied)
        #expect(
            failure { () throws(CryptoError) in _ = try grant.unlockOrdinary(epoch.key) } == .cannotOpen
        )
        #expect(failure { () throws(CryptoError) in _ = try grant.accept(reader) } == .cannotOpen)
        let other = try granted().openOuter(at: place, under: epoch.key)
            .verify(granter: granter.publicKeys.signing, at: now)
        #expect(
            failure { () throws(CryptoError) in _ = try other.unlockOrdinary(tenantKey.key) } == .cannotOpen
        )
    }

    @Test func `somebody else's grant does not open`() throws {
        let stranger = try Keyring.generate(for: PrincipalID(id(0x12)))
        let namesake = try Keyring.generate(for: reader.principal)
        for keyring in [stranger, namesake, granter] {
            #expect(failure { () throws(CryptoError) in _ = try accept(granted(), keyring) } == .cannotOpen)
        }
        let diverted = try granted(head(reader: stranger.principal), to: reader)
        #expect(failure { () throws(CryptoError) in _ = try accept(diverted) } == .cannotOpen)
    }

    @Test func `before and after its time it is refused`() throws {
        let slot = try granted()
        for (moment, opens) in [(499, false), (500, true), (1_999, true), (2_000, false), (9_999, false)] {
            let code = failure { () throws(CryptoError) in
                _ = try accept(slot, at: Instant(milliseconds: Int64(moment)))
            }
            #expect(code == (opens ? nil : .cannotOpen))
        }
    }

    @Test func `a missing, foreign or older grant's signature is refused`() throws {
        let opened = try granted().openOuter(at: place, under: epoch.key)
        let stripped = KeySlot.Opened(
            head: opened.head,
            inner: opened.inner,
            signature: [UInt8](repeating: 0, count: 64)
        )
        let second = try granted(head(serial: 6)).openOuter(at: place, under: epoch.key)
        let moved = KeySlot.Opened(head: second.head, inner: opened.inner, signature: opened.signature)
        let swapped = KeySlot.Opened(head: opened.head, inner: second.inner, signature: opened.signature)
        for grant in [stripped, moved, swapped] {
            #expect(
                failure { () throws(CryptoError) in
                    _ = try grant.verify(granter: granter.publicKeys.signing, at: now)
                } == .cannotOpen
            )
        }
        #expect(
            failure { () throws(CryptoError) in
                _ = try opened.verify(granter: reader.publicKeys.signing, at: now)
            } == .cannotOpen
        )
    }

    @Test func `a replayed serial and another published commitment are refused`() throws {
        let opened = try granted().openOuter(at: place, under: epoch.key)
        let signing = granter.publicKeys.signing
        func code(_ serial: UInt64, _ published: Digest?) -> CryptoError.Code? {
            failure { () throws(CryptoError) in
                _ = try opened.verify(granter: signing, at: now, minimumSerial: serial, published: published)
            }
        }
        #expect(code(5, opened.head.commitment) == nil)
        #expect(code(6, nil) == .cannotOpen)
        #expect(code(0, Digest.of([1])) == .cannotOpen)
    }

    /// A grant that its granter signed, with a box of the granter's making.
    private func forged(_ head: GrantHead, box: [UInt8]) throws(CryptoError) -> VerifiedGrant {
        let signature = try granter.sign(KeySlot.Opened.message(head, box))
        return try KeySlot.Opened(head: head, inner: box, signature: signature)
            .verify(granter: granter.publicKeys.signing, at: now)
    }

    @Test func `a granter who seals another key than the head commits to is found out`() throws {
        let honest = try granted().openOuter(at: place, under: epoch.key).head
        let other = try HeldKey.of(0x66)
        for (sealed, opens) in [(key, true), (other, false)] {
            let box = (sealed.copied + honest.hash.bytes).lend {
                Sodium.sealBox($0, to: reader.publicKeys.box.words)
            }
            let grant = try forged(honest, box: try #require(box))
            let code = failure { () throws(CryptoError) in _ = try grant.accept(reader) }
            #expect(code == (opens ? nil : .cannotOpen))
        }
    }

    @Test func `a box moved under another head is found out`() throws {
        let first = try granted().openOuter(at: place, under: epoch.key)
        let second = try granted(head(serial: 6)).openOuter(at: place, under: epoch.key)
        let grant = try forged(second.head, box: first.inner)
        #expect(failure { () throws(CryptoError) in _ = try grant.accept(reader) } == .cannotOpen)
    }

    @Test func `the commitment is of this compartment, note and generation`() throws {
        let base = head().commitment(to: key.key)
        #expect(base == head(serial: 99).commitment(to: key.key))
        #expect(base != head(generation: 2).commitment(to: key.key))
        #expect(base != head(record: RecordID(id(5))).commitment(to: key.key))
        #expect(base != head().commitment(to: epoch.key))
    }

    @Test func `renewal needs no reader, and the grant is accepted after it`() throws {
        let next = try HeldKey.of(0x33)
        let renewed = try granted().renew(at: place, from: epoch.key, to: next.key, epoch: 7)
        #expect(try renewed.epoch == 7)
        let grant = try renewed.openOuter(at: place, under: next.key)
            .verify(granter: granter.publicKeys.signing, at: now)
        #expect(HeldKey(try grant.accept(reader)).copied == key.copied)
        #expect(
            failure { () throws(CryptoError) in _ = try renewed.openOuter(at: place, under: epoch.key) }
                == .cannotOpen
        )
        let decoy = try KeySlot.decoy(outer: epoch.key, epoch: 6, at: place)
            .renew(at: place, from: epoch.key, to: next.key, epoch: 7)
        #expect(decoy.bytes.count == 512)
        #expect(
            failure { () throws(CryptoError) in _ = try decoy.openOuter(at: place, under: next.key) }
                == .cannotOpen
        )
    }

    @Test func `slots of any use have the same header`() throws {
        let slots = [
            try granted(), try ordinary(), try KeySlot.decoy(outer: epoch.key, epoch: 6, at: place),
        ]
        #expect(Set(slots.map { Array($0.bytes[..<8]) }).count == 1)
    }

    @Test func `every byte and the slot's place are bound`() throws {
        let slot = try granted()
        for byte in 0..<512 {
            let code = failure { () throws(CryptoError) in
                _ = try accept(try KeySlot(slot.bytes.flipping(byte)))
            }
            #expect(code == .cannotOpen || code == .malformed, "byte \(byte)")
        }
        for other in place.neighbors {
            let code = failure { () throws(CryptoError) in
                _ = try slot.openOuter(at: other, under: epoch.key)
            }
            #expect(code == .cannotOpen)
        }
    }

    @Test func `a locked keyring neither grants nor accepts`() throws {
        let slot = try granted()
        reader.lock()
        #expect(failure { () throws(CryptoError) in _ = try accept(slot) } == .keyUnavailable)
        granter.lock()
        #expect(failure { () throws(CryptoError) in _ = try granted() } == .keyUnavailable)
    }

    @Test func `a public key that libsodium refuses is refused`() {
        let zero = BoxPublicKey(words: .zero)
        let code = failure { () throws(CryptoError) in
            _ = try KeySlot.sealGranted(
                head(),
                key: key.key,
                reader: zero,
                granter: granter,
                outer: epoch.key,
                epoch: 1,
                at: place
            )
        }
        #expect(code == .malformed)
    }
}

package import ClinicalNotesModel

/// One of the fixed slots of a compartment's key schedule: 512 bytes that look the same whether they hold an
/// ordinary key, a granted one, or nothing.
///
/// An outer lock under the tenant's epoch key around head 256, inner lock 112 and signature 64.
package struct KeySlot: Hashable, Sendable {
    /// How many bytes a slot has.
    package static let size = contentSize + Envelope.overhead

    static let contentSize = GrantHead.size + innerSize + 64
    static let innerSize = 112

    /// The stored bytes.
    package let bytes: [UInt8]

    /// Takes stored bytes.
    ///
    /// - Parameter bytes: Exactly 512 bytes.
    /// - Throws: ``CryptoError`` `.malformed` for another length.
    package init(_ bytes: some Collection<UInt8>) throws(CryptoError) {
        guard bytes.count == Self.size else { throw CryptoError(.malformed) }
        self.bytes = Array(bytes)
    }

    private init(
        content: [UInt8],
        at place: Address,
        outer: borrowing SecretKey,
        epoch: UInt32,
        entropy: Entropy
    ) throws(CryptoError) {
        bytes = try Envelope.seal(
            content,
            as: .keySlot,
            at: place,
            generation: epoch,
            padding: .none,
            under: outer,
            entropy: entropy
        )
    }

    /// Where a slot belongs.
    ///
    /// - Parameters:
    ///   - tenant: The practice.
    ///   - owner: Whose record.
    ///   - compartment: The compartment, or zero for the owner's header key.
    ///   - index: Which slot of the schedule.
    /// - Returns: The place; the index stands for the part.
    package static func address(
        tenant: TenantID,
        owner: OwnerID,
        compartment: CompartmentID,
        index: UInt32
    ) -> Address {
        Address(tenant: tenant, owner: owner, compartment: compartment, part: index)
    }

    /// A slot that the key service opens: the inner lock is under a tenant key.
    ///
    /// - Parameters:
    ///   - head: What is granted; its reader is zero.
    ///   - key: The granted key.
    ///   - tenantKey: The key of the inner lock.
    ///   - tenantKeyGeneration: Its generation.
    ///   - instance: The instance that signs.
    ///   - outer: The tenant's epoch key.
    ///   - epoch: Its generation.
    ///   - place: The slot's place.
    ///   - entropy: Where the nonces come from.
    /// - Returns: The slot.
    /// - Throws: ``CryptoError`` `.malformed` if head and slot are of different compartments.
    package static func sealOrdinary(
        _ head: GrantHead,
        key: borrowing SecretKey,
        tenantKey: borrowing SecretKey,
        tenantKeyGeneration: UInt32,
        instance: SigningKeyPair,
        outer: borrowing SecretKey,
        epoch: UInt32,
        at place: Address,
        entropy: Entropy = .system
    ) throws(CryptoError) -> KeySlot {
        guard head.belongs(at: place) else { throw CryptoError(.malformed) }
        var head = head
        head.readerKey = nil
        head.granterKey = instance.id
        head.commitment = head.commitment(to: key)
        let inner = try KeyLock.lock(
            key,
            as: head.scope.keyKind,
            at: head.keyPlace,
            under: tenantKey,
            generation: tenantKeyGeneration,
            entropy: entropy
        )
        let signature = instance.sign(Opened.message(head, inner))
        return try KeySlot(
            content: head.encoded + inner + signature,
            at: place,
            outer: outer,
            epoch: epoch,
            entropy: entropy
        )
    }

    /// A slot that only the reader opens: the inner lock is a box sealed to the reader.
    ///
    /// - Parameters:
    ///   - head: What is granted to whom.
    ///   - key: The granted key.
    ///   - reader: The reader's box key, certified by an enrollment.
    ///   - granter: The granter's keyring.
    ///   - outer: The tenant's epoch key.
    ///   - epoch: Its generation.
    ///   - place: The slot's place.
    ///   - entropy: Where the outer nonce comes from; the box draws its own random key from the system.
    /// - Returns: The slot.
    /// - Throws: ``CryptoError`` `.malformed` if head and slot are of different compartments or the reader's key
    ///   is not usable, `.keyUnavailable` if the keyring is locked.
    package static func sealGranted(
        _ head: GrantHead,
        key: borrowing SecretKey,
        reader: BoxPublicKey,
        granter: Keyring,
        outer: borrowing SecretKey,
        epoch: UInt32,
        at place: Address,
        entropy: Entropy = .system
    ) throws(CryptoError) -> KeySlot {
        guard head.belongs(at: place) else { throw CryptoError(.malformed) }
        var head = head
        head.readerKey = reader.id
        head.granterKey = granter.publicKeys.signing.id
        head.commitment = head.commitment(to: key)
        let content = SensitiveBytes(capacity: 64) { (out: inout OutputRawSpan) in
            key.withBytes { out.append(copying: $0) }
            head.hash.bytes.lend { out.append(copying: $0) }
        }
        guard let inner = content.withBytes({ Sodium.sealBox($0, to: reader.words) }) else {
            throw CryptoError(.malformed)
        }
        let signature = try granter.sign(Opened.message(head, inner))
        return try KeySlot(
            content: head.encoded + inner + signature,
            at: place,
            outer: outer,
            epoch: epoch,
            entropy: entropy
        )
    }

    /// A slot that holds nothing, which nobody can tell from one that does.
    ///
    /// - Parameters:
    ///   - outer: The tenant's epoch key.
    ///   - epoch: Its generation.
    ///   - place: The slot's place.
    ///   - entropy: Where the content comes from.
    /// - Returns: The slot.
    /// - Throws: ``CryptoError`` only for reasons of the machine.
    package static func decoy(
        outer: borrowing SecretKey,
        epoch: UInt32,
        at place: Address,
        entropy: Entropy = .system
    ) throws(CryptoError) -> KeySlot {
        try KeySlot(
            content: entropy.bytes(contentSize),
            at: place,
            outer: outer,
            epoch: epoch,
            entropy: entropy
        )
    }

    /// The generation of the epoch key that closes the slot.
    ///
    /// - Throws: ``CryptoError`` `.malformed`.
    package var epoch: UInt32 {
        get throws(CryptoError) { try Envelope.generation(of: bytes) }
    }

    /// Puts the content under another epoch key; no reader is needed and the signature stays valid.
    ///
    /// - Parameters:
    ///   - place: The slot's place.
    ///   - old: The epoch key that closes it now.
    ///   - new: The epoch key that will.
    ///   - epoch: The generation of `new`.
    ///   - entropy: Where the nonce comes from.
    /// - Returns: The renewed slot.
    /// - Throws: ``CryptoError`` `.malformed`, `.cannotOpen`.
    package func renew(
        at place: Address,
        from old: borrowing SecretKey,
        to new: borrowing SecretKey,
        epoch: UInt32,
        entropy: Entropy = .system
    ) throws(CryptoError) -> KeySlot {
        try KeySlot(
            content: Envelope.open(bytes, as: .keySlot, at: place, under: old),
            at: place,
            outer: new,
            epoch: epoch,
            entropy: entropy
        )
    }

    /// Opens the outer lock.
    ///
    /// - Parameters:
    ///   - place: The slot's place.
    ///   - outer: The tenant's epoch key.
    /// - Returns: What is inside, not to be believed before ``Opened/verify(granter:at:minimumSerial:published:)``.
    /// - Throws: ``CryptoError`` `.malformed`, `.cannotOpen`; a decoy does not open.
    package func openOuter(at place: Address, under outer: borrowing SecretKey) throws(CryptoError) -> Opened
    {
        let content = try Envelope.open(bytes, as: .keySlot, at: place, under: outer)
        let opened = try decoding(content, or: .cannotOpen) { (reader) throws(MalformedBytes) in
            Opened(
                head: try GrantHead(from: &reader),
                inner: Array(try reader.raw(Self.innerSize)),
                signature: Array(try reader.raw(64))
            )
        }
        guard opened.head.belongs(at: place) else { throw CryptoError(.cannotOpen) }
        return opened
    }
}

extension GrantHead {
    /// Whether the slot at a place may hold this grant.
    func belongs(at place: Address) -> Bool {
        (place.tenant, place.owner) == (tenant, owner)
    }
}

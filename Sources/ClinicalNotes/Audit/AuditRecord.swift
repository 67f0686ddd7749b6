internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// An audit entry as it is stored: its id and commitment in the clear, the entry and its link sealed.
///
/// The leaf of the log is the hash of id and commitment alone. When the sealed part is shredded, the leaf no
/// longer tells what it stood for, and all proofs still hold.
struct AuditRecord: Sendable {
    private static let version: UInt8 = 1
    /// How many random bytes a record takes: id, salt and nonce.
    static let randomBytes = 16 + 32 + 24

    let id: RecordID
    let commitment: Digest
    let envelope: [UInt8]

    /// The log of a practice: one shard.
    static func log(of tenant: TenantID) -> LogKey {
        LogKey(tenant: tenant, owner: tenant.owner, collection: .audit)
    }

    init(
        sealing entry: AuditEntry,
        _ link: EntryLink,
        tenant: TenantID,
        under key: KeyLease,
        _ entropy: Entropy
    ) throws(CryptoError) {
        id = RecordID(entropy.bytes16())
        let salt = Digest(entropy.bytes(32)) ?? .zero
        var writer = ByteWriter(capacity: 512)
        link.encode(into: &writer)
        writer.raw(entry.encoded)
        commitment = AuditLeaf.commitment(
            salt: salt,
            log: tenant.bytes,
            epoch: entry.epoch,
            entry: writer.bytes
        )
        envelope = try Envelope.seal(
            salt.bytes + writer.bytes,
            as: .auditEntry,
            at: Self.address(id, tenant),
            generation: key.name.generation,
            padding: .bucket,
            under: key.key,
            entropy: entropy
        )
    }

    init(decoding bytes: [UInt8]) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
        id = try reader.identifier()
        commitment = try reader.digest()
        envelope = Array(try reader.counted())
        try reader.finish()
    }

    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: envelope.count + 64)
        writer.integer(Self.version)
        writer.identifier(id)
        writer.raw(commitment.bytes)
        writer.counted(envelope)
        return writer.bytes
    }

    /// The leaf in the log's Merkle tree.
    var leafHash: Digest {
        var writer = ByteWriter(capacity: 49)
        writer.integer(Self.version)
        writer.identifier(id)
        writer.raw(commitment.bytes)
        return MerkleLog.leafHash(writer.bytes)
    }

    /// The entry and its link, checked against the commitment.
    func open(
        tenant: TenantID,
        under key: borrowing SecretKey
    ) throws(CryptoError) -> (entry: AuditEntry, link: EntryLink) {
        let opened = try Envelope.open(envelope, as: .auditEntry, at: Self.address(id, tenant), under: key)
        let told = Array(opened.dropFirst(Digest.size))
        guard let salt = Digest(opened.prefix(Digest.size)), let (entry, link) = try? Self.decode(told),
            AuditLeaf.commitment(salt: salt, log: tenant.bytes, epoch: entry.epoch, entry: told) == commitment
        else { throw CryptoError(.cannotOpen) }
        return (entry, link)
    }

    private static func decode(_ bytes: [UInt8]) throws(MalformedBytes) -> (AuditEntry, EntryLink) {
        var reader = ByteReader(bytes)
        let link = try EntryLink(from: &reader)
        let entry = try AuditEntry(from: &reader)
        try reader.finish()
        return (entry, link)
    }

    private static func address(_ id: RecordID, _ tenant: TenantID) -> Address {
        OwnerRecords(tenant: tenant, owner: tenant.owner).address(id)
    }
}

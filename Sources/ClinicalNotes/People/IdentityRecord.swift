internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Whom an identity names: a record of the practice, named by a pseudonym of the identity.
///
/// The commit that names somebody expects it absent, so that two commits never name two owners.
struct IdentityRecord: Hashable, Sendable {
    private static let version: UInt8 = 1

    /// Whom it names.
    let owner: OwnerID

    init(of owner: OwnerID) { self.owner = owner }

    /// Opens a stored record: what it is of is part of its place.
    init(opening row: StoredRecord, _ keys: TenantKeys) throws(CryptoError) {
        let opened = try Envelope.open(
            row.value.joined,
            as: .identity,
            at: Self.address(row.key.record, keys.tenant),
            under: keys.secret.key
        )
        guard row.key == Self.key(row.key.record, keys.tenant) else { throw CryptoError(.cannotOpen) }
        do throws(MalformedBytes) {
            var reader = ByteReader(opened)
            guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
            owner = try reader.identifier()
            try reader.finish()
        } catch {
            throw CryptoError(.cannotOpen)
        }
    }

    static func key(_ record: RecordID, _ tenant: TenantID) -> RecordKey {
        RecordKey(tenant: tenant, owner: tenant.owner, collection: .identity, record: record)
    }

    func sealed(
        as record: RecordID,
        _ keys: TenantKeys,
        _ entropy: Entropy
    ) throws(CryptoError) -> [UInt8] {
        var writer = ByteWriter(capacity: 17)
        writer.integer(Self.version)
        writer.identifier(owner)
        return try Envelope.seal(
            writer.bytes,
            as: .identity,
            at: Self.address(record, keys.tenant),
            generation: keys.secretGeneration,
            padding: .bucket,
            under: keys.secret.key,
            entropy: entropy
        )
    }

    private static func address(_ record: RecordID, _ tenant: TenantID) -> Address {
        OwnerRecords(tenant: tenant, owner: tenant.owner).address(record)
    }
}

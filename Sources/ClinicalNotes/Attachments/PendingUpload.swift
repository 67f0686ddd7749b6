internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// How far an attachment is that is being written: a record of the practice, which goes with the commit that files the
/// attachment.
///
/// Every commit of segments writes it anew, and the last one expects it as it was left, so that two who write the same, or
/// one who writes while it is swept away, do not both go on.
struct PendingUpload: Hashable, Sendable {
    private static let version: UInt8 = 1

    /// Tells the request from another one under the same idempotency key; zero where it cannot be repeated.
    let request: Bytes16
    /// Whose segments they are.
    let owner: OwnerID
    /// The record of the first segment.
    let first: RecordID
    /// How many segments have been written, the first ones.
    var count: UInt32
    /// When the last of them was.
    var touched: Instant

    init(request: Bytes16, owner: OwnerID, first: RecordID, at now: Instant) {
        self.request = request
        self.owner = owner
        self.first = first
        count = 0
        touched = now
    }

    /// Opens a stored row: how often it was written is part of its place.
    init(opening row: StoredRecord, _ keys: TenantKeys) throws(CryptoError) {
        guard row.key == Self.key(row.key.record, keys.tenant) else { throw CryptoError(.cannotOpen) }
        let opened = try Envelope.open(
            row.value.joined,
            as: .upload,
            at: Self.address(row.key.record, keys.tenant, revision: row.revision),
            under: keys.secret.key
        )
        guard let upload = try? PendingUpload(decoding: opened) else { throw CryptoError(.cannotOpen) }
        self = upload
    }

    init(decoding bytes: [UInt8]) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
        request = try reader.bytes16()
        owner = try reader.identifier()
        first = try reader.identifier()
        count = try reader.integer()
        touched = try reader.instant()
        try reader.finish()
        guard first.segmentNumber == 0, count <= SegmentRun.maximumSegments else { throw MalformedBytes() }
    }

    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 64)
        writer.integer(Self.version)
        writer.bytes16(request)
        writer.identifier(owner)
        writer.identifier(first)
        writer.integer(count)
        writer.instant(touched)
        return writer.bytes
    }

    /// Where it stands.
    static func key(_ record: RecordID, _ tenant: TenantID) -> RecordKey {
        RecordKey(
            tenant: tenant,
            owner: tenant.owner,
            collection: .upload,
            record: record
        )
    }

    /// Its bytes, for the row that this write makes.
    func sealed(
        as record: RecordID,
        revision: UInt64,
        _ keys: TenantKeys,
        _ entropy: Entropy
    ) throws(CryptoError) -> [UInt8] {
        try Envelope.seal(
            encoded,
            as: .upload,
            at: Self.address(record, keys.tenant, revision: revision),
            generation: keys.secretGeneration,
            padding: .bucket,
            under: keys.secret.key,
            entropy: entropy
        )
    }

    private static func address(_ record: RecordID, _ tenant: TenantID, revision: UInt64) -> Address {
        OwnerRecords(tenant: tenant, owner: tenant.owner).address(record, revision: revision)
    }
}

extension WriteRequest {
    /// The row of what this request has written so far.
    func upload(_ keys: TenantKeys) -> RecordID {
        RecordID(keys.pseudonym("upload", [principal.bytes.bytes, Array(key.value.utf8)]))
    }
}

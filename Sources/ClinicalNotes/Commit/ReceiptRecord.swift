internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// What is kept of a write, so that a repeat is recognized and answered: a record of the practice, named by the commit.
struct ReceiptRecord: Hashable, Sendable {
    /// How long a repeat is answered.
    static let lifetime: Duration = .seconds(30 * 86_400)

    private static let version: UInt8 = 1

    /// A keyed hash of the request; the same commit with another one is another request.
    let digest: Bytes16
    /// When the receipt counts as absent; the moment itself included.
    let expires: Instant
    /// What the caller got, and gets again.
    let answer: [UInt8]

    init(digest: Bytes16, answer: [UInt8], writtenAt now: Instant) {
        self.digest = digest
        self.answer = answer
        expires = now + Self.lifetime
    }

    /// Opens a stored receipt: where it stands and how often that was written over is part of its place.
    init(opening row: StoredRecord, _ keys: TenantKeys) throws(CryptoError) {
        guard row.key == Self.key(row.key.record.bytes, keys.tenant) else { throw CryptoError(.cannotOpen) }
        let opened = try Envelope.open(
            row.value.joined,
            as: .receipt,
            at: Self.address(row.key.record.bytes, keys.tenant, revision: row.revision),
            under: keys.secret.key
        )
        do throws(MalformedBytes) {
            var reader = ByteReader(opened)
            guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
            digest = try reader.bytes16()
            expires = try reader.instant()
            answer = Array(try reader.raw(reader.remaining))
        } catch {
            throw CryptoError(.cannotOpen)
        }
    }

    /// Where the receipt of a commit stands.
    static func key(_ commit: Bytes16, _ tenant: TenantID) -> RecordKey {
        RecordKey(
            tenant: tenant,
            owner: tenant.owner,
            collection: .receipt,
            record: RecordID(commit)
        )
    }

    /// The receipt's bytes, for the row that this write makes.
    func sealed(
        as commit: Bytes16,
        revision: UInt64,
        _ keys: TenantKeys,
        _ entropy: Entropy
    ) throws(CryptoError) -> [UInt8] {
        var writer = ByteWriter(capacity: 25 + answer.count)
        writer.integer(Self.version)
        writer.bytes16(digest)
        writer.instant(expires)
        writer.raw(answer)
        return try Envelope.seal(
            writer.bytes,
            as: .receipt,
            at: Self.address(commit, keys.tenant, revision: revision),
            generation: keys.secretGeneration,
            padding: .bucket,
            under: keys.secret.key,
            entropy: entropy
        )
    }

    /// The one list that every receipt stands in, by the time of its expiry.
    func index(_ keys: TenantKeys) -> [IndexEntry] {
        [
            IndexEntry(
                pseudonym: keys.receiptsPseudonym,
                generation: keys.secretGeneration,
                statusClass: 0,
                time: expires
            )
        ]
    }

    private static func address(_ commit: Bytes16, _ tenant: TenantID, revision: UInt64) -> Address {
        OwnerRecords(tenant: tenant, owner: tenant.owner).address(RecordID(commit), revision: revision)
    }
}

extension TenantKeys {
    /// The list of the practice's receipts.
    var receiptsPseudonym: Bytes16 { pseudonym("receipts", []) }
}

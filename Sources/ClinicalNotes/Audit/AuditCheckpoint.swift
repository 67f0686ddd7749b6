internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// How far the audit log is tamper-evident: the tree over the first entries, signed in C2SP form.
struct AuditCheckpoint: Hashable, Sendable {
    private static let version: UInt8 = 1

    let log: MerkleLog
    /// The position after the last one that the tree vouches for: as many as leaves, unless positions were skipped.
    let end: UInt64
    /// How late it was, as far as the clock was believed when this was signed.
    let clock: Instant
    /// The signed note: origin, size, root, clock, signature.
    let note: String

    static func key(_ tenant: TenantID) -> RecordKey {
        RecordKey(
            tenant: tenant,
            owner: tenant.owner,
            collection: .auditTree,
            record: RecordID(.zero)
        )
    }

    /// The first line of every checkpoint of a practice.
    static func origin(_ tenant: TenantID) -> String { "clinical-notes/audit/\(tenant)" }

    init(
        _ log: MerkleLog,
        end: UInt64,
        clock: Instant,
        tenant: TenantID,
        signedBy instance: SigningKeyPair
    ) throws(CryptoError) {
        self.log = log
        self.end = end
        self.clock = clock
        note = try Checkpoint(
            origin: Self.origin(tenant),
            size: log.count,
            root: log.root,
            extensions: [Self.line(clock)]
        ).signed(by: instance)
    }

    private static func line(_ clock: Instant) -> String { "clock \(clock.milliseconds)" }

    init(decoding bytes: [UInt8]) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
        let count: UInt64 = try reader.integer()
        end = try reader.integer()
        clock = try reader.instant()
        let frontier = try reader.list { reader throws(MalformedBytes) in try reader.digest() }
        note = try reader.text()
        guard let log = try? MerkleLog(count: count, frontier: frontier), end >= count,
            end <= LogKey.positionLimit
        else { throw MalformedBytes() }
        self.log = log
        try reader.finish()
    }

    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 512)
        writer.integer(Self.version)
        writer.integer(log.count)
        writer.integer(end)
        writer.instant(clock)
        writer.list(log.frontier) { $0.raw($1.bytes) }
        writer.text(note)
        return writer.bytes
    }

    /// Checks the signature, and that it is over this tree.
    func verify(_ tenant: TenantID, _ instance: SigningPublicKey) throws(CryptoError) {
        let origin = Self.origin(tenant)
        let checkpoint = try Checkpoint(verifying: note, by: instance)
        guard checkpoint.origin == origin, checkpoint.size == log.count, checkpoint.root == log.root,
            checkpoint.extensions == [Self.line(clock)]
        else {
            throw CryptoError(.cannotOpen)
        }
    }
}

internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// A line of the anchor's journal, opened: what happened, when, and to whom.
///
/// It is sealed under the tenant secret; what was narrowed is sealed once more under the owner's header key, so that it
/// goes with the owner.
struct JournalLine: Hashable, Sendable {
    /// What a line tells.
    enum Content: Hashable, Sendable {
        /// An owner was narrowed, and had this epoch afterwards.
        case narrowed(OwnerID, epoch: UInt64, sealed: [UInt8])
        /// A recovery was declared; the practice's own record had this epoch afterwards, and these owners were lost.
        case declared(RecoveryDeclaration, epoch: UInt64, lost: [OwnerID])
    }

    private static let version: UInt8 = 1

    let at: Instant
    let content: Content

    init(at: Instant, _ content: Content) {
        self.at = at
        self.content = content
    }

    /// A line about what was narrowed of an owner, who stands at an epoch since.
    init(
        _ narrowing: Narrowing,
        of records: OwnerRecords,
        at epoch: UInt64,
        under headerKey: HeldKey,
        noted now: Instant,
        _ entropy: Entropy
    ) throws(CryptoError) {
        at = now
        content = .narrowed(
            records.owner,
            epoch: epoch,
            sealed: try Envelope.seal(
                narrowing.encoded,
                as: .journalLine,
                at: Self.address(records, epoch: epoch),
                padding: .bucket,
                under: headerKey.key,
                entropy: entropy
            )
        )
    }

    /// Opens a line that the anchor kept.
    init(opening bytes: [UInt8], _ keys: TenantKeys) throws(CryptoError) {
        let opened = try Envelope.open(
            bytes,
            as: .journalLine,
            at: Self.address(keys),
            under: keys.secret.key
        )
        do throws(MalformedBytes) {
            self = try JournalLine(decoding: opened)
        } catch {
            throw CryptoError(.cannotOpen)
        }
    }

    init(decoding bytes: [UInt8]) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
        at = try reader.instant()
        switch try reader.integer(UInt8.self) {
        case 0:
            content = .narrowed(
                try reader.identifier(),
                epoch: try reader.integer(),
                sealed: Array(try reader.counted())
            )
        case 1:
            content = .declared(
                try RecoveryDeclaration(from: &reader),
                epoch: try reader.integer(),
                lost: try reader.list { reader throws(MalformedBytes) in try reader.identifier() }
            )
        default: throw MalformedBytes()
        }
        try reader.finish()
    }

    /// What is sealed.
    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 512)
        writer.integer(Self.version)
        writer.instant(at)
        switch content {
        case .narrowed(let owner, let epoch, let sealed):
            writer.integer(UInt8(0))
            writer.identifier(owner)
            writer.integer(epoch)
            writer.counted(sealed)
        case .declared(let declaration, let epoch, let lost):
            writer.integer(UInt8(1))
            declaration.encode(into: &writer)
            writer.integer(epoch)
            writer.list(lost) { $0.identifier($1) }
        }
        return writer.bytes
    }

    /// The bytes that the anchor keeps.
    func sealed(_ keys: TenantKeys, _ entropy: Entropy) throws(CryptoError) -> [UInt8] {
        try Envelope.seal(
            encoded,
            as: .journalLine,
            at: Self.address(keys),
            generation: keys.secretGeneration,
            padding: .bucket,
            under: keys.secret.key,
            entropy: entropy
        )
    }

    /// What was narrowed, for whoever has the owner's header key.
    static func narrowing(
        _ sealed: [UInt8],
        epoch: UInt64,
        _ view: OwnerView
    ) throws(CryptoError) -> Narrowing {
        let opened = try Envelope.open(
            sealed,
            as: .journalLine,
            at: address(view.records, epoch: epoch),
            under: view.headerKey.key
        )
        do throws(MalformedBytes) {
            return try Narrowing(decoding: opened)
        } catch {
            throw CryptoError(.cannotOpen)
        }
    }

    private static func address(_ keys: TenantKeys) -> Address {
        OwnerRecords(tenant: keys.tenant, owner: keys.tenant.owner).address(RecordID(.zero))
    }

    private static func address(_ records: OwnerRecords, epoch: UInt64) -> Address {
        records.address(RecordID(.zero), revision: epoch)
    }
}

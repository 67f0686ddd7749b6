internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// What a backup's file begins with: whose it is, and how far the audit log went.
struct BackupHead: Hashable, Sendable {
    static let magic = Array("CLINICAL-BACKUPS".utf8)
    static let size = 120
    private static let version: UInt16 = 1
    /// Keeps the hashes of backups apart from all others.
    static let personal: Personal = "cnotes.backup.v1"

    let tenant: TenantID
    /// When it was begun.
    let at: Instant
    /// The newest checkpoint of the audit log before it was begun.
    let audit: AnchoredCheckpoint

    init(tenant: TenantID, at: Instant, audit: AnchoredCheckpoint) {
        self.tenant = tenant
        self.at = at
        self.audit = audit
    }

    private var body: [UInt8] {
        var writer = ByteWriter(capacity: Self.size)
        writer.raw(Self.magic)
        writer.integer(Self.version)
        writer.zeros(6)
        writer.identifier(tenant)
        writer.instant(at)
        writer.integer(audit.size)
        writer.raw(audit.root.bytes)
        return writer.bytes
    }

    /// The hash with which the chain of blocks begins.
    var digest: Digest { Digest.of(body, personal: Self.personal) }

    var encoded: [UInt8] { body + digest.bytes }

    /// Reads a head.
    ///
    /// - Throws: ``NotesError`` with `invalidInput` for a file that is no backup, `newerStore` for one of a later version, `damaged`.
    init(decoding bytes: [UInt8]) throws(NotesError) {
        guard bytes.starts(with: Self.magic) else { throw NotesError(.invalidInput, at: "backup") }
        let version = bytes.dropFirst(Self.magic.count).prefix(2).reversed().reduce(0) {
            $0 << 8 | UInt16($1)
        }
        guard version <= Self.version else { throw NotesError(.newerStore, at: "backup") }
        do throws(MalformedBytes) {
            var reader = ByteReader(bytes)
            _ = try reader.raw(Self.magic.count + 8)
            tenant = try reader.identifier()
            at = try reader.instant()
            let size: UInt64 = try reader.integer()
            audit = AnchoredCheckpoint(size: size, root: try Digest(from: &reader))
            let digest = try Digest(from: &reader)
            try reader.finish()
            guard digest == self.digest, bytes == encoded else { throw MalformedBytes() }
        } catch {
            throw NotesError(.damaged, at: "backup")
        }
    }
}

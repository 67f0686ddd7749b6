internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The leaves of 256 audit entries: with them `verify` can name the first entry that is not as it was written.
///
/// Tiles vouch for nothing by themselves; all of them together must have the root of the signed checkpoint.
struct AuditTile: Hashable, Sendable {
    static let capacity = 256
    private static let version: UInt8 = 1

    let number: UInt64
    private(set) var leaves: [Digest]

    /// The tile that holds a position of the log.
    static func number(of position: UInt64) -> UInt64 { position / UInt64(capacity) }

    /// How many tiles a log has.
    static func count(of log: UInt64) -> UInt64 { (log + UInt64(capacity) - 1) / UInt64(capacity) }

    static func key(_ tenant: TenantID, _ number: UInt64) -> RecordKey {
        RecordKey(
            tenant: tenant,
            owner: tenant.owner,
            collection: .auditTree,
            record: RecordID(Bytes16(high: 1, low: number))
        )
    }

    init(_ number: UInt64) {
        self.number = number
        leaves = []
    }

    init(_ number: UInt64, decoding bytes: [UInt8]) throws(MalformedBytes) {
        self.number = number
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
        leaves = try reader.list { reader throws(MalformedBytes) in try reader.digest() }
        guard leaves.count <= Self.capacity else { throw MalformedBytes() }
        try reader.finish()
    }

    var isFull: Bool { leaves.count == Self.capacity }

    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 8 + leaves.count * Digest.size)
        writer.integer(Self.version)
        writer.list(leaves) { $0.raw($1.bytes) }
        return writer.bytes
    }

    mutating func append(_ leaf: Digest) { leaves.append(leaf) }

    /// Whether these are the last leaves of a log: its frontier ends with theirs.
    func isTail(of log: MerkleLog) -> Bool {
        guard leaves.count == Int(log.count % UInt64(Self.capacity)) else { return false }
        var tail = MerkleLog()
        for leaf in leaves { tail.append(leaf) }
        return log.frontier.suffix(tail.frontier.count).elementsEqual(tail.frontier)
    }
}

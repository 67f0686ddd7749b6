internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// An audit log that grows by one commit's share of durable entries, and the tiles that it fills.
///
/// Whatever stands in the log gets a leaf, also what is no entry and where nothing stands: it stays on record, and the
/// entries behind it are vouched for all the same.
struct LogGrowth {
    private static let listed = 512
    private static let share = 16_384
    private(set) var log: MerkleLog
    private(set) var end: UInt64
    private(set) var tiles: [AuditTile]
    /// Whether the log holds nothing that is left for another commit.
    private(set) var isComplete = false

    /// Begins at a checkpoint and its last tile, where that is not full.
    init(_ checkpoint: AuditCheckpoint?, tail: AuditTile?) {
        log = checkpoint?.log ?? MerkleLog()
        end = checkpoint?.end ?? 0
        tiles = tail.map { [$0] } ?? []
    }

    mutating func extend(_ core: VaultCore) async throws(NotesError) {
        let key = AuditRecord.log(of: core.tenant)
        let start = log.count
        var after = end == 0 ? nil : key.key(at: end - 1)
        while log.count - start < UInt64(Self.share) {
            let found = try await read(key, after: after, core)
            for row in found {
                // What stands where no log comes is no entry, and is left for `verify` to name.
                guard let position = key.reachedPosition(of: row.key), position >= end else { continue }
                if position > end { append(AuditLeaves.leaf(missing: end..<position)) }
                append(AuditLeaves.leaf(of: row, at: position))
                end = position + 1
            }
            isComplete = found.isEmpty
            guard let last = found.last else { return }
            after = last.key
        }
    }

    /// The next rows, as two answers have them: a leaf is signed for good, and one wrong answer must not make it.
    ///
    /// - Throws: ``NotesError``: `notSettled` where the answers differ.
    private func read(
        _ log: LogKey,
        after: RecordKey?,
        _ core: VaultCore
    ) async throws(NotesError) -> [StoredRecord] {
        let found = try await core.list(
            owner: log.owner,
            collection: .audit,
            after: after,
            limit: Self.listed
        )
        guard !found.isEmpty else { return found }
        let again = try await core.list(
            owner: log.owner,
            collection: .audit,
            after: after,
            limit: found.count
        )
        guard again == found else { throw NotesError(.notSettled, at: "audit", owner: log.owner) }
        return found
    }

    private mutating func append(_ leaf: Digest) {
        if tiles.last?.isFull ?? true { tiles.append(AuditTile(AuditTile.number(of: log.count))) }
        tiles[tiles.count - 1].append(leaf)
        log.append(leaf)
    }
}

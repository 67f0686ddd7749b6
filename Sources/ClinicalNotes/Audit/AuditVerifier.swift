public import ClinicalNotesCrypto
public import ClinicalNotesModel
public import ClinicalNotesStorage

/// Verifies a practice's audit log offline: with its public key alone, or with the key that opens audit entries, no open
/// vault.
///
/// With the public key it sees whether every entry is the one that was vouched for. With the ``AuditKey`` it also sees
/// entries that stand twice, that are missing from what an instance recorded, and owners that were put back.
public struct AuditVerifier: Sendable {
    private static let listed = 512

    private let store: any NoteStore
    private let tenant: TenantID
    private let instance: SigningPublicKey
    private let key: AuditKey?
    private let anchor: any Anchor

    /// Makes a verifier.
    ///
    /// - Parameters:
    ///   - store: Where the log is kept.
    ///   - tenant: The practice.
    ///   - instance: The public key that signs its checkpoints, known from elsewhere than the store.
    ///   - key: The key that opens audit entries, if the auditor has it.
    ///   - anchor: What vouches for the newest state.
    ///   - timeout: How long each step may take, whatever store and anchor do.
    public init(
        store: any NoteStore,
        tenant: TenantID,
        instance: SigningPublicKey,
        key: AuditKey? = nil,
        anchor: any Anchor,
        timeout: Duration = .seconds(30)
    ) {
        self.store = CheckedStore(store, timeout: timeout)
        self.tenant = tenant
        self.instance = instance
        self.key = key
        self.anchor = BoundedAnchor(anchor, timeout: timeout)
    }

    /// Compares all entries with the signed tree and with each other, and the tree with the anchor.
    ///
    /// - Parameter deadline: When to give up, for each call to the store.
    /// - Returns: What was found; a broken log is a finding, not an error. What could not be looked for is said in
    ///   ``AuditReport/blindness``.
    /// - Throws: ``NotesError`` if the store or the anchor does not answer.
    public func verify(by deadline: Deadline = .never) async throws(NotesError) -> AuditReport {
        try await walk(by: deadline).report
    }

    /// As ``verify(by:)``; `take` sees every entry that opens, in order.
    ///
    /// - Returns: The report, and the walk over all entries.
    func walk(
        by deadline: Deadline,
        _ take: (AuditEntry) -> Void = { _ in }
    ) async throws(NotesError) -> (report: AuditReport, walk: LogWalk) {
        // The anchor is read first: the checkpoint that follows can only be as new or newer.
        let anchored = try await latest()
        let (checkpoint, isSigned) = try await checkpoint(by: deadline)
        let integrated = checkpoint?.log.count ?? 0
        var tiles = AuditTiles(store, tenant, size: integrated, noting: anchored?.size)
        var walk = LogWalk(integrated: integrated, tenant: tenant, key: key)
        let log = AuditRecord.log(of: tenant)
        var after: RecordKey?
        while true {
            let rows = try await list(log, after, deadline)
            for row in rows {
                while let index = walk.missing(before: row) {
                    walk.skip(expecting: try await tiles.leaf(at: index, by: deadline), before: row)
                }
                let leaf = walk.index < integrated ? try await tiles.leaf(at: walk.index, by: deadline) : nil
                walk.take(row, expecting: leaf, take)
            }
            guard let last = rows.last?.key, after.map({ $0 < last }) ?? true else { break }
            after = last
        }
        walk.end()
        let root = try await tiles.root(by: deadline)
        var isWhole = isSigned && root == (checkpoint?.log ?? MerkleLog()).root
        // Tiles that are ahead belong to a checkpoint that came meanwhile, or the checkpoint was put back.
        if tiles.hasMore, try await !isLastTileVouchedFor(integrated, deadline) { isWhole = false }
        let isAt = walk.endOfTree == nil || walk.endOfTree == checkpoint?.end ?? 0
        var (findings, unlisted) = walk.findings(trustingTree: isWhole)
        if !isWhole || (!isAt && findings.isEmpty) { findings.append(.checkpointInvalid) }
        let isAnchored = anchor.grade != .none && anchored != nil
        // What lies behind a tree that is not whole is not known.
        if isWhole, let anchored, anchor.grade != .none,
            integrated < anchored.size || tiles.notedRoot != anchored.root
        {
            findings.append(.rolledBack)
        }
        let report = AuditReport(
            findings: findings,
            unlisted: unlisted,
            integrated: integrated,
            pending: walk.pending,
            grade: anchor.grade,
            isAnchored: isAnchored,
            blindness: key == nil ? Set(AuditReport.Blindness.allCases) : []
        )
        return (report, walk)
    }

    private func checkpoint(
        by deadline: Deadline
    ) async throws(NotesError) -> (checkpoint: AuditCheckpoint?, isSigned: Bool) {
        let fetched = try await fetch([AuditCheckpoint.key(tenant), AuditTile.key(tenant, 0)], deadline)
        // Where there are tiles, there was a checkpoint.
        guard let stored = fetched[0] else { return (nil, fetched[1] == nil) }
        guard let checkpoint = try? AuditCheckpoint(decoding: stored.value.joined),
            (try? checkpoint.verify(tenant, instance)) != nil
        else { return (nil, false) }
        return (checkpoint, true)
    }

    /// Whether the tile in which a tree of some leaves ends holds no more than the checkpoint of the same moment says.
    private func isLastTileVouchedFor(
        _ leaves: UInt64,
        _ deadline: Deadline
    ) async throws(NotesError) -> Bool {
        let number = AuditTile.number(of: leaves - 1)
        let fetched = try await fetch([AuditCheckpoint.key(tenant), AuditTile.key(tenant, number)], deadline)
        guard let stored = fetched[0], let checkpoint = try? AuditCheckpoint(decoding: stored.value.joined),
            let tile = fetched[1].flatMap({ try? AuditTile(number, decoding: $0.value.joined) })
        else { return false }
        return number * UInt64(AuditTile.capacity) + UInt64(tile.leaves.count) <= checkpoint.log.count
    }

    private func latest() async throws(NotesError) -> AnchoredCheckpoint? {
        do throws(CryptoError) {
            return try await anchor.latest(AuditCheckpoint.origin(tenant))
        } catch {
            throw NotesError(anchoring: error)
        }
    }

    private func fetch(
        _ keys: [RecordKey],
        _ deadline: Deadline
    ) async throws(NotesError) -> [StoredRecord?] {
        do throws(StorageError) {
            return try await store.fetch(keys, by: deadline)
        } catch {
            throw NotesError(error)
        }
    }

    private func list(
        _ log: LogKey,
        _ after: RecordKey?,
        _ deadline: Deadline
    ) async throws(NotesError) -> [StoredRecord] {
        do throws(StorageError) {
            return try await store.list(
                tenant,
                owner: log.owner,
                collection: .audit,
                after: after,
                limit: Self.listed,
                by: deadline
            )
        } catch {
            throw NotesError(error)
        }
    }
}

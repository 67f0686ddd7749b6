public import ClinicalNotesCrypto
public import ClinicalNotesModel
public import ClinicalNotesStorage

/// Verifies a practice's audit log with its public key alone: no other key, no open vault.
public struct AuditVerifier: Sendable {
    private static let listed = 512

    private let store: any NoteStore
    private let tenant: TenantID
    private let instance: SigningPublicKey
    private let anchor: any Anchor

    /// Makes a verifier.
    ///
    /// - Parameters:
    ///   - store: Where the log is kept.
    ///   - tenant: The practice.
    ///   - instance: The public key that signs its checkpoints, known from elsewhere than the store.
    ///   - anchor: What vouches for the newest state.
    public init(
        store: any NoteStore,
        tenant: TenantID,
        instance: SigningPublicKey,
        anchor: any Anchor
    ) {
        self.store = CheckedStore(store)
        self.tenant = tenant
        self.instance = instance
        self.anchor = BoundedAnchor(anchor)
    }

    /// Recomputes the tree over all entries and compares it with the checkpoint and the anchor.
    ///
    /// - Parameter deadline: When to give up, for each call to the store.
    /// - Returns: What was found; a broken log is a finding, not an error.
    /// - Throws: ``VaultError`` if the store or the anchor does not answer.
    public func verify(by deadline: Deadline = .never) async throws(VaultError) -> AuditReport {
        try await verify(by: deadline) { _, _ in true }
    }

    /// As ``verify(by:)``, and every entry must also satisfy `check`, which sees all that can be read, in order.
    func verify(
        by deadline: Deadline,
        _ check: (UInt64, AuditRecord) -> Bool
    ) async throws(VaultError) -> AuditReport {
        // The anchor is read first: the checkpoint that follows can only be as new or newer.
        let anchored = try await latest()
        let (checkpoint, isCheckpointValid) = try await checkpoint(by: deadline)
        let integrated = checkpoint?.log.count ?? 0
        var walk = Walk(integrated: integrated, anchored: anchored?.size)
        walk.pendingIDs = try await pendingIDs(from: integrated, by: deadline)
        var tiles = AuditTiles(store, tenant, size: integrated)
        let key = AuditRecord.log(of: tenant)
        var after: RecordKey?
        while true {
            let found = try await list(key, after, deadline)
            for record in found {
                guard walk.advance(to: record.key, in: key) else { continue }
                // An entry is written once.
                guard record.revision == 1,
                    let entry = try? AuditRecord(decoding: record.value.joined),
                    check(walk.position, entry)
                else {
                    walk.take(nil)
                    continue
                }
                let leaf =
                    walk.position < integrated
                    ? try await tiles.leaf(at: walk.position, by: deadline) : nil
                walk.take(entry, expecting: leaf)
            }
            guard found.count == Self.listed else { break }
            after = found.last?.key
        }
        if walk.log.count < integrated { walk.break(at: walk.log.count) }
        let treeRoot = try await tiles.root(by: deadline)
        var isTreeWhole = isCheckpointValid && treeRoot == (checkpoint?.log ?? MerkleLog()).root
        // Tiles that are ahead belong to a checkpoint that came meanwhile, or the checkpoint was put back.
        if tiles.hasMore, try await self.checkpoint(by: deadline).checkpoint == checkpoint {
            isTreeWhole = false
        }
        return report(walk, checkpoint, isTreeWhole: isTreeWhole, anchored)
    }

    private func report(
        _ walk: Walk,
        _ checkpoint: AuditCheckpoint?,
        isTreeWhole: Bool,
        _ anchored: AnchoredCheckpoint?
    ) -> AuditReport {
        func report(_ finding: AuditReport.Finding) -> AuditReport {
            AuditReport(
                finding: finding,
                integrated: walk.integrated,
                pending: walk.count > walk.integrated ? walk.count - walk.integrated : 0,
                grade: anchor.grade
            )
        }
        // What the tiles say counts only if they are those of the checkpoint.
        let differing = isTreeWhole ? walk.differing : nil
        if let broken = [walk.broken, differing].compactMap({ $0 }).min() {
            return report(.broken(position: broken))
        }
        guard isTreeWhole, checkpoint == nil || walk.rootAtCheckpoint == checkpoint?.log.root else {
            return report(.checkpointInvalid)
        }
        guard anchor.grade != .none, let anchored else { return report(.unanchored) }
        guard walk.integrated >= anchored.size, walk.rootAtAnchor == anchored.root else {
            return report(.rolledBack)
        }
        return report(.verified)
    }

    private func checkpoint(
        by deadline: Deadline
    ) async throws(VaultError) -> (checkpoint: AuditCheckpoint?, isValid: Bool) {
        let fetched: [StoredRecord?]
        do throws(StorageError) {
            fetched = try await store.fetch(
                [AuditCheckpoint.key(tenant), AuditTile.key(tenant, 0)],
                by: deadline
            )
        } catch {
            throw VaultError(error)
        }
        // Where there are tiles, there was a checkpoint.
        guard let stored = fetched[0] else { return (nil, fetched[1] == nil) }
        guard let checkpoint = try? AuditCheckpoint(decoding: stored.value.joined),
            (try? checkpoint.verify(tenant, instance)) != nil
        else { return (nil, false) }
        return (checkpoint, true)
    }

    /// The ids of entries that no tree vouches for yet: one that stands twice would not be seen otherwise.
    private func pendingIDs(
        from integrated: UInt64,
        by deadline: Deadline
    ) async throws(VaultError) -> [RecordID: UInt64] {
        let key = AuditRecord.log(of: tenant)
        var ids: [RecordID: UInt64] = [:]
        var after = integrated == 0 ? nil : key.key(at: integrated - 1)
        while true {
            let found = try await list(key, after, deadline)
            for record in found {
                guard let entry = try? AuditRecord(decoding: record.value.joined), ids[entry.id] == nil else {
                    continue
                }
                ids[entry.id] = record.key.record.bytes.low
            }
            guard found.count == Self.listed else { return ids }
            after = found.last?.key
        }
    }

    private func latest() async throws(VaultError) -> AnchoredCheckpoint? {
        do throws(CryptoError) {
            return try await anchor.latest(AuditCheckpoint.origin(tenant))
        } catch {
            throw VaultError(anchoring: error)
        }
    }

    private func list(
        _ key: LogKey,
        _ after: RecordKey?,
        _ deadline: Deadline
    ) async throws(VaultError) -> [StoredRecord] {
        do throws(StorageError) {
            return try await store.list(
                tenant,
                owner: key.owner,
                collection: .audit,
                after: after,
                limit: Self.listed,
                by: deadline
            )
        } catch {
            throw VaultError(error)
        }
    }
}

extension AuditVerifier {
    /// One pass over the entries.
    private struct Walk {
        let integrated: UInt64
        let anchored: UInt64?
        var pendingIDs: [RecordID: UInt64] = [:]
        private(set) var position: UInt64 = 0
        private(set) var count: UInt64 = 0
        private(set) var broken: UInt64?
        private(set) var differing: UInt64?
        private(set) var log = MerkleLog()
        private(set) var rootAtCheckpoint: Digest?
        private(set) var rootAtAnchor: Digest?

        init(integrated: UInt64, anchored: UInt64?) {
            self.integrated = integrated
            self.anchored = anchored
            noteRoots()
        }

        /// Moves on to where a record stands; `false` if it is no entry of the log.
        mutating func advance(to found: RecordKey, in key: LogKey) -> Bool {
            guard found != key.key(at: position) else { return true }
            self.break(at: position)
            guard let place = key.position(of: found), place > position else { return false }
            position = place
            return true
        }

        mutating func take(_ entry: AuditRecord?, expecting leaf: Digest? = nil) {
            if let entry {
                if position < integrated, let leaf, leaf != entry.leafHash {
                    differing = differing ?? position
                }
                if let first = pendingIDs[entry.id], first != position {
                    self.break(at: max(first, position))
                }
                if broken == nil {
                    log.append(entry.leafHash)
                    noteRoots()
                }
            } else {
                self.break(at: position)
            }
            position += 1
            count += 1
        }

        mutating func `break`(at place: UInt64) { broken = min(broken ?? place, place) }

        private mutating func noteRoots() {
            if log.count == integrated { rootAtCheckpoint = log.root }
            if log.count == anchored { rootAtAnchor = log.root }
        }
    }
}

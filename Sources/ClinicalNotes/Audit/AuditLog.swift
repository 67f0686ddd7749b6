internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// Makes durable audit entries tamper-evident: integrates them into the log's tree in batches.
///
/// An entry is durable with the commit it records, at the next position of the log; a position is never
/// skipped, since the store gives them without a gap in commit order. Integrating expects the checkpoint that
/// it starts from, so of two sequencers only one can win: the checkpoint's revision is the lease.
final class AuditLog: Sendable {
    private struct Progress {
        var commits = 0
        var isIntegrating = false
    }

    private static let batch = 256

    let anchor: any Anchor
    private let progress = Mutex(Progress())

    init(anchor: any Anchor) { self.anchor = anchor }

    /// Counts a commit, and when enough have come together integrates and sweeps receipts; a failure is left to the
    /// next time.
    func didCommit(_ core: VaultCore) async {
        let begins = progress.withLock { progress in
            progress.commits += 1
            guard progress.commits >= Self.batch, !progress.isIntegrating else { return false }
            progress.isIntegrating = true
            progress.commits = 0
            return true
        }
        guard begins else { return }
        // A failure is part of the vault's health.
        _ = try? await core.integrate()
        await core.sweepReceipts()
        progress.withLock { $0.isIntegrating = false }
    }

    /// Integrates all durable entries, signs a checkpoint and anchors it.
    ///
    /// - Parameter core: The vault.
    /// - Returns: The checkpoint that now stands.
    /// - Throws: ``VaultError``.
    @discardableResult
    func integrate(_ core: VaultCore) async throws(VaultError) -> AuditCheckpoint? {
        var conflicts = 0
        while conflicts < 16 {
            let keys = try await core.tenantKeys()
            let key = AuditCheckpoint.key(core.tenant)
            // The anchor is read first: the checkpoint that follows can only be as new or newer.
            let anchored = try await latest(core)
            let stored = try await core.fetch([key])[0]
            let current = try Self.decode(stored, core.tenant, keys.instanceKey)
            try Self.check(current, follows: anchored)
            var growth = try await Growth(current?.log ?? MerkleLog(), core)
            try await growth.extend(core, keys)
            guard growth.log.count > (current?.log.count ?? 0) else {
                if let current { try await raiseAnchor(to: current, core) }
                return current
            }
            let next: AuditCheckpoint
            do throws(CryptoError) {
                next = try AuditCheckpoint(growth.log, tenant: core.tenant, signedBy: keys.instance)
            } catch {
                throw VaultError(error)
            }
            let outcome = try await Self.put(next, growth.tiles, expecting: stored?.revision ?? 0, key, core)
            guard case .committed = outcome else {
                conflicts += 1
                continue
            }
            if growth.isComplete {
                try await raiseAnchor(to: next, core)
                return next
            }
        }
        throw VaultError(.conflict, at: "audit")
    }

    /// A log that grows by one commit's share of durable entries, and the tiles that it fills.
    private struct Growth {
        private static let listed = 512
        private static let share = 16_384

        var log: MerkleLog
        var tiles: [AuditTile] = []
        var isComplete = false

        init(_ log: MerkleLog, _ core: VaultCore) async throws(VaultError) {
            self.log = log
            guard log.count % UInt64(AuditTile.capacity) != 0 else { return }
            let number = AuditTile.number(of: log.count)
            let stored = try await core.fetch([AuditTile.key(core.tenant, number)])[0]
            guard let stored, let tile = try? AuditTile(number, decoding: stored.value.joined),
                tile.isTail(of: log)
            else { throw VaultError(.tampered, at: "audit") }
            tiles = [tile]
        }

        mutating func extend(_ core: VaultCore, _ keys: TenantKeys) async throws(VaultError) {
            let key = AuditRecord.log(of: core.tenant)
            let start = log.count
            while log.count - start < UInt64(Self.share) {
                let after = log.count == 0 ? nil : key.key(at: log.count - 1)
                let found: [StoredRecord]
                do throws(StorageError) {
                    found = try await core.store.list(
                        core.tenant,
                        owner: key.owner,
                        collection: .audit,
                        after: after,
                        limit: Self.listed,
                        by: core.deadline
                    )
                } catch {
                    throw VaultError(error)
                }
                for record in found {
                    // A missing position would shift every later one; leave the rest for `verify` to name.
                    guard record.key == key.key(at: log.count),
                        let entry = try? AuditRecord(decoding: record.value.joined),
                        (try? entry.open(tenant: core.tenant, under: keys.audit.key)) != nil
                    else { throw VaultError(.tampered, at: "audit") }
                    append(entry.leafHash)
                }
                isComplete = found.count < Self.listed
                if isComplete { return }
            }
        }

        private mutating func append(_ leaf: Digest) {
            if tiles.last?.isFull ?? true { tiles.append(AuditTile(AuditTile.number(of: log.count))) }
            tiles[tiles.count - 1].append(leaf)
            log.append(leaf)
        }
    }

    private func latest(_ core: VaultCore) async throws(VaultError) -> AnchoredCheckpoint? {
        do throws(CryptoError) {
            return try await anchor.latest(AuditCheckpoint.origin(core.tenant))
        } catch {
            throw VaultError(anchoring: error)
        }
    }

    /// A store that was put back to an older state is not signed anew.
    private static func check(
        _ current: AuditCheckpoint?,
        follows anchored: AnchoredCheckpoint?
    ) throws(VaultError) {
        guard let anchored else { return }
        let count = current?.log.count ?? 0
        guard
            count > anchored.size
                || (count == anchored.size && (current?.log ?? MerkleLog()).root == anchored.root)
        else { throw VaultError(.behindAnchor, at: "audit") }
    }

    private func raiseAnchor(to checkpoint: AuditCheckpoint, _ core: VaultCore) async throws(VaultError) {
        let name = AuditCheckpoint.origin(core.tenant)
        let next = AnchoredCheckpoint(size: checkpoint.log.count, root: checkpoint.log.root)
        do throws(CryptoError) {
            for _ in 0..<16 {
                // An anchor that knows nothing is not begun here.
                guard let latest = try await anchor.latest(name), latest.size < next.size else { return }
                if try await anchor.advance(name, to: next, expecting: latest) { return }
            }
        } catch {
            throw VaultError(anchoring: error)
        }
    }

    static func decode(
        _ stored: StoredRecord?,
        _ tenant: TenantID,
        _ instance: SigningPublicKey
    ) throws(VaultError) -> AuditCheckpoint? {
        guard let stored else { return nil }
        guard let checkpoint = try? AuditCheckpoint(decoding: stored.value.joined),
            (try? checkpoint.verify(tenant, instance)) != nil
        else { throw VaultError(.tampered, at: "audit") }
        return checkpoint
    }

    private static func put(
        _ checkpoint: AuditCheckpoint,
        _ tiles: [AuditTile],
        expecting revision: UInt64,
        _ key: RecordKey,
        _ core: VaultCore
    ) async throws(VaultError) -> CommitOutcome {
        do throws(StorageError) {
            return try await core.committer.commit(
                WriteBatch(
                    tenant: core.tenant,
                    expectations: [Expectation(key, at: revision)],
                    writes: [.put(key, RecordBytes(checkpoint.encoded), index: [])]
                        + tiles.map { tile in
                            .put(
                                AuditTile.key(core.tenant, tile.number),
                                RecordBytes(tile.encoded),
                                index: []
                            )
                        }
                ),
                by: core.deadline
            )
        } catch {
            throw VaultError(error)
        }
    }
}

internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// Makes durable audit entries tamper-evident: integrates them into the log's tree in batches.
///
/// An entry is durable with the commit it records, at the next position of the log. Integrating expects the checkpoint
/// that it starts from, so of two sequencers only one can win: the checkpoint's revision is the lease.
final class AuditLog: Sendable {
    private struct Progress {
        var commits = 0
        var isIntegrating = false
        /// The newest checkpoint that this process has seen.
        var newest: AuditCheckpoint?
    }

    /// A checkpoint and the last tile of its tree, as of one moment.
    private struct Standing {
        let checkpoint: AuditCheckpoint?
        let revision: UInt64
        let tail: AuditTile?
    }

    private static let batch = 256

    let anchor: any Anchor
    private let progress = Mutex(Progress())

    init(anchor: any Anchor) { self.anchor = anchor }

    /// Counts a commit, and when enough have come together integrates and sweeps receipts, beside the call; a failure is
    /// left to the next time.
    func didCommit(_ core: VaultCore) {
        let begins = progress.withLock { progress in
            progress.commits += 1
            guard progress.commits >= Self.batch, !progress.isIntegrating else { return false }
            progress.isIntegrating = true
            progress.commits = 0
            return true
        }
        guard begins else { return }
        Task.detached {
            // A failure is part of the vault's health.
            _ = try? await core.integrate()
            await core.sweepReceipts()
            self.progress.withLock { $0.isIntegrating = false }
        }
    }

    /// Integrates all durable entries, signs a checkpoint and anchors it.
    ///
    /// - Parameter core: The vault.
    /// - Returns: The checkpoint that now stands, by this process or another.
    /// - Throws: ``VaultError``.
    @discardableResult
    func integrate(_ core: VaultCore) async throws(VaultError) -> AuditCheckpoint? {
        let deadline = core.deadline
        /// As far as the log went when this was last beaten to it: what came later is for later.
        var wanted: UInt64?
        while !deadline.hasPassed {
            // The anchor is read first: the checkpoint that follows can only be as new or newer.
            let anchored = try await latest(core)
            let newest = progress.withLock { $0.newest }
            let standing = try await standing(core)
            try Self.check(standing.checkpoint, follows: anchored)
            try Self.check(standing.checkpoint, isNotBefore: newest)
            if let checkpoint = standing.checkpoint { noteSeen(checkpoint) }
            if let wanted, let checkpoint = standing.checkpoint, checkpoint.end >= wanted {
                try await raiseAnchor(to: checkpoint, core)
                return checkpoint
            }
            var growth = LogGrowth(standing.checkpoint, tail: standing.tail)
            try await growth.extend(core)
            guard growth.log.count > (standing.checkpoint?.log.count ?? 0) else {
                if let current = standing.checkpoint { try await raiseAnchor(to: current, core) }
                return standing.checkpoint
            }
            guard let next = try await put(growth, following: standing, core) else {
                wanted = growth.isComplete ? growth.end : nil
                try await core.pause()
                continue
            }
            if growth.isComplete {
                try await raiseAnchor(to: next, core)
                return next
            }
        }
        throw VaultError(.timedOut, at: "audit")
    }

    /// The checkpoint with the tile that its tree ends in, which may be another one by the time it is known which.
    private func standing(_ core: VaultCore) async throws(VaultError) -> Standing {
        let instance = try await core.tenantKeys().instanceKey
        var number = AuditTile.number(of: progress.withLock { $0.newest }?.log.count ?? 0)
        for _ in 0..<64 {
            let found = try await core.fetch([
                AuditCheckpoint.key(core.tenant), AuditTile.key(core.tenant, number),
            ])
            let checkpoint = try Self.decode(found[0], core.tenant, instance)
            let count = checkpoint?.log.count ?? 0
            let standing = Standing(
                checkpoint: checkpoint,
                revision: found[0]?.revision ?? 0,
                tail: found[1].flatMap { try? AuditTile(number, decoding: $0.value.joined) }
            )
            if count % UInt64(AuditTile.capacity) == 0 {
                return Standing(checkpoint: checkpoint, revision: standing.revision, tail: nil)
            }
            if AuditTile.number(of: count) == number {
                guard let checkpoint, let tail = standing.tail, tail.isTail(of: checkpoint.log) else {
                    throw VaultError(.tampered, at: "audit")
                }
                return standing
            }
            number = AuditTile.number(of: count)
        }
        throw VaultError(.conflict, at: "audit")
    }

    /// A process does not go on from a log that is older than what it has seen.
    private static func check(
        _ checkpoint: AuditCheckpoint?,
        isNotBefore newest: AuditCheckpoint?
    ) throws(VaultError) {
        guard let newest else { return }
        guard let checkpoint, checkpoint.log.count >= newest.log.count,
            checkpoint.log.count > newest.log.count || checkpoint.log.root == newest.log.root
        else { throw VaultError(.rolledBack, at: "audit") }
    }

    private func noteSeen(_ checkpoint: AuditCheckpoint) {
        progress.withLock { progress in
            if checkpoint.log.count > (progress.newest?.log.count ?? 0) { progress.newest = checkpoint }
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
        noteSeen(checkpoint)
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

    /// Puts a grown log in the place of the one that it grew from; `nil` if somebody else was faster.
    private func put(
        _ growth: LogGrowth,
        following standing: Standing,
        _ core: VaultCore
    ) async throws(VaultError) -> AuditCheckpoint? {
        let next: AuditCheckpoint
        do throws(CryptoError) {
            next = try AuditCheckpoint(
                growth.log,
                end: growth.end,
                tenant: core.tenant,
                signedBy: try await core.keyring.keys(by: core.deadline).instance
            )
        } catch {
            throw VaultError(error)
        }
        let key = AuditCheckpoint.key(core.tenant)
        let tiles = growth.tiles.map { tile in
            RecordWrite.put(AuditTile.key(core.tenant, tile.number), RecordBytes(tile.encoded), index: [])
        }
        let outcome = try await core.commitUncounted(
            WriteBatch(
                tenant: core.tenant,
                expectations: [Expectation(key, at: standing.revision)],
                writes: [.put(key, RecordBytes(next.encoded), index: [])] + tiles
            )
        )
        guard case .committed = outcome else { return nil }
        noteSeen(next)
        return next
    }
}

internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// Makes durable audit entries tamper-evident: integrates them into the log's tree in batches.
///
/// An entry is durable with the commit it records, at the next position of the log. Integrating expects the checkpoint
/// that it starts from, so of two sequencers only one can win.
///
/// Of several instances the one that wrote the newest checkpoint goes on writing them for the others, as long as it does so: the
/// checkpoint is its lease, taken by the commit that expects the one before, with the clock at which it was written, and over when no
/// other followed for ``lease``, whatever became of the holder, or when the anchor does not go on with it. Only work rests on it: two that both write do no harm.
final class AuditLog: Sendable {
    private struct Progress {
        var commits = 0
        var isIntegrating = false
        /// The newest checkpoint that this process has seen.
        var newest: AuditCheckpoint?
        /// The root of the last checkpoint that this process wrote or anchored, and could anchor as far as it knows.
        var own: Digest?
        /// The last state of the anchor that the newest checkpoint was found to go on from.
        var anchored: AnchoredCheckpoint?
    }

    /// A checkpoint and the last tile of its tree, as of one moment.
    private struct State {
        let checkpoint: AuditCheckpoint?
        let revision: UInt64
        let tail: AuditTile?
    }

    private static let batch = 256
    /// How long checkpoints are left to the instance that wrote the newest one.
    static let lease: Duration = .seconds(30)

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
            if await self.isLeftToAnother(core) {
                // What other processes narrowed is learned all the same.
                try? await core.journal.load(core)
            } else {
                _ = try? await core.integrate()
            }
            await core.sweepReceipts()
            await core.sweepUploads()
            self.progress.withLock { $0.isIntegrating = false }
        }
    }

    /// Whether another instance wrote the newest checkpoint a moment ago, and goes on.
    ///
    /// One that the anchor does not vouch for holds nothing: whoever wrote it may not be able to anchor. A clock that is further off
    /// than the lease, on either side, keeps nobody from writing.
    func isLeftToAnother(_ core: VaultCore) async -> Bool {
        guard let checkpoint = try? await core.auditCheckpoint(),
            progress.withLock({ $0.own != checkpoint.log.root })
        else { return false }
        guard core.now < checkpoint.clock + Self.lease, checkpoint.clock < core.now + Self.lease else {
            return false
        }
        // Where it cannot be read, or knows nothing, this instance could not do better.
        guard let anchored = try? await latest(core) else { return true }
        return anchored.size >= checkpoint.log.count
    }

    /// Integrates all durable entries, signs a checkpoint and anchors it.
    ///
    /// - Parameter core: The vault.
    /// - Returns: The checkpoint that now stands, by this process or another.
    /// - Throws: ``NotesError``.
    @discardableResult
    func integrate(_ core: VaultCore) async throws(NotesError) -> AuditCheckpoint? {
        let deadline = core.deadline
        /// As far as the log went when this was last beaten to it: what came later is for later.
        var wanted: UInt64?
        while !deadline.hasPassed {
            // The anchor is read first: the checkpoint that follows can only be as new or newer.
            let anchored = try await latest(core)
            let seen = progress.withLock { $0.newest?.log }
            let state = try await state(core)
            try await check(state.checkpoint, goesOnFrom: seen, anchored, core)
            if let wanted, let checkpoint = state.checkpoint, checkpoint.end >= wanted,
                try await raiseAnchor(to: checkpoint, core)
            {
                return checkpoint
            }
            var growth = LogGrowth(state.checkpoint, tail: state.tail)
            try await growth.extend(core)
            guard growth.log.count > (state.checkpoint?.log.count ?? 0) else {
                guard let current = state.checkpoint else { return nil }
                if try await raiseAnchor(to: current, core) { return current }
                try await core.pause()
                continue
            }
            guard let next = try await put(growth, following: state, core) else {
                wanted = growth.isComplete ? growth.end : nil
                try await core.pause()
                continue
            }
            guard growth.isComplete else { continue }
            if try await raiseAnchor(to: next, core) { return next }
            wanted = next.end
        }
        throw NotesError(.timedOut, at: "audit")
    }

    /// The checkpoint with the tile that its tree ends in, which may be another one by the time it is known which.
    private func state(_ core: VaultCore) async throws(NotesError) -> State {
        let instance = try await core.tenantKeys().instanceKey
        var number = AuditTile.number(of: progress.withLock { $0.newest }?.log.count ?? 0)
        for _ in 0..<64 {
            let found = try await core.fetch([
                AuditCheckpoint.key(core.tenant), AuditTile.key(core.tenant, number),
            ])
            let checkpoint = try Self.decode(found[0], core.tenant, instance)
            let count = checkpoint?.log.count ?? 0
            let state = State(
                checkpoint: checkpoint,
                revision: found[0]?.revision ?? 0,
                tail: found[1].flatMap { try? AuditTile(number, decoding: $0.value.joined) }
            )
            if count % UInt64(AuditTile.capacity) == 0 {
                return State(checkpoint: checkpoint, revision: state.revision, tail: nil)
            }
            if AuditTile.number(of: count) == number {
                guard let checkpoint, let tail = state.tail, tail.isTail(of: checkpoint.log) else {
                    throw NotesError(.tampered, at: "audit")
                }
                return state
            }
            number = AuditTile.number(of: count)
        }
        throw NotesError(.notSettled, at: "audit")
    }

    /// Refuses a log that is not what the anchor remembers, or what this process has seen, and what came after.
    ///
    /// - Throws: ``NotesError``: `behindAnchor` for a log that is older than its anchor or has another history, `rolledBack` for
    ///   one that is not what this process has seen, `tampered` for one that cannot be read.
    func checkAgainstAnchor(_ core: VaultCore) async throws(NotesError) {
        guard let anchored = try await latest(core) else { return }
        let seen = progress.withLock { $0.newest?.log }
        try await check(try await core.auditCheckpoint(), goesOnFrom: seen, anchored, core)
    }

    private func check(
        _ checkpoint: AuditCheckpoint?,
        goesOnFrom seen: MerkleLog?,
        _ anchored: AnchoredCheckpoint?,
        _ core: VaultCore
    ) async throws(NotesError) {
        let log = checkpoint?.log ?? MerkleLog()
        let vouched = progress.withLock { $0.anchored }
        guard anchored.map({ $0.size <= log.count }) ?? true else {
            throw NotesError(.behindAnchor, at: "audit")
        }
        guard seen.map({ $0.count < log.count || $0 == log }) ?? true else {
            throw NotesError(.rolledBack, at: "audit")
        }
        // What was compared before need not be read again.
        let isCompared = anchored.map { $0 == vouched || $0.size >= seen?.count ?? 0 } ?? true
        let known = isCompared ? seen ?? (anchored == nil ? log : MerkleLog()) : MerkleLog()
        let noted = anchored == vouched ? nil : anchored?.size
        var tiles = AuditTiles(core.store, core.tenant, after: known, size: log.count, noting: noted)
        guard let root = try await tiles.root(by: core.deadline) else {
            throw NotesError(.tampered, at: "audit")
        }
        guard noted == nil || tiles.notedRoot == anchored?.root else {
            throw NotesError(.behindAnchor, at: "audit")
        }
        guard root == log.root else { throw NotesError(seen == nil ? .tampered : .rolledBack, at: "audit") }
        if let checkpoint { noteSeen(checkpoint) }
        progress.withLock { $0.anchored = anchored ?? $0.anchored }
    }

    private func noteSeen(_ checkpoint: AuditCheckpoint) {
        progress.withLock { progress in
            if checkpoint.log.count > (progress.newest?.log.count ?? 0) { progress.newest = checkpoint }
        }
    }

    /// Whether the anchor vouches for more entries than so many, or there is none to.
    func isAnchored(past size: UInt64, _ core: VaultCore) async throws(NotesError) -> Bool {
        guard anchor.grade != .none else { return true }
        return try await latest(core).map { $0.size > size } ?? false
    }

    private func latest(_ core: VaultCore) async throws(NotesError) -> AnchoredCheckpoint? {
        do throws(CryptoError) {
            return try await anchor.latest(AuditCheckpoint.origin(core.tenant))
        } catch {
            throw NotesError(anchoring: error)
        }
    }

    /// Makes the anchor remember a checkpoint that goes on from what it remembers.
    ///
    /// - Returns: Whether it does, or is not begun; else somebody moved it since it was compared.
    private func raiseAnchor(to checkpoint: AuditCheckpoint, _ core: VaultCore) async throws(NotesError)
        -> Bool
    {
        let next = AnchoredCheckpoint(size: checkpoint.log.count, root: checkpoint.log.root)
        // An anchor that knows nothing is not begun here.
        guard let latest = try await latest(core), latest.size < next.size else { return true }
        guard progress.withLock({ $0.anchored == latest }) else { return false }
        do throws(CryptoError) {
            guard
                try await anchor.advance(AuditCheckpoint.origin(core.tenant), to: next, expecting: latest)
            else { return false }
        } catch {
            // Whoever cannot anchor leaves it to those who can.
            progress.withLock { $0.own = nil }
            throw NotesError(anchoring: error)
        }
        progress.withLock { progress in
            progress.anchored = next
            progress.own = next.root
        }
        return true
    }

    static func decode(
        _ stored: StoredRecord?,
        _ tenant: TenantID,
        _ instance: SigningPublicKey
    ) throws(NotesError) -> AuditCheckpoint? {
        guard let stored else { return nil }
        guard let checkpoint = try? AuditCheckpoint(decoding: stored.value.joined),
            (try? checkpoint.verify(tenant, instance)) != nil
        else { throw NotesError(.tampered, at: "audit") }
        return checkpoint
    }

    /// Puts a grown log in the place of the one that it grew from; `nil` if somebody else was faster.
    private func put(
        _ growth: LogGrowth,
        following state: State,
        _ core: VaultCore
    ) async throws(NotesError) -> AuditCheckpoint? {
        let next: AuditCheckpoint
        let clock = try await core.settledNow()
        do throws(CryptoError) {
            next = try AuditCheckpoint(
                growth.log,
                end: growth.end,
                clock: clock,
                tenant: core.tenant,
                signedBy: try await core.keyring.keys(by: core.deadline).instance
            )
        } catch {
            throw NotesError(error)
        }
        let key = AuditCheckpoint.key(core.tenant)
        let tiles = growth.tiles.map { tile in
            RecordWrite.put(AuditTile.key(core.tenant, tile.number), RecordBytes(tile.encoded), index: [])
        }
        let outcome = try await core.commitUncounted(
            WriteBatch(
                tenant: core.tenant,
                expectations: [Expectation(key, at: state.revision)],
                writes: [.put(key, RecordBytes(next.encoded), index: [])] + tiles
            )
        )
        guard case .committed = outcome else { return nil }
        noteSeen(next)
        progress.withLock { $0.own = next.log.root }
        return next
    }
}

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
    private static let listed = 512

    private let anchor: any Anchor
    private let progress = Mutex(Progress())

    init(anchor: any Anchor) { self.anchor = anchor }

    /// Counts a commit and integrates when enough have come together; a failure is left to the next time.
    func didCommit(_ core: VaultCore) async {
        let begins = progress.withLock { progress in
            progress.commits += 1
            guard progress.commits >= Self.batch, !progress.isIntegrating else { return false }
            progress.isIntegrating = true
            progress.commits = 0
            return true
        }
        guard begins else { return }
        _ = try? await integrate(core)
        progress.withLock { $0.isIntegrating = false }
    }

    /// Integrates all durable entries, signs a checkpoint and anchors it.
    ///
    /// - Parameter core: The vault.
    /// - Returns: The checkpoint that now stands.
    /// - Throws: ``VaultError``.
    @discardableResult
    func integrate(_ core: VaultCore) async throws(VaultError) -> AuditCheckpoint? {
        for _ in 0..<16 {
            let keys = try await core.tenantKeys()
            let key = AuditCheckpoint.key(core.tenant)
            let stored = try await core.fetch([key])[0]
            let current = try Self.decode(stored, core.tenant, keys.instanceKey)
            var log = current?.log ?? MerkleLog()
            try await extend(&log, core)
            guard log.count > (current?.log.count ?? 0) else {
                if let current { try await raiseAnchor(to: current, core) }
                return current
            }
            let next: AuditCheckpoint
            do throws(CryptoError) {
                next = try AuditCheckpoint(log, tenant: core.tenant, signedBy: keys.instance)
            } catch {
                throw VaultError(error)
            }
            let outcome = try await Self.put(next, expecting: stored?.revision ?? 0, key, core)
            guard case .committed = outcome else { continue }
            try await raiseAnchor(to: next, core)
            return next
        }
        throw VaultError(.conflict, at: "audit")
    }

    private func extend(_ log: inout MerkleLog, _ core: VaultCore) async throws(VaultError) {
        let key = AuditRecord.log(of: core.tenant)
        while true {
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
                    let entry = try? AuditRecord(decoding: record.value.joined)
                else { throw VaultError(.tampered, at: "audit") }
                log.append(entry.leafHash)
            }
            if found.count < Self.listed { return }
        }
    }

    private func raiseAnchor(to checkpoint: AuditCheckpoint, _ core: VaultCore) async throws(VaultError) {
        let name = AuditCheckpoint.origin(core.tenant)
        let next = AnchoredCheckpoint(size: checkpoint.log.count, root: checkpoint.log.root)
        do throws(CryptoError) {
            for _ in 0..<16 {
                let latest = try await anchor.latest(name)
                if let latest, latest.size >= next.size { return }
                if try await anchor.advance(name, to: next, expecting: latest) { return }
            }
        } catch {
            throw VaultError(error)
        }
    }

    private static func decode(
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
                ),
                by: core.deadline
            )
        } catch {
            throw VaultError(error)
        }
    }
}

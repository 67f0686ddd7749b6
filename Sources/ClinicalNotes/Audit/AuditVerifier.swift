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
        self.store = store
        self.tenant = tenant
        self.instance = instance
        self.anchor = anchor
    }

    /// Recomputes the tree over all entries and compares it with the checkpoint and the anchor.
    ///
    /// - Parameter deadline: When to give up, for each call to the store.
    /// - Returns: What was found; a broken log is a finding, not an error.
    /// - Throws: ``VaultError`` if the store or the anchor does not answer.
    public func verify(by deadline: Deadline = .never) async throws(VaultError) -> AuditReport {
        try await verify(by: deadline) { _, _ in true }
    }

    /// As ``verify(by:)``, and every entry must also satisfy `check`.
    func verify(
        by deadline: Deadline,
        _ check: (UInt64, AuditRecord) -> Bool
    ) async throws(VaultError) -> AuditReport {
        let checkpoint: AuditCheckpoint?
        do throws(StorageError) {
            let stored = try await store.fetch([AuditCheckpoint.key(tenant)], by: deadline)[0]
            checkpoint = try? stored.map { try AuditCheckpoint(decoding: $0.value.joined) }
            if stored != nil, checkpoint.map({ (try? $0.verify(tenant, instance)) != nil }) != true {
                return report(.checkpointInvalid, 0, 0)
            }
        } catch {
            throw VaultError(error)
        }
        let anchored = try await latest()
        let integrated = checkpoint?.log.count ?? 0
        var log = MerkleLog()
        var rootThen: Digest? = anchored?.size == 0 ? log.root : nil
        var broken: UInt64?
        let key = AuditRecord.log(of: tenant)
        var after: RecordKey?
        scanning: while true {
            let found = try await list(key, after, deadline)
            for record in found {
                guard record.key == key.key(at: log.count),
                    let entry = try? AuditRecord(decoding: record.value.joined), check(log.count, entry)
                else {
                    broken = log.count
                    break scanning
                }
                log.append(entry.leafHash)
                if log.count == anchored?.size { rootThen = log.root }
                if log.count == integrated, log.root != checkpoint?.log.root {
                    return report(.checkpointInvalid, integrated, 0)
                }
            }
            guard found.count == Self.listed else { break }
            after = found.last?.key
        }
        if let broken { return report(.broken(position: broken), integrated, 0) }
        if log.count < integrated { return report(.broken(position: log.count), integrated, 0) }
        let pending = log.count - integrated
        guard anchor.grade != .none, let anchored else {
            return report(
                anchor.grade == .none || log.count == 0 ? .unanchored : .rolledBack,
                integrated,
                pending
            )
        }
        guard integrated >= anchored.size, rootThen == anchored.root else {
            return report(.rolledBack, integrated, pending)
        }
        return report(.verified, integrated, pending)
    }

    private func latest() async throws(VaultError) -> AnchoredCheckpoint? {
        do throws(CryptoError) {
            return try await anchor.latest(AuditCheckpoint.origin(tenant))
        } catch {
            throw VaultError(error)
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

    private func report(_ finding: AuditReport.Finding, _ integrated: UInt64, _ pending: UInt64)
        -> AuditReport
    {
        AuditReport(finding: finding, integrated: integrated, pending: pending, grade: anchor.grade)
    }
}

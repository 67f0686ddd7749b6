internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension VaultCore {
    /// Makes durable audit entries tamper-evident; what fails is part of the vault's health until it succeeds.
    func integrate() async throws(VaultError) {
        do throws(VaultError) {
            try await audit.integrate(self)
            // What other processes narrowed meanwhile.
            try await journal.load(self)
            health.note { signs in
                signs.failingSince = nil
                signs.failure = nil
                signs.isLogBehind = false
            }
        } catch {
            let now = now
            health.note { signs in
                signs.failingSince = signs.failingSince ?? now
                signs.failure = error.code
                if error.code == .behindAnchor { signs.isLogBehind = true }
            }
            throw error
        }
    }

    /// Refuses a store that is older than what the anchor remembers, or another one.
    func checkAgainstAnchor() async throws(VaultError) {
        let anchored: AnchoredCheckpoint?
        do throws(CryptoError) {
            anchored = try await audit.anchor.latest(AuditCheckpoint.origin(tenant))
        } catch {
            throw VaultError(anchoring: error)
        }
        // The checkpoint is read after the anchor, so it can only be as new or newer.
        guard let anchored else { return }
        let root = try await auditRoot(at: anchored.size)
        // A tree that is as large and cannot be read is no older one.
        if root == nil, try await auditCheckpoint()?.log.count ?? 0 >= anchored.size {
            throw VaultError(.tampered, at: "audit")
        }
        guard root == anchored.root else { throw VaultError(.behindAnchor, at: "audit") }
    }

    /// The root that the audit log had at a size, as its checkpoint and its tiles have it; `nil` if it is not that large.
    func auditRoot(at size: UInt64) async throws(VaultError) -> Digest? {
        let log = try await auditCheckpoint()?.log ?? MerkleLog()
        guard log.count > size else { return log.count == size ? log.root : nil }
        // Tiles are only ever added to, whatever is integrated meanwhile.
        var tiles = AuditTiles(store, tenant, size: size, noting: nil)
        return try await tiles.root(by: deadline)
    }

    /// The checkpoint that stands.
    func auditCheckpoint() async throws(VaultError) -> AuditCheckpoint? {
        let stored = try await fetch([AuditCheckpoint.key(tenant)]).first ?? nil
        return try AuditLog.decode(stored, tenant, try await tenantKeys().instanceKey)
    }
}

internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension VaultCore {
    /// Makes durable audit entries tamper-evident; what fails is part of the vault's health until it succeeds.
    func integrate() async throws(NotesError) {
        do throws(NotesError) {
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
                if error.code == .behindAnchor || error.code == .rolledBack { signs.isLogBehind = true }
            }
            throw error
        }
    }

    /// The root that the audit log had at a size, as its checkpoint and its tiles have it; `nil` if it is not that large.
    func auditRoot(at size: UInt64) async throws(NotesError) -> Digest? {
        let log = try await auditCheckpoint()?.log ?? MerkleLog()
        guard log.count > size else { return log.count == size ? log.root : nil }
        // Tiles are only ever added to, whatever is integrated meanwhile.
        var tiles = AuditTiles(store, tenant, size: size, noting: nil)
        return try await tiles.root(by: deadline)
    }

    /// The checkpoint that stands.
    func auditCheckpoint() async throws(NotesError) -> AuditCheckpoint? {
        let stored = try await fetch([AuditCheckpoint.key(tenant)]).first ?? nil
        return try AuditLog.decode(stored, tenant, try await tenantKeys().instanceKey)
    }
}

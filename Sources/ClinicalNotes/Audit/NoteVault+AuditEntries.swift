internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension NoteVault {
    /// Entries of the practice's audit log, oldest first: who asked for what, and by which rules it was decided.
    ///
    /// For those who audit the practice. Identifiers and codes only; each entry is checked against its commitment. What
    /// is still counted in memory, such as repeated refusals, is part of it after ``checkpoint()``.
    ///
    /// - Parameters:
    ///   - position: The first entry, counted from 0.
    ///   - limit: How many at the most, 1 to 512.
    /// - Returns: The entries from there on; fewer than `limit` at the end of the log.
    /// - Throws: ``VaultError``: `invalidInput` for the limit, `tampered` for an entry that is missing or not as it was
    ///   written.
    public func auditEntries(from position: UInt64, limit: Int = 512) async throws(VaultError)
        -> [AuditEntry]
    {
        guard (1...512).contains(limit) else { throw VaultError(.invalidInput, at: "limit") }
        return try await core.inTime { () async throws(VaultError) in
            try await core.auditEntries(from: position, limit: limit)
        }
    }

    /// All audit entries, oldest first.
    ///
    /// - Returns: The entries.
    /// - Throws: ``VaultError``; `tampered` for an entry that is missing or not as it was written.
    package func auditEntries() async throws(VaultError) -> [AuditEntry] {
        var entries: [AuditEntry] = []
        try await core.forEachAuditEntry { entry, _ in entries.append(entry) }
        return entries
    }
}

extension VaultCore {
    /// Goes through all entries of the audit log with their positions, the oldest first.
    func forEachAuditEntry(_ body: (AuditEntry, UInt64) -> Void) async throws(VaultError) {
        var position: UInt64 = 0
        while true {
            let page = try await auditEntries(from: position, limit: 512)
            for (offset, entry) in page.enumerated() { body(entry, position + UInt64(offset)) }
            position += UInt64(page.count)
            if page.count < 512 { return }
        }
    }

    /// The entry at a position, or `nil` beyond the end of the log.
    func auditEntry(at position: UInt64) async throws(VaultError) -> AuditEntry? {
        try await auditEntries(from: position, limit: 1).first
    }

    fileprivate func auditEntries(
        from position: UInt64,
        limit: Int
    ) async throws(VaultError) -> [AuditEntry] {
        let keys = try await tenantKeys()
        let log = AuditRecord.log(of: tenant)
        let found: [StoredRecord]
        do throws(StorageError) {
            found = try await store.list(
                tenant,
                owner: log.owner,
                collection: log.collection,
                after: position == 0 ? nil : log.key(at: position - 1),
                limit: limit,
                by: deadline
            )
        } catch {
            throw VaultError(error)
        }
        var entries: [AuditEntry] = []
        for record in found where log.reachedPosition(of: record.key) != nil {
            guard record.key == log.key(at: position + UInt64(entries.count)),
                let stored = try? AuditRecord(decoding: record.value.joined),
                let entry = try? stored.open(tenant: tenant, under: keys.audit.key).entry
            else { throw VaultError(.tampered, at: "audit") }
            entries.append(entry)
        }
        return entries
    }
}

internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension NoteVault {
    /// The audit entries, oldest first, each checked against its commitment.
    ///
    /// - Returns: The entries.
    /// - Throws: ``VaultError``; `tampered` for an entry that is not as it was written.
    package func auditEntries() async throws(VaultError) -> [AuditEntry] {
        let keys = try await core.tenantKeys()
        var entries: [AuditEntry] = []
        var after: RecordKey?
        while true {
            let found: [StoredRecord]
            do throws(StorageError) {
                found = try await core.store.list(
                    core.tenant,
                    owner: AuditRecord.log(of: core.tenant).owner,
                    collection: .audit,
                    after: after,
                    limit: 512,
                    by: core.deadline
                )
            } catch {
                throw VaultError(error)
            }
            for record in found {
                guard let sealed = try? AuditRecord(decoding: record.value.joined) else {
                    throw VaultError(.tampered, at: "audit")
                }
                do throws(CryptoError) {
                    entries.append(try sealed.open(tenant: core.tenant, under: keys.audit.key))
                } catch {
                    throw VaultError(error)
                }
            }
            guard let last = found.last, found.count == 512 else { return entries }
            after = last.key
        }
    }
}

internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Rows in the last positions of the audit log, where no log comes by itself: they leave no room for entries.
struct Quarantine {
    /// The first of these positions.
    static let start = LogKey.positionLimit - 1 << 32
    /// How many rows are moved at once.
    static let limit = 512

    let rows: [StoredRecord]

    /// Takes the rows out: entries are appended where they belong, in their order, and what is no entry is removed.
    ///
    /// An entry tells of each row that was there, so that a verification reports it for ever.
    ///
    /// - Returns: `false` if there is nothing to move, or others were faster.
    func isolate(_ core: VaultCore) async throws(VaultError) -> Bool {
        let log = AuditRecord.log(of: core.tenant)
        let strays = rows.filter { log.position(of: $0.key) != nil }
        guard !strays.isEmpty else { return false }
        let keys = try await core.tenantKeys()
        let moved = strays.filter { row in
            let record = try? AuditRecord(decoding: row.value.joined)
            return (try? record?.open(tenant: core.tenant, under: keys.audit.key)) != nil
        }
        let now = core.now
        let outcome = try await core.commitUncounted(
            WriteBatch(
                tenant: core.tenant,
                expectations: strays.map { Expectation($0.key, at: $0.revision) },
                writes: strays.map { .delete($0.key) } + moved.map { .append(log, $0.value) }
            ),
            recording: strays.map { Self.entry(about: $0, core.tenant, at: now) }
        )
        guard case .committed = outcome else { return false }
        return true
    }

    private static func entry(about row: StoredRecord, _ tenant: TenantID, at now: Instant) -> AuditEntry {
        AuditEntry(
            at: now,
            event: .quarantine,
            principal: PrincipalID(tenant.bytes),
            role: .administrator,
            purpose: .operations,
            action: .delete,
            owner: OwnerID(tenant.bytes),
            record: row.key.record,
            revision: row.revision,
            outcome: .permitted,
            rules: [],
            duties: [],
            declared: [Digest.of(row.value.joined).description],
            epoch: 0,
            count: 1,
            change: nil
        )
    }
}

internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Verifies a practice's store while it may be in use: what changes meanwhile is looked at again.
///
/// Memory grows with the number of owners (about a hundred bytes each) and with the records of one owner at a time.
struct StoreVerifier {
    static let attempts = 8

    let core: VaultCore
    let keys: TenantKeys
    var findings = FindingList()
    /// The last head of each owner that the audit log tells of.
    private var heads: [OwnerID: Digest] = [:]
    private var auditEntries: UInt64 = 0
    var index: IndexSum
    /// Owners that could not be opened, so that nothing is known of their lists.
    var unjudged: Set<OwnerID> = []
    private var owners = 0
    private var records = 0
    private var notes = 0
    private var grantedNotes = 0

    init(_ core: VaultCore, _ keys: TenantKeys) {
        self.core = core
        self.keys = keys
        index = IndexSum(core.environment.entropy)
    }

    private var practice: OwnerID { OwnerID(core.tenant.bytes) }

    mutating func verify() async throws(VaultError) -> StoreReport {
        let audit = try await verifyAudit()
        try await verifyPractice(audit)
        var seen: Set<OwnerID> = [practice]
        var after: RecordKey?
        while let owner = try await nextOwner(after) {
            after = core.records(owner).head.lastOfOwner
            // A store that does not keep its order would never come to an end.
            guard seen.insert(owner).inserted || owner == practice else {
                throw VaultError(.storeUnusable, at: "store")
            }
            if owner != practice || heads[practice] != nil { try await verify(owner) }
        }
        for owner in heads.keys.sorted() where !seen.contains(owner) {
            findings.add(StoreReport.Finding(.missing, owner: owner))
        }
        try await verifyIndex()
        return StoreReport(
            findings: findings.findings,
            unlisted: findings.unlisted,
            audit: audit,
            owners: owners,
            records: records,
            notes: notes,
            grantedNotes: grantedNotes,
            auditEntries: audit.integrated + audit.pending
        )
    }

    private func nextOwner(_ after: RecordKey?) async throws(VaultError) -> OwnerID? {
        try await core.list(owner: nil, after: after, limit: 1).first?.key.owner
    }

    // MARK: Audit

    private mutating func verifyAudit() async throws(VaultError) -> AuditReport {
        let verifier = AuditVerifier(
            store: core.store,
            tenant: core.tenant,
            instance: keys.instanceKey,
            anchor: core.audit.anchor
        )
        var heads: [OwnerID: Digest] = [:]
        var count: UInt64 = 0
        let report = try await verifier.verify(by: .never) { position, record in
            guard let entry = try? record.open(tenant: core.tenant, under: keys.audit.key) else {
                return false
            }
            if let head = entry.head { heads[entry.owner] = head }
            count = position + 1
            return true
        }
        self.heads = heads
        auditEntries = count
        switch report.finding {
        case .verified, .unanchored: break
        case .broken(let position):
            findings.add(StoreReport.Finding(.auditBroken, position: position))
        case .checkpointInvalid: findings.add(.checkpointInvalid, AuditCheckpoint.key(core.tenant))
        case .rolledBack: findings.add(.rolledBack, AuditCheckpoint.key(core.tenant))
        }
        return report
    }

    /// Learns the heads of entries that came after; `false` if there are none.
    private mutating func learnNewHeads() async throws(VaultError) -> Bool {
        let log = AuditRecord.log(of: core.tenant)
        var learned = false
        while true {
            let after = auditEntries == 0 ? nil : log.key(at: auditEntries - 1)
            let found = try await core.list(
                owner: practice,
                collection: .audit,
                after: after,
                limit: 256
            )
            for row in found {
                auditEntries = max(auditEntries, row.key.record.bytes.low) + 1
                guard let record = try? AuditRecord(decoding: row.value.joined),
                    let entry = try? record.open(tenant: core.tenant, under: keys.audit.key)
                else { continue }
                if let head = entry.head { heads[entry.owner] = head }
                learned = true
            }
            if found.isEmpty { return learned }
        }
    }

    // MARK: Owners

    private mutating func verify(_ owner: OwnerID) async throws(VaultError) {
        var outcome = try await verified(owner)
        for _ in 0..<Self.attempts {
            // An owner that was changed meanwhile is looked at again, once the entry of the change is known.
            let isKnown = outcome.trusted.map { $0.head.hash == heads[owner] } ?? true
            if isKnown, outcome.findings.findings.isEmpty { break }
            let learned = try await learnNewHeads()
            let again = try await verified(owner)
            let isSettled = !learned && again.trusted?.head == outcome.trusted?.head
            outcome = again
            if isSettled { break }
        }
        findings.add(outcome.findings)
        records += outcome.rows
        owners += 1
        notes += outcome.notes.count
        grantedNotes += outcome.notes.values.count { $0.header.compartment.custody == .granted }
        guard let head = outcome.trusted?.head.hash else {
            unjudged.insert(owner)
            if heads[owner] == nil { findings.add(StoreReport.Finding(.unrecorded, owner: owner)) }
            return
        }
        for (key, entries) in outcome.index { index.expect(entries, of: key) }
        if heads[owner] == nil {
            findings.add(StoreReport.Finding(.unrecorded, owner: owner))
        } else if heads[owner] != head {
            findings.add(StoreReport.Finding(.outdated, owner: owner))
        }
    }

    func verified(_ owner: OwnerID) async throws(VaultError) -> OwnerVerifier {
        var verifier = OwnerVerifier(core.records(owner), keys)
        var rows = OwnerRows(core, owner, skipping: owner == practice ? .audit : nil)
        while let row = try await rows.next() {
            if owner == practice, row.key.collection >= .audit { continue }
            verifier.take(row)
        }
        verifier.finish()
        return verifier
    }

    // MARK: The practice itself

    private mutating func verifyPractice(_ audit: AuditReport) async throws(VaultError) {
        let key = TenantRecord.key(core.tenant)
        var due: Set<RecordKey> = [key]
        var rows = OwnerRows(core, practice, skipping: .audit)
        while let row = try await rows.next() {
            records += 1
            switch row.key.collection {
            case .tenant:
                due.remove(row.key)
                if row.key != key {
                    findings.add(.unfiled, row.key)
                } else if row.value.joined != core.keyring.record.encoded {
                    findings.add(.altered, row.key)
                }
            case .auditTree:
                // Tiles that came meanwhile are vouched for by the next verification.
                let number = row.key.record.bytes
                let isTile =
                    number.high == 1 && number.low < AuditTile.count(of: audit.integrated + audit.pending)
                if row.key != AuditCheckpoint.key(core.tenant), !isTile { findings.add(.unfiled, row.key) }
            default:
                if heads[practice] == nil { findings.add(.unfiled, row.key) }
            }
        }
        for key in due { findings.add(.missing, key) }
        try await verifyPointer()
    }

    /// The pointer must name a practice that is there.
    private mutating func verifyPointer() async throws(VaultError) {
        var isThere = false
        for row in try await core.list(TenantID(.zero), owner: nil, after: nil, limit: 256) {
            records += 1
            guard row.key == TenantRecord.pointer else {
                findings.add(.unfiled, row.key)
                continue
            }
            isThere = true
            guard let named = Bytes16(row.value.joined).map({ TenantID($0) }),
                let stored = try await core.fetch([TenantRecord.key(named)])[0],
                let record = try? TenantRecord(decoding: stored.value.joined), record.tenant == named
            else {
                findings.add(.altered, row.key)
                continue
            }
        }
        if !isThere { findings.add(.missing, TenantRecord.pointer) }
    }
}

extension VaultCore {
    /// The records that follow a key.
    func list(
        _ tenant: TenantID? = nil,
        owner: OwnerID?,
        collection: RecordCollection? = nil,
        after: RecordKey?,
        limit: Int
    ) async throws(VaultError) -> [StoredRecord] {
        do throws(StorageError) {
            return try await store.list(
                tenant ?? self.tenant,
                owner: owner,
                collection: collection,
                after: after,
                limit: limit,
                by: deadline
            )
        } catch {
            throw VaultError(error)
        }
    }
}

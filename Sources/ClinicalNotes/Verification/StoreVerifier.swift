internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Verifies a practice's store while it may be in use: what changes meanwhile is looked at again.
///
/// Memory grows with the number of owners (about a hundred bytes each), with the records of one owner at a time and with
/// the writes of the last month.
struct StoreVerifier {
    static let attempts = 8

    let core: VaultCore
    let keys: TenantKeys
    var findings = FindingList()
    /// What the audit log tells.
    private(set) var logged: LoggedState
    private var unsettled: Set<OwnerID> = []
    var index: IndexSum
    /// Owners that could not be opened, so that nothing is known of their lists.
    var unjudged: Set<OwnerID> = []
    /// Stored identity records that do not open.
    var damagedIdentities: Set<RecordID> = []
    /// Stored receipts that do not fit what the log tells, which may be because the log went on.
    var doubtedReceipts: Set<RecordID> = []
    /// Receipts that must be there and were not met yet.
    var unseenReceipts: Set<RecordID> = []
    /// The lists that the stored receipts stand in.
    var receiptLines: Set<Line> = []
    /// Attachments that are being written, or were and broke off: whose they are.
    var uploads: [RecordKey: OwnerID] = [:]
    /// The owners that were found as they should be, in this part of the verification or an earlier one.
    private var verified: VerifiedOwners
    /// What these owners' lists came to in an earlier part.
    private let earlier: [OwnerID: Bytes16]
    private let tell: (@Sendable (VerificationProgress) -> Void)?
    private var owners = 0
    private var records = 0
    private var notes = 0
    private var grantedNotes = 0

    /// - Parameters:
    ///   - core: The vault.
    ///   - keys: The practice's keys.
    ///   - left: What an earlier part of the verification found; `nil` where it begins.
    ///   - tell: Who is told how far it is.
    init(
        _ core: VaultCore,
        _ keys: TenantKeys,
        goingOnFrom left: VerifiedOwners? = nil,
        telling tell: (@Sendable (VerificationProgress) -> Void)? = nil
    ) {
        self.core = core
        self.keys = keys
        self.tell = tell
        verified = left ?? VerifiedOwners(since: core.now, salt: core.environment.entropy.bytes(32))
        index = IndexSum(salt: verified.salt)
        earlier = verified.sums
        (records, notes, grantedNotes) = (verified.records, verified.notes, verified.grantedNotes)
        logged = LoggedState(ReceiptLedger(keys, now: core.now, leftover: []))
    }

    var practice: OwnerID { core.tenant.owner }

    mutating func verify() async throws(NotesError) -> StoreReport {
        let now = core.now
        logged = LoggedState(
            ReceiptLedger(keys, now: now, leftover: try await leftoverReceipts(at: now))
        )
        let audit = try await verifyAudit()
        unseenReceipts = Set(logged.receipts.due)
        try await verifyPractice(audit)
        try await verifyReceipts()
        var seen: Set<OwnerID> = [practice]
        var after: RecordKey?
        while let owner = try await nextOwner(after) {
            after = core.records(owner).head.lastOfOwner
            // A store that does not keep its order would never come to an end.
            guard seen.insert(owner).inserted || owner == practice else {
                throw NotesError(.storeUnusable, at: "store")
            }
            if owner != practice || logged.history.heads[practice] != nil { try await look(at: owner) }
        }
        // Owners that came meanwhile may stand before those that were looked at.
        for owner in logged.history.heads.keys.sorted() where !seen.contains(owner) {
            if try await core.list(owner: owner, after: nil, limit: 1).isEmpty {
                findings.add(StoreReport.Finding(.missing, owner: owner))
            } else {
                try await look(at: owner)
            }
        }
        for owner in core.journal.floor.all.keys.sorted()
        where !seen.contains(owner) && logged.history.heads[owner] == nil {
            findings.add(StoreReport.Finding(.rolledBack, owner: owner))
        }
        try await findUploadsOfNobody(beside: seen)
        try await verifyIndex()
        return StoreReport(
            findings: findings.findings,
            unlisted: findings.unlisted,
            unsettled: unsettled.sorted(),
            audit: audit,
            owners: owners,
            records: records,
            notes: notes,
            grantedNotes: grantedNotes,
            pendingUploads: uploads.count,
            auditEntries: audit.integrated + audit.pending,
            since: verified.since
        )
    }

    private func nextOwner(_ after: RecordKey?) async throws(NotesError) -> OwnerID? {
        try await core.list(owner: nil, after: after, limit: 1).first?.key.owner
    }

    // MARK: Audit

    private mutating func verifyAudit() async throws(NotesError) -> AuditReport {
        let verifier = AuditVerifier(
            store: core.store,
            tenant: core.tenant,
            instance: keys.instanceKey,
            key: AuditKey(keys.audit),
            anchor: core.audit.anchor,
            timeout: core.timeout
        )
        var receipts = logged.receipts
        let (report, walk) = try await verifier.walk(by: .never) { receipts.learn($0) }
        logged.begin(after: walk, receipts)
        add(report.findings)
        return report
    }

    private mutating func add(_ audited: [AuditReport.Finding]) {
        for finding in audited.compactMap({ StoreReport.Finding($0, core.tenant) }) { findings.add(finding) }
    }

    /// Learns from entries that came after; `false` if there are none.
    mutating func learnNewEntries() async throws(NotesError) -> Bool {
        let log = AuditRecord.log(of: core.tenant)
        var learned = false
        while true {
            let after = logged.end == 0 ? nil : log.key(at: logged.end - 1)
            let found = try await core.list(
                owner: practice,
                collection: .audit,
                after: after,
                limit: 256
            )
            // What stands beyond the positions is no entry, and was reported with the log.
            let positions = found.compactMap { log.reachedPosition(of: $0.key) }
            for (row, position) in zip(found, positions) {
                guard let record = try? AuditRecord(decoding: row.value.joined),
                    let (entry, link) = try? record.open(tenant: core.tenant, under: keys.audit.key)
                else {
                    logged.skip(position)
                    continue
                }
                add(logged.learn(entry, record, link, at: position))
                learned = true
            }
            if positions.isEmpty { return learned }
        }
    }

    // MARK: Owners

    /// Looks at an owner, unless an earlier part of the verification found it as it should be.
    private mutating func look(at owner: OwnerID) async throws(NotesError) {
        if let sum = earlier[owner] {
            owners += 1
            index.add(sum, of: owner)
            return
        }
        let (before, sum) = (findings.count, index[owner])
        let counts = (records, notes, grantedNotes)
        try await verify(owner)
        if findings.count == before, !unjudged.contains(owner) {
            let after = index[owner]
            verified.add(
                owner,
                sum: Bytes16(high: after.high &- sum.high, low: after.low &- sum.low),
                records: records - counts.0,
                notes: notes - counts.1,
                grantedNotes: grantedNotes - counts.2
            )
        }
        tell?(
            VerificationProgress(
                since: verified.since,
                owners: owners,
                expectedOwners: logged.history.heads.count,
                records: records,
                findings: findings.count,
                verified: verified,
                keys: keys
            )
        )
    }

    /// Looks at an owner until nobody changed it meanwhile; one that is changed all the time stays unsettled.
    private mutating func verify(_ owner: OwnerID) async throws(NotesError) {
        let deadline = core.deadline
        owners += 1
        // Taken before anything is listed: what is listed later can only be as new or newer.
        let floor = core.journal.floor.floors(of: [owner])[owner] ?? 0
        var outcome = try await settledSnapshot(owner)
        while outcome == nil, !deadline.hasPassed {
            try await core.pause()
            outcome = try await settledSnapshot(owner)
        }
        guard let outcome else {
            unsettled.insert(owner)
            unjudged.insert(owner)
            return
        }
        findings.add(outcome.findings)
        records += outcome.rows
        notes += outcome.notes.count
        grantedNotes += outcome.notes.values.count { $0.header.compartment.custody == .granted }
        _ = try await learnNewEntries()
        guard let head = outcome.trusted?.head else {
            unjudged.insert(owner)
            if logged.history.heads[owner] == nil {
                findings.add(StoreReport.Finding(.unrecorded, owner: owner))
            }
            return
        }
        for (key, entries) in outcome.index { index.expect(entries, of: key) }
        for name in outcome.names { expect(name, of: owner) }
        if head.epoch < floor { findings.add(StoreReport.Finding(.rolledBack, owner: owner)) }
        guard !logged.knows(head) else { return }
        findings.add(
            StoreReport.Finding(
                logged.history.heads[owner] == nil ? .unrecorded : .outdated,
                owner: owner
            )
        )
    }

    /// As ``snapshot(_:)``, with every segment of no filed attachment judged.
    private func settledSnapshot(_ owner: OwnerID) async throws(NotesError) -> OwnerVerifier? {
        guard var verifier = try await snapshot(owner) else { return nil }
        return try await judgeUploads(&verifier, of: owner) ? verifier : nil
    }

    /// An owner's rows as of one moment, or `nil` if the owner was changed while they were listed: whatever changes an
    /// owner makes a head.
    private func snapshot(_ owner: OwnerID) async throws(NotesError) -> OwnerVerifier? {
        let head = core.records(owner).head
        let before = try await core.fetch([head])[0]
        let verifier = try await verified(owner)
        return try await core.fetch([head])[0] == before ? verifier : nil
    }

    func verified(_ owner: OwnerID) async throws(NotesError) -> OwnerVerifier {
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

    private mutating func verifyPractice(_ audit: AuditReport) async throws(NotesError) {
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
                if row.key == AuditCheckpoint.key(core.tenant) { continue }
                let number = row.key.record.bytes
                let isTile = number.high == 1 && number.low < AuditTile.count(of: audit.integrated)
                // Tiles that came meanwhile are looked at by the next verification.
                if !isTile, try await !isTileOfNewerCheckpoint(number) { findings.add(.unfiled, row.key) }
            case .receipt: takeReceipt(row)
            case .identity: takeIdentity(row)
            case .upload: takeUpload(row)
            default:
                if logged.history.heads[practice] == nil { findings.add(.unfiled, row.key) }
            }
        }
        for key in due { findings.add(.missing, key) }
        try await verifyPointer()
    }

    private func isTileOfNewerCheckpoint(_ number: Bytes16) async throws(NotesError) -> Bool {
        guard let stored = try await core.fetch([AuditCheckpoint.key(core.tenant)])[0],
            let checkpoint = try? AuditCheckpoint(decoding: stored.value.joined),
            (try? checkpoint.verify(core.tenant, keys.instanceKey)) != nil
        else { return false }
        return number.high == 1 && number.low < AuditTile.count(of: checkpoint.log.count)
    }

    /// The pointer must name a practice that is there.
    private mutating func verifyPointer() async throws(NotesError) {
        var isThere = false
        for row in try await core.list(TenantID(.zero), owner: nil, after: nil, limit: 256) {
            records += 1
            guard row.key == TenantRecord.pointer else {
                findings.add(.unfiled, row.key)
                continue
            }
            isThere = true
            guard let named = TenantRecord.tenant(pointedAtBy: row.value.joined),
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
    ) async throws(NotesError) -> [StoredRecord] {
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
            throw noted(error)
        }
    }
}

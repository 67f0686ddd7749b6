internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The epoch at which an owner was seen by a decision, where its commit expected that it stands.
struct GuardSeen: Hashable, Sendable {
    let owner: OwnerID
    let epoch: UInt64
}

extension GuardSeen {
    /// What a commit expects, if that is an owner's guard: its count is the epoch.
    init?(_ expectation: Expectation, _ tenant: TenantID) {
        let owner = expectation.key.owner
        guard expectation.key == OwnerRecords(tenant: tenant, owner: owner).epochGuard else { return nil }
        self.init(owner: owner, epoch: expectation.revision)
    }

    func encode(into writer: inout ByteWriter) {
        writer.identifier(owner)
        writer.integer(epoch)
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        owner = try reader.identifier()
        epoch = try reader.integer()
    }
}

extension [AuditEntry] {
    /// The entries of a batch, the first of which tells of every guard that the batch expects and no entry tells of by its
    /// own epoch.
    func seeing(_ expectations: [Expectation], _ tenant: TenantID) -> [AuditEntry] {
        let told = Set(filter { $0.change == nil }.map { GuardSeen(owner: $0.owner, epoch: $0.epoch) })
        let seen = Set(expectations.compactMap { GuardSeen($0, tenant) }).subtracting(told)
        guard !seen.isEmpty, let first else { return self }
        return [first.seeing(seen.sorted { $0.owner < $1.owner })] + dropFirst()
    }
}

internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// What the audit log tells, entry by entry: the heads that each owner had, and what each instance recorded.
///
/// An owner has one history: every entry of a change names the head that it follows and the one that it makes. What does
/// not fit stays a finding, whatever is written afterwards, since entries are never taken out of the log.
///
/// Memory grows with the number of owners and of openings of the vault, about a hundred bytes each.
struct LogHistory {
    /// The newest head of an owner.
    struct Head: Hashable {
        var number: UInt64
        var hash: Digest
        var epoch: UInt64
    }

    private(set) var heads: [OwnerID: Head] = [:]
    private var instances: [Bytes16: InstanceHistory] = [:]

    /// Learns from the entry at a position, and tells what is wrong with it.
    mutating func learn(_ entry: AuditEntry, _ record: AuditRecord, _ link: EntryLink, at position: UInt64)
        -> [AuditReport.Finding]
    {
        var findings: [AuditReport.Finding] = []
        switch instances[link.instance, default: InstanceHistory()].learn(link, record.commitment) {
        case .repeated: findings.append(.repeated(position: position))
        case .gap: findings.append(.gap(position: position))
        case nil: break
        }
        for seen in entry.guards where heads[seen.owner].map({ $0.epoch != seen.epoch }) ?? false {
            findings.append(.regressed(owner: seen.owner, position: position))
        }
        if let change = entry.change {
            if let fault = learn(change, epoch: entry.epoch, of: entry.owner, at: position) {
                findings.append(fault)
            }
        } else if let epoch = entry.decidedEpoch, let known = heads[entry.owner], epoch != known.epoch {
            findings.append(.regressed(owner: entry.owner, position: position))
        }
        return findings
    }

    private mutating func learn(
        _ change: HeadChange,
        epoch: UInt64,
        of owner: OwnerID,
        at position: UInt64
    ) -> AuditReport.Finding? {
        let next = Head(number: change.number, hash: change.makes, epoch: epoch)
        let known = heads[owner]
        // All entries of one commit tell of the same step.
        if known == next { return nil }
        heads[owner] = next
        let follows =
            change.follows == (known?.hash ?? .zero) && change.number == (known?.number ?? 0) + 1
            && epoch >= (known?.epoch ?? 0)
        return follows ? nil : .forked(owner: owner, position: position)
    }
}

extension AuditEntry {
    /// The owner's epoch at which something was handed out, where the commit expected it to stand.
    fileprivate var decidedEpoch: UInt64? {
        guard outcome == .permitted, change == nil, epoch > 0 else { return nil }
        return epoch
    }
}

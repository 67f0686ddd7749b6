internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// What the audit log says that the store must hold.
struct LoggedState {
    /// The last head of an owner, and how often the log tells of a new one.
    struct Head {
        var hash: Digest
        var writes: UInt64
    }

    private(set) var heads: [OwnerID: Head] = [:]
    private(set) var receipts: ReceiptLedger
    /// The position after the last entry that was learned from.
    private(set) var end: UInt64 = 0

    init(_ receipts: ReceiptLedger) { self.receipts = receipts }

    /// Learns from the entry at a position; `nil` for one that cannot be read.
    mutating func learn(_ entry: AuditEntry?, at position: UInt64) {
        end = position + 1
        guard let entry else { return }
        receipts.learn(entry)
        guard let head = entry.head else { return }
        // All entries of one commit tell of the same head.
        guard heads[entry.owner]?.hash != head else { return }
        heads[entry.owner] = Head(hash: head, writes: (heads[entry.owner]?.writes ?? 0) + 1)
    }
}

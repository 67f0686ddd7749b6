internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// What the audit log says that the store must hold, while the log may grow.
struct LoggedState {
    private(set) var history = LogHistory()
    private(set) var receipts: ReceiptLedger
    /// The position after the last entry that was learned from.
    private(set) var end: UInt64 = 0
    /// The heads that were followed by others since the log was read through, by owner and number.
    private var recent: [OwnerID: [UInt64: Digest]] = [:]

    init(_ receipts: ReceiptLedger) { self.receipts = receipts }

    /// Takes over from a walk through the whole log.
    mutating func begin(after walk: LogWalk, _ receipts: ReceiptLedger) {
        history = walk.history
        end = walk.position
        self.receipts = receipts
    }

    /// Learns from an entry that came later, and tells what is wrong with it.
    mutating func learn(
        _ entry: AuditEntry,
        _ record: AuditRecord,
        _ link: EntryLink,
        at position: UInt64
    ) -> [AuditReport.Finding] {
        end = position + 1
        receipts.learn(entry)
        if entry.change != nil, let before = history.heads[entry.owner] {
            recent[entry.owner, default: [:]][before.number] = before.hash
        }
        return history.learn(entry, record, link, at: position)
    }

    /// Goes past a position at which no entry can be read.
    mutating func skip(_ position: UInt64) { end = position + 1 }

    /// Whether an owner's head is one that the log tells of: the newest, or one that was the newest a moment ago.
    func knows(_ head: OwnerHead) -> Bool {
        let hash = head.hash
        return history.heads[head.owner]?.hash == hash || recent[head.owner]?[head.number] == hash
    }
}

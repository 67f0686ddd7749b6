internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The receipts that the audit log tells of, to compare with those that are stored.
///
/// What is kept grows with the writes of the last month, and with the receipts that are stored though they expired.
struct ReceiptLedger {
    private let keys: TenantKeys
    private let now: Instant
    /// Receipts that expired and may still be there.
    private let leftover: Set<RecordID>
    /// When each commit was recorded last.
    private var recorded: [RecordID: Instant] = [:]

    init(_ keys: TenantKeys, now: Instant, leftover: Set<RecordID>) {
        self.keys = keys
        self.now = now
        self.leftover = leftover
    }

    mutating func learn(_ entry: AuditEntry) {
        guard let commit = entry.commit.map({ RecordID($0) }) else { return }
        guard entry.at + ReceiptRecord.lifetime > now || leftover.contains(commit) else { return }
        recorded[commit] = entry.at
    }

    /// The commits whose receipts must be there.
    var due: [RecordID] { recorded.keys.filter(isDue) }

    private func isDue(_ commit: RecordID) -> Bool {
        recorded[commit].map { $0 + ReceiptRecord.lifetime > now } ?? false
    }

    /// What is wrong with what stands under a commit's id.
    func fault(of row: StoredRecord?, _ commit: RecordID) -> StoreReport.Finding.Kind? {
        guard let row else { return isDue(commit) ? .missing : nil }
        guard let receipt = try? ReceiptRecord(opening: row, keys) else { return .altered }
        guard let at = recorded[commit] else { return .unfiled }
        // The receipt of an earlier write under the same key is not that of the last one.
        return receipt.expires == at + ReceiptRecord.lifetime ? nil : .altered
    }
}

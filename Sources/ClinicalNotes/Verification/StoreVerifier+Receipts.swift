internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreVerifier {
    /// Receipts that expired, as the index has them.
    func leftoverReceipts(at now: Instant) async throws(NotesError) -> Set<RecordID> {
        var leftover: Set<RecordID> = []
        let expired = IndexPredicate.receipts(keys.receiptsPseudonym, expiredBefore: now + .milliseconds(1))
        try await scan(.receipt, expired) { line in
            leftover.insert(line.key.record)
        }
        return leftover
    }

    /// A first look at a stored receipt: the lists it stands in, and whether it must be looked at again.
    mutating func takeReceipt(_ row: StoredRecord) {
        let commit = row.key.record
        unseenReceipts.remove(commit)
        if logged.receipts.fault(of: row, commit) != nil { doubtedReceipts.insert(commit) }
        for line in lines(of: row) ?? [] { receiptLines.insert(line) }
    }

    /// Every write of the last month has its receipt, and every receipt its write.
    mutating func verifyReceipts() async throws(NotesError) {
        for commit in doubtedReceipts.union(unseenReceipts).sorted() {
            let key = ReceiptRecord.key(commit.bytes, core.tenant)
            var fault: StoreReport.Finding.Kind?
            for _ in 0..<Self.attempts {
                let row = try await core.fetch([key])[0]
                fault = logged.receipts.fault(of: row, commit)
                // A receipt that was written meanwhile is known once its entry is.
                guard fault != nil, try await learnNewEntries() else { break }
                fault = logged.receipts.fault(of: row, commit)
            }
            if let fault { findings.add(fault, key) }
        }
        try await verifyReceiptIndex()
    }

    /// The lists that a receipt stands in; `nil` if it does not open, so that nothing is known of them.
    private func lines(of row: StoredRecord?) -> Set<Line>? {
        guard let row else { return [] }
        guard let receipt = try? ReceiptRecord(opening: row, keys) else { return nil }
        return Set(receipt.index(keys).map { Line(key: row.key, entry: $0) })
    }

    private mutating func verifyReceiptIndex() async throws(NotesError) {
        var found: Set<Line> = []
        try await scan(.receipt) { line in found.insert(line) }
        var differing = Set(found.symmetricDifference(receiptLines).map(\.key))
        // Receipts that are written or removed meanwhile are looked at again.
        for _ in 0..<Self.attempts where !differing.isEmpty {
            let order = differing.sorted()
            let before = try await core.fetch(order)
            var present: [RecordKey: Set<Line>] = [:]
            try await scan(.receipt) { line in
                if differing.contains(line.key) { present[line.key, default: []].insert(line) }
            }
            let after = try await core.fetch(order)
            for (place, key) in order.enumerated() where before[place] == after[place] {
                differing.remove(key)
                guard let due = lines(of: after[place]) else { continue }
                let actual = present[key] ?? []
                if !due.isSubset(of: actual) { findings.add(.indexEntryMissing, key) }
                if !actual.isSubset(of: due) { findings.add(.indexEntryUnexpected, key) }
            }
        }
    }
}

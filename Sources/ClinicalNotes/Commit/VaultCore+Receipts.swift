internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension VaultCore {
    /// What became of a write that carries a receipt.
    enum WriteOutcome {
        /// It was carried out.
        case written
        /// It had been carried out before, with this answer; nothing was written.
        case earlier(answer: [UInt8])
        /// Nothing was written: others were faster and changed these records.
        case conflict([RecordKey])
    }

    /// How long an expired receipt stays: longer than a clock may be ahead and still be believed, so that none is removed
    /// that another vault, or a verification, still counts on.
    private static let grace: Duration = ClockReading.bound + .seconds(86_400)
    /// How many receipts are removed at a time; more than are written between two times.
    private static let swept = 512

    /// Carries a transaction out unless its request was carried out before.
    ///
    /// - Parameters:
    ///   - transaction: The changes, and the entries that record them.
    ///   - request: Who asked for what, under which key.
    ///   - answer: The bytes that a repeat gets.
    ///   - replaced: The store's revision of the expired receipt that stands in the new one's place, 0 if none does;
    ///     brought up to what a conflict shows.
    /// - Returns: What became of it.
    /// - Throws: ``NotesError``: `idempotencyMismatch` if another request was carried out under the same key.
    func commit(
        _ transaction: inout Transaction,
        of request: WriteRequest,
        answering answer: [UInt8],
        replacing replaced: inout UInt64
    ) async throws(NotesError) -> WriteOutcome {
        let keys = transaction.keys
        let receipt = NewReceipt(
            commit: request.commit(keys),
            digest: request.digest(keys),
            answer: answer,
            replaced: replaced
        )
        switch try await commit(try transaction.batch(receipt: receipt)) {
        case .committed: return .written
        case .outcomeUnknown: throw NotesError(.outcomeUnknown)
        case .conflict(let moved):
            guard moved.contains(ReceiptRecord.key(receipt.commit, tenant)) else { return .conflict(moved) }
            let found = try await stored(request, keys)
            if let answer = found.answer { return .earlier(answer: answer) }
            replaced = found.revision
            return .conflict(moved)
        }
    }

    /// The answer that an earlier commit of the same request got.
    func earlier(_ request: WriteRequest) async throws(NotesError) -> [UInt8]? {
        try await stored(request, try await tenantKeys()).answer
    }

    /// What stands where a request's receipt belongs: its answer unless it expired, and the row's revision, 0 if absent.
    private func stored(
        _ request: WriteRequest,
        _ keys: TenantKeys
    ) async throws(NotesError) -> (answer: [UInt8]?, revision: UInt64) {
        guard let row = try await fetch([ReceiptRecord.key(request.commit(keys), tenant)])[0] else {
            return (nil, 0)
        }
        guard let receipt = try? ReceiptRecord(opening: row, keys) else {
            throw NotesError(.tampered, at: "receipt", of: row.key)
        }
        // By a clock that jumped ahead nothing expires: a repeat must not be carried out twice.
        if receipt.expires <= now, receipt.expires <= (try await settledNow()) { return (nil, row.revision) }
        guard receipt.digest == request.digest(keys) else {
            throw NotesError(.idempotencyMismatch, at: "idempotencyKey")
        }
        return (receipt.answer, row.revision)
    }

    /// Removes receipts that expired more than eight days ago, a bounded number; what fails is left to the next time.
    ///
    /// While the clock is far ahead of the log, by the time that the log tells.
    func sweepReceipts() async {
        _ = try? await removeExpiredReceipts()
    }

    private func removeExpiredReceipts() async throws {
        let keys = try await tenantKeys()
        let end = try await settledNow() + (.zero - Self.grace)
        let page = try await scan(
            IndexQuery(
                tenant: tenant,
                collection: .receipt,
                predicate: .receipts(keys.receiptsPseudonym, expiredBefore: end),
                order: .ascending,
                limit: Self.swept
            )
        )
        // The index only points; what the receipt itself says counts.
        let expired = try await fetch(page.hits.map(\.key)).compactMap { row -> StoredRecord? in
            guard let row, let receipt = try? ReceiptRecord(opening: row, keys) else { return nil }
            return receipt.expires < end ? row : nil
        }
        guard !expired.isEmpty else { return }
        _ = try await commitUncounted(
            WriteBatch(
                tenant: tenant,
                expectations: expired.map { Expectation($0.key, at: $0.revision) },
                writes: expired.map { .delete($0.key) }
            )
        )
    }
}

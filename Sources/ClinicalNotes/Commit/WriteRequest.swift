internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// One intended write: who wants it, under which idempotency key, and a digest of what was asked.
struct WriteRequest {
    private static let lifetime: Duration = .seconds(30 * 24 * 60 * 60)

    let principal: PrincipalID
    let key: IdempotencyKey
    /// The request's canonical bytes; only a keyed hash of them is kept.
    let content: [UInt8]

    init(_ principal: PrincipalID, _ key: IdempotencyKey, _ name: String, _ fill: (inout ByteWriter) -> Void)
    {
        self.principal = principal
        self.key = key
        var writer = ByteWriter(capacity: 256)
        writer.text(name)
        fill(&writer)
        content = writer.bytes
    }

    func commit(_ keys: TenantKeys) -> Bytes16 {
        keys.pseudonym("commit", [principal.bytes.bytes, Array(key.value.utf8)])
    }

    func digest(_ keys: TenantKeys) -> Bytes16 { keys.pseudonym("request", [content]) }

    func receipt(
        _ value: [UInt8],
        _ keys: TenantKeys,
        now: Instant,
        _ entropy: Entropy
    ) throws(CryptoError) -> WriteBatch.Receipt {
        let commit = commit(keys)
        return WriteBatch.Receipt(
            commit: commit,
            digest: digest(keys),
            value: try Envelope.seal(
                value,
                as: .receipt,
                at: place(commit, keys.tenant),
                padding: .bucket,
                under: keys.secret.key,
                entropy: entropy
            ),
            expires: now + Self.lifetime
        )
    }

    func open(_ receipt: [UInt8], _ keys: TenantKeys) throws(CryptoError) -> [UInt8] {
        try Envelope.open(receipt, as: .receipt, at: place(commit(keys), keys.tenant), under: keys.secret.key)
    }

    private func place(_ commit: Bytes16, _ tenant: TenantID) -> Place {
        OwnerRecords(tenant: tenant, owner: OwnerID(tenant.bytes)).place(RecordID(commit))
    }
}

extension VaultCore {
    private static let attempts = 16

    /// Carries a write out once, however often it is asked for.
    ///
    /// - Parameters:
    ///   - request: Who asks for what, under which key.
    ///   - session: The session whose principal's guard the commit expects, if it does.
    ///   - body: Makes the changes and gives the bytes of the receipt; run again if others were faster.
    /// - Returns: The receipt of this commit, or of the earlier one under the same key.
    /// - Throws: ``VaultError``, or what `body` throws when no earlier commit explains it.
    func write(
        _ request: WriteRequest,
        by session: NoteSession? = nil,
        _ body: (inout Transaction) async throws -> [UInt8]
    ) async throws -> [UInt8] {
        let keys = try await tenantKeys()
        for _ in 0..<Self.attempts {
            var transaction = Transaction(self, keys: keys)
            let value: [UInt8]
            let refused = PostponedRefusals()
            do {
                value = try await PostponedRefusals.$current.withValue(refused) {
                    try await body(&transaction)
                }
            } catch {
                // A repeat of a write that is done meets the state it left, so its own answer comes first, and what
                // that state refuses was not refused.
                if let earlier = try await earlier(request) { return earlier }
                for entry in refused.entries { try await refusals.record(entry, self) }
                throw error
            }
            let receipt = try seal(value, for: request, keys, transaction.now)
            switch try await commit(try transaction.batch(receipt: receipt)) {
            case .committed: return value
            case .repeated(let earlier): return try open(earlier, of: request, keys)
            case .receiptMismatch: throw VaultError(.idempotencyMismatch, at: "idempotencyKey")
            case .outcomeUnknown: throw VaultError(.outcomeUnknown)
            case .conflict: try await session?.refreshStanding()
            }
        }
        throw VaultError(.conflict)
    }

    /// The receipt of an earlier commit, asked for by a batch that cannot write anything.
    func earlier(_ request: WriteRequest) async throws(VaultError) -> [UInt8]? {
        let keys = try await tenantKeys()
        let probe = WriteBatch(
            tenant: tenant,
            receipt: try seal([], for: request, keys, now),
            expectations: [Expectation(TenantRecord.key(tenant), at: .max)],
            writes: []
        )
        switch try await commit(probe) {
        case .repeated(let earlier): return try open(earlier, of: request, keys)
        case .receiptMismatch: throw VaultError(.idempotencyMismatch, at: "idempotencyKey")
        default: return nil
        }
    }

    private func seal(
        _ value: [UInt8],
        for request: WriteRequest,
        _ keys: TenantKeys,
        _ now: Instant
    ) throws(VaultError) -> WriteBatch.Receipt {
        do throws(CryptoError) {
            return try request.receipt(value, keys, now: now, environment.entropy)
        } catch {
            throw VaultError(error)
        }
    }

    private func open(
        _ receipt: [UInt8],
        of request: WriteRequest,
        _ keys: TenantKeys
    ) throws(VaultError) -> [UInt8] {
        do throws(CryptoError) {
            return try request.open(receipt, keys)
        } catch {
            throw VaultError(error)
        }
    }
}

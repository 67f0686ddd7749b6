internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// One intended write: who wants it, under which idempotency key, and a digest of what was asked.
struct WriteRequest {
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

    /// The id of the commit: it names the receipt.
    func commit(_ keys: TenantKeys) -> Bytes16 {
        keys.pseudonym("commit", [principal.bytes.bytes, Array(key.value.utf8)])
    }

    /// Tells this request from another one under the same key.
    func digest(_ keys: TenantKeys) -> Bytes16 { keys.pseudonym("request", [content]) }
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
        var standing: UInt64 = 0
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
                let answer: [UInt8]?
                do throws(VaultError) {
                    answer = try await earlier(request)
                } catch let unknown {
                    // Of another request under the same key nothing is done or told, and nothing is written.
                    guard unknown.code != .idempotencyMismatch else { throw unknown }
                    for entry in refused.entries { try await refusals.record(entry, self) }
                    throw unknown
                }
                if let answer {
                    try await session?.refreshStanding()
                    return answer
                }
                for entry in refused.entries { try await refusals.record(entry, self) }
                throw error
            }
            switch try await commit(&transaction, of: request, answering: value, replacing: &standing) {
            case .written: return value
            case .earlier(let answer):
                // An answer is no right that outlives the enrolment of who got it.
                try await session?.refreshStanding()
                return answer
            case .conflict: try await session?.refreshStanding()
            }
        }
        throw VaultError(.conflict)
    }
}

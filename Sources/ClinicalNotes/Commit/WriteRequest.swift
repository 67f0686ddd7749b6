internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// One intended write: who wants it, under which idempotency key, and a digest of what was asked.
struct WriteRequest {
    let principal: PrincipalID
    let key: IdempotencyKey
    /// The request in its canonical form; only a keyed hash of it is kept, and words are in it by reference.
    let content: ByteWriter

    init(_ principal: PrincipalID, _ key: IdempotencyKey, _ name: String, _ fill: (inout ByteWriter) -> Void)
    {
        self.principal = principal
        self.key = key
        var writer = ByteWriter(capacity: 256)
        writer.text(name)
        fill(&writer)
        content = writer
    }

    /// The id of the commit: it names the receipt.
    func commit(_ keys: TenantKeys) -> Bytes16 {
        keys.pseudonym("commit", [principal.bytes.bytes, Array(key.value.utf8)])
    }

    /// Tells this request from another one under the same key.
    func digest(_ keys: TenantKeys) -> Bytes16 { keys.pseudonym("request", content) }
}

extension VaultCore {
    /// Carries a write out once, however often it is asked for, as soon as those who write the same let it.
    ///
    /// - Parameters:
    ///   - request: Who asks for what, under which key.
    ///   - session: The session whose principal's guard the commit expects, if it does.
    ///   - owner: An owner that will be changed, if it is known before.
    ///   - body: Makes the changes and gives the bytes of the receipt; run again if others were faster.
    /// - Returns: The receipt of this commit, or of the earlier one under the same key.
    /// - Throws: ``NotesError``.
    func write(
        _ request: WriteRequest,
        by session: NoteSession? = nil,
        changing owner: OwnerID? = nil,
        _ body: (inout Transaction) async throws -> [UInt8]
    ) async throws(NotesError) -> [UInt8] {
        try await inTime {
            let keys = try await tenantKeys()
            var contention = Contention(self)
            defer { contention.end() }
            _ = try await contention.waits(for: Set([owner].compactMap { $0 }))
            var replaced: UInt64 = 0
            while true {
                var transaction = Transaction(self, keys: keys)
                let value: [UInt8]
                switch try await attempt(request, &transaction, body) {
                case .made(let made): value = made
                case .earlier(let answer):
                    try await session?.refreshSnapshot()
                    return answer
                }
                let owners = Set(transaction.editors.keys)
                // Whoever finds others waiting waits too; what was made of an older state is made anew.
                if try await contention.waits(for: owners) {
                    try await session?.refreshSnapshot()
                    continue
                }
                switch try await commit(&transaction, of: request, answering: value, replacing: &replaced) {
                case .written: return value
                case .earlier(let answer):
                    // An answer is no right that outlives the enrollment of who got it.
                    try await session?.refreshSnapshot()
                    return answer
                case .conflict(let moved):
                    try await contention.overtaken(at: owners.intersection(moved.map(\.owner)))
                    try await session?.refreshSnapshot()
                }
            }
        }
    }

    /// What one attempt came to.
    private enum Attempt {
        /// The changes are made, with this answer.
        case made([UInt8])
        /// The write was carried out before, with this answer.
        case earlier([UInt8])
    }

    private func attempt(
        _ request: WriteRequest,
        _ transaction: inout Transaction,
        _ body: (inout Transaction) async throws -> [UInt8]
    ) async throws -> Attempt {
        do {
            return .made(try await body(&transaction))
        } catch {
            // A repeat of a write that is done meets the state it left, so its own answer comes first, and what
            // that state refuses was not refused.
            let answer: [UInt8]?
            do throws(NotesError) {
                answer = try await earlier(request)
            } catch let unknown {
                // Of another request under the same key nothing is done or told, and nothing is written.
                guard unknown.code != .idempotencyMismatch, let denial = error as? Denial else {
                    throw unknown
                }
                throw Denial(denial.entry) { unknown }
            }
            if let answer { return .earlier(answer) }
            throw error
        }
    }
}

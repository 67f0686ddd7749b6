internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension VaultCore {
    /// The owner of what is on record about the practice itself.
    var practice: OwnerID { tenant.owner }

    /// Learns which recoveries are on the practice's record.
    func loadDeclarations() async throws(NotesError) {
        declarations.replace(try await declared().all)
    }

    /// The one place where what is told in sentences is put together: it names what one person alone declared.
    func explanation(_ sentences: [String]) -> String {
        (sentences + declarations.alone.map(\.sentence)).joined(separator: " ")
    }

    /// What is on the practice's record, and the guard that moves when it changes.
    func declared() async throws(NotesError) -> (all: [RecoveryDeclaration], guard: Expectation) {
        let none = Expectation(records(practice).epochGuard, at: 0)
        guard let first = try await view([practice: []]).owners[practice] else { return ([], none) }
        let pages = Set(0..<UInt32(first.head.pageHashes.count))
        guard let whole = try await view([practice: pages]).owners[practice] else { return ([], none) }
        let ids = whole.pages.values.flatMap { $0.entries.map(\.record) }.sorted()
        let filed = try await filed(ids, of: practice, as: .declaration)
        var found: [RecoveryDeclaration] = []
        for bytes in filed?.contents ?? [] {
            do throws(MalformedBytes) {
                var reader = ByteReader(bytes)
                found.append(try RecoveryDeclaration(from: &reader))
                try reader.finish()
            } catch {
                throw NotesError(.tampered, at: "practice")
            }
        }
        // What ends something comes after it, in the same moment too.
        let sorted = found.sorted { ($0.at, $0.kind.description) < ($1.at, $1.kind.description) }
        return (sorted, whole.guardExpectation)
    }

    /// Puts a recovery on the practice's record, and in its audit log; once, however often it is asked for.
    ///
    /// - Parameters:
    ///   - request: What was approved.
    ///   - consent: On whose word.
    ///   - role: The role of who approved first.
    ///   - earlier: Recoveries that were declared before, to be filed too if they are not on record any more.
    /// - Returns: What is on record of it.
    /// - Throws: ``NotesError``.
    func declare(
        _ request: RecoveryRequest,
        on consent: RecoveryConsent,
        as role: PrincipalRole,
        after earlier: [RecoveryDeclaration] = []
    ) async throws(NotesError) -> RecoveryDeclaration {
        let declaration = RecoveryDeclaration(
            request.kind,
            at: request.at,
            by: consent.approvals.map(\.principal),
            alone: consent.reason
        )
        for _ in 0..<16 {
            let (recorded, expectation) = try await declared()
            let due = (earlier + [declaration]).filter { !recorded.contains($0) }
            guard !due.isEmpty else { return declaration }
            guard request.kind != .soloPractice || !recorded.isSolo else {
                throw NotesError(.nothingToRecover, at: "practice")
            }
            var transaction = Transaction(self, keys: try await tenantKeys())
            transaction.expect(expectation)
            try await begin(practice, in: &transaction)
            try transaction.change(practice) { (editor) throws(CryptoError) in
                for declaration in due { try editor.store(declaration) }
            }
            transaction.record(declaration.entry(on: .owner(practice), as: role, at: transaction.now))
            switch try await commitApart(&transaction) {
            case .committed: return declaration
            case .conflict: continue
            case .outcomeUnknown: throw NotesError(.outcomeUnknown, at: "store")
            }
        }
        throw NotesError(.conflict, at: "practice")
    }

    /// Commits what belongs to a recovery, and begins no integration of the audit log: its anchor may be ahead of it.
    func commitApart(_ transaction: inout Transaction) async throws(NotesError) -> CommitOutcome {
        let recorded = try transaction.batch(receipt: nil)
        let outcome = try await commitUncounted(recorded.batch, recording: recorded.entries)
        if case .committed = outcome { caches.newest.note(recorded.heads) }
        return outcome
    }

    /// Begins to change the practice's own record, or begins it.
    func begin(_ practice: OwnerID, in transaction: inout Transaction) async throws(NotesError) {
        if let view = try await editableView(practice) {
            transaction.edit(view)
        } else {
            try transaction.create(practice)
        }
    }
}

extension OwnerEditor {
    /// Files a recovery that was declared.
    mutating func store(_ declaration: RecoveryDeclaration) throws(CryptoError) {
        let record = newRecord()
        try store(.declaration, declaration.encoded, as: record)
        raisesEpoch = true
    }
}

extension RecoveryDeclaration {
    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 128)
        encode(into: &writer)
        return writer.bytes
    }

    /// The audit entry of something that the recovery changed.
    func entry(
        on target: AuditTarget,
        as role: PrincipalRole,
        at now: Instant
    ) -> AuditEntry {
        let approver = approvers.first ?? target.owner.principal
        return AuditActor(principal: approver, role: role, purpose: .operations, declared: codes)
            .entry(kind.event, .edit, on: target, at: now)
    }
}

internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteSession {
    /// What the practice still owes, the most urgent first.
    ///
    /// Read from the audit log, where every duty was written in the commit of the decision that brought it; so a long log
    /// takes long. Administrators and operations staff see all duties but those of their own refused requests, other staff
    /// those that their own acts brought: a duty of a refusal would tell whoever was refused that there is a note.
    ///
    /// - Parameter incomplete: Whether to give those that are known of where the audit log cannot be read as it was written, for ever
    ///   or until a backup is restored; a duty may be missing then, and ``NoteVault/verify(by:goingOnFrom:telling:)`` tells what is wrong.
    /// - Returns: The open duties; identifiers and codes only.
    /// - Throws: ``NotesError`` with `notStaff` for anybody but verified staff of the practice, `tampered` where a duty may be missing,
    ///   unless `incomplete`.
    public func duties(evenIfIncomplete incomplete: Bool = false) async throws(NotesError) -> [Duty] {
        try await handOut { session, now in
            try await session.requireStaff()
            let list = try await core.openDuties()
            // A shorter list would be taken for the whole one.
            guard list.isWhole || incomplete else { throw NotesError(.tampered, at: "audit") }
            let entry = session.entry(.list, .read, on: .owner(core.practice), at: now)
            return Unrecorded(list.duties.filter(session.maySee), guards: [], recordedBy: entry)
        }
    }

    /// Records that a duty was carried out.
    ///
    /// The words are sealed in the record that the duty is about: the letter that was sent, the review that was made, the
    /// reason that was given. The audit log tells that the duty was discharged, by whom and when.
    ///
    /// - Parameters:
    ///   - duty: The duty.
    ///   - words: What was written; needed for `record-reason` and `document-emergency`.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `notFound` for what is no open duty that this principal may see, `invalidInput` for
    ///   words that are missing, `notStaff` for anybody but verified staff of the practice, `notSolo` for who would review what
    ///   they declared themselves.
    public func discharge(
        _ duty: Duty.ID,
        words: ClinicalText? = nil,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        guard words != nil || !duty.obligation.needsWords else {
            throw NotesError(.invalidInput, at: "words")
        }
        try words?.checkSize()
        let request = WriteRequest(principal, idempotencyKey, "discharge") { writer in
            writer.integer(duty.position)
            writer.text(duty.obligation.rawValue)
            writer.optional(words) { $1.describe(into: &$0) }
        }
        _ = try await core.write(request, by: self) { transaction in
            let session = pinned()
            try await session.requireStaff()
            // What is not there is looked for like what is another's business.
            let owner = try await core.auditEntry(at: duty.position)?.owner ?? core.practice
            let seen = try await core.view([owner: []]).owners[owner]
            guard let open = try await core.openDuties()[duty], session.maySee(open) else {
                throw NotesError(.notFound, at: "duty")
            }
            // The owner is viewed before the duty is looked up, and changed with it: of two who discharge it at once, the
            // second one meets a conflict, looks again and finds no open duty.
            if let seen, let view = try await core.editableView(owner) {
                transaction.expect(Expectation(view.records.head, at: seen.headRevision))
                transaction.edit(view)
            }
            // Nobody reviews what they declared themselves, unless there is nobody else.
            let isReview = open.obligation == .breakGlassAudit
            let isOwn =
                isReview ? try await !core.selves(of: principal, among: [open.principal]).isEmpty : false
            if isOwn { try await core.requireSolo(of: principal, in: &transaction) }
            let now = transaction.now
            // Somebody who was refused before there was a record has none that words could be kept in.
            if words != nil || transaction.editors[open.owner] != nil {
                let reason = NoteReason(
                    note: open.note ?? NoteID(owner: open.owner, record: RecordID(.zero)),
                    by: principal,
                    at: now,
                    words: words ?? ""
                )
                try transaction.change(open.owner) { (editor) throws(CryptoError) in
                    try editor.store(.reason, reason.encoded, as: editor.newRecord())
                }
            }
            transaction.expect(session.state.current.guardExpectation)
            let settled = AuditEntry.Settled(position: duty.position, obligation: duty.obligation.rawValue)
            let target = AuditTarget(owner: open.owner, record: open.note?.record)
            transaction.record(session.entry(.discharge, open.action, on: target, at: now).settling(settled))
            return []
        }
    }

    /// Whether a duty is this principal's business: everybody's of the practice's compliance staff, one's own otherwise.
    ///
    /// What was refused is never the business of who asked, by whichever id: it may be hidden from them.
    func maySee(_ duty: Duty) -> Bool {
        let isCompliance = role == .administrator || role == .operations
        let isOwn = duty.principal == principal
        guard duty.wasRefused else { return isCompliance || isOwn }
        return isCompliance && !isOwn && !state.current.linked.contains(duty.principal)
    }

    func requireStaff() async throws(NotesError) {
        guard isInHouse, await relationships.isVerified(principal, at: core.now) == .known(true) else {
            throw NotesError(.notStaff)
        }
    }
}

extension VaultCore {
    /// The duties that the whole audit log leaves open; read a second time where it does not seem whole, since a store may
    /// answer wrongly once.
    func openDuties() async throws(NotesError) -> DutyList {
        let list = try await readDuties()
        return list.isWhole ? list : try await readDuties()
    }

    private func readDuties() async throws(NotesError) -> DutyList {
        var list = DutyList()
        list.isWhole = try await forEachAuditEntry { list.learn($0.entry, at: $0.position) }
        return list
    }
}

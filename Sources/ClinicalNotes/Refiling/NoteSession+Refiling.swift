internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Moves a note from the wrong patient's chart to the right one, in one commit, with its addenda.
    ///
    /// For its author, who must be one who may begin notes about the right patients; and for a supervisor or the privacy officer
    /// where nobody who wrote it is left, a note in granted custody only by who holds a key to it: then the new note says so
    /// (``Vouching/refiled(by:at:)``).
    ///
    /// - The new note has the words, the authors, the time span and the date of the old one. Every revision that was signed goes along
    ///   as it was signed, ``originals(of:)``; who refiles it signs that these are its words. What concerns single subjects alone goes
    ///   to who stands at the same place of the new ones.
    /// - The old one is entered in error as the wrong patient's, and its keys are removed: from then on nothing opens it. A
    ///   draft, which nobody but its author saw, is discarded.
    /// - Releases, holds, grants, papers that name it, requests to amend it and others' words beside it stay behind, as do the claims of
    ///   authors whom nobody confirmed.
    /// - Who saw it on the wrong chart is found out for the assessment of a breach, 45 CFR 164.402: a duty from then on, if it was
    ///   none yet; ``exposure(for:)`` lists them.
    ///
    /// - Parameters:
    ///   - note: A note, or one that was entered in error as the wrong patient's.
    ///   - subjects: Whom it is about; as many as were named, where parts of it concern single ones.
    ///   - reason: Why; sealed in the wrong patient's record.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The note on the right chart.
    /// - Throws: ``NotesError``: `keyringRequired`; `keyMissing` without a key to it; `invalidInput` at `subjects` for those whom it
    ///   is about already; `authorNotEnrolled` if another of its originators has no keys; `invalidTransition` for an addendum by itself, for a
    ///   note that was refiled already, for an imported one, whose source has it where it stands, and for one with attachments.
    public func refile(
        _ note: NoteID,
        to subjects: [PatientID],
        reason: ClinicalText,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) -> NoteID {
        guard let keyring = state.keyring else { throw NotesError(.keyringRequired, at: "unlocking") }
        try reason.checkSize()
        guard !subjects.isEmpty else { throw NotesError(ModelError(.noSubjects)) }
        guard Set(subjects).count == subjects.count else { throw NotesError(ModelError(.repeatedSubject)) }
        let request = WriteRequest(principal, idempotencyKey, "refile") { writer in
            writer.noteID(note)
            writer.list(subjects) { $0.identifier($1) }
            reason.describe(into: &writer)
        }
        let receipt = try await core.write(request, by: self, changing: note.owner) { transaction in
            let session = pinned()
            let moved = try await session.requireRefiling(of: note, at: transaction.now)
            var refiling = Refiling(session: session, keyring: keyring, to: subjects, moved, transaction.keys)
            try await refiling.open(at: transaction.now)
            let decisions = try await session.requireCreation(
                of: refiling.headers,
                about: subjects,
                as: refiling.isForOthers ? .markEnteredInError : .create,
                in: &transaction
            )
            let made = try await refiling.carryOut(because: reason, decisions, in: &transaction)
            transaction.expect(session.state.current.guardExpectation)
            return Receipt.notes(made)
        }
        try await keepClosed(note)
        return try Receipt.note(in: receipt)
    }

    /// A note that may be moved away, with what must move along: its addenda, each decided on like it.
    private func requireRefiling(of id: NoteID, at now: Instant) async throws -> [Refiling.Moved] {
        let isDraft = try await core.loadHeaders([id])[id]?.header.status == .draft
        let action: NoteAction = isDraft ? .delete : .markEnteredInError
        while true {
            let header = try await requireForChange(action, id, at: now).note.header
            guard header.relation == nil, !header.isImported, header.withdrawal?.refiled == nil,
                header.attachments.isEmpty, !isDraft || header.amendmentRequests.isEmpty
            else { throw NotesError(.invalidTransition, at: "note") }
            // A patient's own words stay with whose chart they were written on.
            let beside = try await core.loadHeaders(header.addenda)
            let addenda = header.addenda.filter { beside[$0]?.header.relation == .addendum(to: id) }
            let decided = try await requireForChange(action, [id] + addenda, of: id.owner, at: now).decided
            guard decided[0].note.header == header else { continue }
            guard decided.allSatisfy(\.note.header.attachments.isEmpty) else {
                throw NotesError(.invalidTransition, at: "note")
            }
            return decided.map { Refiling.Moved(note: $0.note, decision: $0.decision, action: action) }
        }
    }

    /// Keeps outside the store that a note is closed for good, with what went along.
    private func keepClosed(_ note: NoteID) async throws(NotesError) {
        guard let closed = try await core.loadHeaders([note])[note] else {
            return try await core.keep(.discard(note))
        }
        for id in [note] + closed.header.addenda { try await core.keep(.withdrawal(id)) }
    }
}

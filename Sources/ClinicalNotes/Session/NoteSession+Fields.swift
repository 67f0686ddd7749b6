internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteSession {
    /// Changes fields of the author's own draft; the others, its parts and all that is known of it stay.
    ///
    /// ```swift
    /// let draft = try await desk.read(visit.summary)
    /// try await desk.edit(draft.id, expecting: draft.revision) { (summary: inout SessionSummary) in
    ///     summary.plan = "Every two weeks"
    /// }
    /// ```
    ///
    /// The words are opened in memory only, to be sealed again; they are the author's own. A repeat under the same idempotency key is the same write,
    /// whatever the closure does.
    ///
    /// - Parameters:
    ///   - note: The draft.
    ///   - revision: The revision that was read, ``OpenedNote/revision``.
    ///   - part: Which part; the one for everyone unless told otherwise.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    ///   - change: Changes the content; run again if others wrote elsewhere in the record meanwhile.
    /// - Throws: ``NotesError`` with `staleRevision` if the note was changed since, `invalidInput` at `content` for another template.
    public func edit<Content: NoteContent>(
        _ note: NoteID,
        expecting revision: UInt64,
        part: NotePart = .everyone,
        idempotencyKey: IdempotencyKey = .fresh(),
        _ change: (inout Content) -> Void
    ) async throws(NotesError) {
        let describe = { (writer: inout ByteWriter) in part.encode(into: &writer) }
        try await self.change(note, .editFields, idempotencyKey, expecting: revision, describe) { changing in
            try changing.revise(part: part, signing: nil, change)
        }
    }

    /// Corrects fields of a signed note by a new signed revision; the earlier one is kept, and the other fields stay.
    ///
    /// As ``edit(_:expecting:part:idempotencyKey:_:)`` of a draft.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - revision: The revision that was read, ``OpenedNote/revision``.
    ///   - part: Which part; the one for everyone unless told otherwise.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    ///   - change: Changes the content; run again if others wrote elsewhere in the record meanwhile.
    /// - Throws: ``NotesError`` with `staleRevision` if the note was changed since, `keyringRequired`.
    public func amend<Content: NoteContent>(
        _ note: NoteID,
        expecting revision: UInt64,
        part: NotePart = .everyone,
        idempotencyKey: IdempotencyKey = .fresh(),
        _ change: (inout Content) -> Void
    ) async throws(NotesError) {
        let signer = try authorSigner()
        let describe = { (writer: inout ByteWriter) in part.encode(into: &writer) }
        try await self.change(note, .amendFields, idempotencyKey, expecting: revision, describe) { changing in
            try changing.revise(part: part, signing: signer, change)
        }
    }

    /// Signs both notes of a session in one commit: both are signed, or none.
    ///
    /// - Parameters:
    ///   - visit: The session, as it was documented.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``, as of signing each.
    public func sign(
        _ visit: DocumentedSession,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        let signer = try authorSigner()
        let ids = [visit.summary] + [visit.analysis].compactMap { $0 }
        let owner = visit.summary.owner
        guard ids.allSatisfy({ $0.owner == owner }) else { throw NotesError(.invalidInput, at: "visit") }
        let request = WriteRequest(principal, idempotencyKey, "sign-session") { writer in
            writer.list(ids) { $0.noteID($1) }
        }
        _ = try await core.write(request, by: self, changing: owner) { transaction in
            let session = pinned()
            let now = transaction.now
            let (view, decided) = try await session.requireForChange(.sign, ids, of: owner, at: now)
            var editor = OwnerEditor(view, keys: transaction.keys, core.environment.entropy)
            for (note, decision) in decided {
                var change = NoteChange(
                    session: session,
                    note: note,
                    decision: decision,
                    now: now,
                    keys: transaction.keys,
                    header: note.header,
                    editor: editor,
                    made: [note.id]
                )
                change.header.status =
                    try NoteLifecycle.status(after: .sign, from: note.header.status) ?? note.header.status
                try change.resign(signing: signer)
                editor = change.editor
                transaction.record(
                    session.entry(
                        .decision,
                        .sign,
                        on: .note(note.id, revision: change.header.revision),
                        decision: decision,
                        at: now
                    )
                )
            }
            editor.raisesEpoch = true
            transaction.take(editor)
            transaction.expect(session.state.current.guardExpectation)
            return Receipt.notes(ids)
        }
    }
}

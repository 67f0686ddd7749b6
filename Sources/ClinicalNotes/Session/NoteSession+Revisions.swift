internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Opens every revision of a note that was signed, and the draft as it stands: what was corrected, by whom and when.
    ///
    /// Decided and recorded as a reading, for those who may read all of the note. Every signature is checked. What was signed
    /// before a note was refiled is told by ``originals(of:)``.
    ///
    /// - Parameter note: The note.
    /// - Returns: The revisions, the oldest first; none of a note that was refiled, which has them now.
    /// - Throws: ``NotesError`` as ``read(_:)-(NoteID)``.
    public func revisions(of note: NoteID) async throws(NotesError) -> [NoteRevision] {
        try await whole(note) {
            $0.header.history.map(\.locator)
        } opening: { (opener, note, rows) throws(CryptoError) in
            guard note.header.withdrawal?.refiled == nil else { return [] }
            let key = try opener.noteKeys.noteKey(of: note)
            var readers: [RevisionReader] = []
            for (past, row) in zip(note.header.history, rows) {
                guard let row else { throw CryptoError(.cannotOpen) }
                readers.append(try opener.authenticReader(past, row, of: note))
            }
            readers.append(try opener.authenticReader(note))
            return try readers.map { (reader) throws(CryptoError) in
                let number = reader.manifest.place.revision
                return NoteRevision(
                    revision: number,
                    signature: NoteSignature(reader.manifest),
                    cosignatures: note.header.cosignatures.filter { $0.revision == number }
                        .map { NoteSignature($0) },
                    fields: try reader.fields(under: key.key)
                )
            }
        }
    }

    /// Hands out something about a note, decided and recorded as a reading of all of it.
    ///
    /// - Parameters:
    ///   - id: The note.
    ///   - locators: Further records of the note that are needed, in the collection of earlier revisions.
    ///   - open: Opens them, under the vault's leave.
    /// - Returns: What was opened.
    /// - Throws: ``NotesError`` as a reading.
    func whole<Value>(
        _ id: NoteID,
        _ locators: @Sendable (LoadedNote) -> [RecordID],
        opening open: @Sendable (NoteOpener, LoadedNote, [StoredRecord?]) throws(CryptoError) -> Value
    ) async throws(NotesError) -> Value {
        try await handOut { session, now in
            let action = session.readingAction
            let loaded = try await core.load([id])
            let requests = await session.ask(action, about: [id], loaded, at: now).requests
            let evaluation = Permit.evaluate(
                requests,
                by: core.policy,
                discharged: session.circumstances.discharged
            )
            guard let found = loaded[id], let decision = evaluation.permit.decisions[id],
                decision.visibility == .everything
            else {
                if let blocked = evaluation.blocked[id] {
                    let duties = blocked.openDuties(session.circumstances.discharged)
                    throw session.denial(blocked, until: duties, action, .note(id), at: now)
                }
                throw session.denial(evaluation.denied[id], action, .note(id), at: now)
            }
            let rows = try await core.fetch(locators(found).map { found.view.records.history($0) })
            let opener = NoteOpener(
                noteKeys: session.noteKeys(try await core.tenantKeys(), now),
                caches: core.caches
            )
            let opened: Value
            do throws(CryptoError) {
                opened = try opener.opening(found, under: evaluation.permit) { () throws(CryptoError) in
                    try open(opener, found, rows)
                }
            } catch {
                throw NotesError(opening: error)
            }
            return Unrecorded(
                opened,
                guards: [found.view.guardExpectation],
                recordedBy: session.entry(.decision, action, on: .note(found), decision: decision, at: now)
            )
        }
    }
}

extension NoteOpener {
    /// Opens something of a note that the permit names.
    fileprivate func opening<Value>(
        _ note: LoadedNote,
        under permit: borrowing Permit,
        _ open: () throws(CryptoError) -> Value
    ) throws(CryptoError) -> Value {
        guard permit.decisions[note.id] != nil else { throw CryptoError(.cannotOpen) }
        return try open()
    }
}

extension RevisionReader {
    /// All fields of a revision whose signature was checked.
    func fields(under noteKey: borrowing SecretKey) throws(CryptoError) -> [FieldAddress: SensitiveBytes] {
        var opened: [FieldAddress: SensitiveBytes] = [:]
        for field in manifest.fields {
            opened[FieldAddress(part: field.part, field: field.field)] = try open(
                part: field.part,
                field: field.field,
                noteKey: noteKey
            )
        }
        return opened
    }
}

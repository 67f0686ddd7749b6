internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Documents a counseling session in one atomic write.
    ///
    /// The statutory items go to the general record, the therapist's analysis to the psychotherapy compartment, under
    /// a key that only its author holds. Both are drafts until they are signed. Notes about several patients are kept
    /// under their group, which is put on record with the first of them.
    ///
    /// - Parameters:
    ///   - session: The session.
    ///   - attestation: What the author states about both notes beside their content.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The two notes.
    /// - Throws: ``NotesError``, also for a session that is not whole.
    public func document(
        _ session: CounselingSession,
        attesting attestation: Attestation = .none,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) -> DocumentedSession {
        do { try session.validate() } catch { throw NotesError(error) }
        var drafts = [
            draft(
                try NewContent(session.summaryParts),
                about: session.subjects,
                period: session.period,
                attesting: attestation
            )
        ]
        let analysis = session.analysisParts
        if !analysis.isEmpty {
            drafts.append(
                draft(
                    try NewContent(analysis),
                    about: session.subjects,
                    period: session.period,
                    attesting: attestation
                )
            )
        }
        let notes = try await create(drafts, "document", during: session.period, idempotencyKey)
        return DocumentedSession(summary: notes[0], analysis: notes.count > 1 ? notes[1] : nil)
    }

    /// Begins a note as a draft.
    ///
    /// - Parameters:
    ///   - content: The content; its type says which compartment it belongs to.
    ///   - subjects: Who the note is about.
    ///   - individual: What concerns single subjects alone, each in a part of its own.
    ///   - period: The time span that the note describes; now if not told. It ends a year from now at the latest.
    ///   - attestation: What the author states about the note beside its content.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The note.
    /// - Throws: ``NotesError``.
    public func draft<Content: NoteContent>(
        _ content: Content,
        about subjects: [PatientID],
        individual: [PatientID: Content] = [:],
        period: Range<Instant>? = nil,
        attesting attestation: Attestation = .none,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) -> NoteID {
        // One reading of the clock: two could run backwards.
        let now = core.now
        let new = draft(
            try parts(content, individual, about: subjects),
            about: subjects,
            period: period ?? now..<now,
            attesting: attestation
        )
        return try await create([new], "draft", during: period, idempotencyKey)[0]
    }

    /// Replaces the content of the author's own draft.
    ///
    /// - Parameters:
    ///   - note: The draft.
    ///   - content: The new content, of the same template.
    ///   - individual: What concerns single subjects alone.
    ///   - revision: The revision that was read, ``OpenedNote/revision``; nothing is checked if it is not told.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``.
    public func edit<Content: NoteContent>(
        _ note: NoteID,
        _ content: Content,
        individual: [PatientID: Content] = [:],
        expecting revision: UInt64? = nil,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        let asked = try described(content, individual)
        try await change(note, .edit, idempotencyKey, expecting: revision, { $0.append(asked) }) { change in
            let content = try parts(content, individual, about: change.note.header.subjects)
            try change.checkTemplate(content)
            try change.revise(content, signing: nil)
        }
    }

    /// Records that a decision about care was made with the author's own draft: from then on a patient who asks for the
    /// record gets it, as information blocking law has it for what is used (45 CFR 171.102).
    ///
    /// - Parameters:
    ///   - note: The draft.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``.
    public func recordUse(of note: NoteID, idempotencyKey: IdempotencyKey = .fresh()) async throws(NotesError)
    {
        try await change(note, .use, idempotencyKey) { change in
            change.header.usedForDecision = true
            try change.storeHeader()
        }
    }

    /// Signs the author's own draft; from now on the revision is immutable.
    ///
    /// What says nothing is not signed.
    ///
    /// - Parameters:
    ///   - note: The draft.
    ///   - revision: The revision that was read, ``OpenedNote/revision``; nothing is checked if it is not told.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `keyringRequired` without the author's own keys.
    public func sign(
        _ note: NoteID,
        expecting revision: UInt64? = nil,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        let signer = try authorSigner()
        try await change(note, .sign, idempotencyKey, expecting: revision) { change in
            try change.resign(signing: signer)
        }
    }

    /// Adds a supervisor's signature to a signed note.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - revision: The revision that was read, ``OpenedNote/revision``; nothing is checked if it is not told.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `keyringRequired` without the supervisor's own keys.
    public func cosign(
        _ note: NoteID,
        expecting revision: UInt64? = nil,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        guard let keyring = state.keyring else { throw NotesError(.keyringRequired, at: "unlocking") }
        try await change(note, .cosign, idempotencyKey, expecting: revision) { change in
            try change.cosign(keyring)
        }
    }

    /// Corrects a signed note by a new signed revision; the earlier one is kept.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - content: The corrected content, of the same template.
    ///   - individual: What concerns single subjects alone.
    ///   - revision: The revision that was read, ``OpenedNote/revision``; nothing is checked if it is not told.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``.
    public func amend<Content: NoteContent>(
        _ note: NoteID,
        _ content: Content,
        individual: [PatientID: Content] = [:],
        expecting revision: UInt64? = nil,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        let signer = try authorSigner()
        let asked = try described(content, individual)
        try await change(note, .amend, idempotencyKey, expecting: revision, { $0.append(asked) }) { change in
            let content = try parts(content, individual, about: change.note.header.subjects)
            try change.checkTemplate(content)
            guard !content.isBlank else { throw NotesError(.invalidInput, at: "content") }
            try change.revise(content, signing: signer)
        }
    }

    /// Adds a signed addendum beside a signed note: a note of its own, linked both ways.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - content: The addendum, of the same compartment.
    ///   - revision: The revision that was read, ``OpenedNote/revision``; nothing is checked if it is not told.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The addendum.
    /// - Throws: ``NotesError``.
    public func addend<Content: NoteContent>(
        _ note: NoteID,
        _ content: Content,
        expecting revision: UInt64? = nil,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) -> NoteID {
        let signer = try authorSigner()
        let new = try NewContent([(part: .everyone, content: content)])
        let asked = try described(new)
        let receipt = try await change(
            note,
            .addend,
            idempotencyKey,
            expecting: revision,
            { $0.append(asked) }
        ) { change in
            guard new.compartment == change.note.header.compartment else {
                throw NotesError(.invalidInput, at: "content")
            }
            var addendum = draft(
                new,
                about: change.note.header.subjects,
                period: change.now..<change.now,
                status: .signed
            )
            addendum.relation = .addendum(to: note)
            try change.append(addendum, signing: signer)
        }
        return try Receipt.note(in: receipt)
    }

    /// Withdraws a signed note: it is kept, and no longer read as true.
    ///
    /// For its author, and for a supervisor or the privacy officer where nobody who wrote it is left. What was the wrong patient's
    /// is closed from then on to everybody but its author and the privacy officer, also to the patient on whose chart it
    /// stands; who saw it there is found out for the assessment of a breach (45 CFR 164.402), a duty that ``exposure(for:)``
    /// helps with. ``refile(_:to:reason:idempotencyKey:)`` puts it on the right chart.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - error: What is wrong with it.
    ///   - reason: Why, in words; sealed beside the note.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``.
    public func enterInError(
        _ note: NoteID,
        as error: EntryError,
        reason: ClinicalText,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        if case .other(let word) = error, !word.isWellFormed { throw NotesError(.invalidInput, at: "error") }
        try reason.checkSize()
        let describe = { (writer: inout ByteWriter) in
            writer.text(error.code)
            reason.describe(into: &writer)
        }
        try await change(note, .enterInError, idempotencyKey, describe) { change in
            change.header.withdrawal = NoteWithdrawal(error)
            if error == .wrongPatient { change.duties = change.decision.obligations + [.assessBreach] }
            try change.fileReason(reason)
            try change.storeHeader()
        }
        try await core.keep(.withdrawal(note))
    }

    /// Discards the author's own draft; `invalidTransition` if somebody asked for an amendment of it.
    ///
    /// - Parameters:
    ///   - note: The draft.
    ///   - reason: Why; sealed in the owner's record.
    ///   - revision: The revision that was read, ``OpenedNote/revision``; nothing is checked if it is not told.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``.
    public func discard(
        _ note: NoteID,
        reason: ClinicalText,
        expecting revision: UInt64? = nil,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        try reason.checkSize()
        try await change(note, .discard, idempotencyKey, expecting: revision, { reason.describe(into: &$0) })
        { change in
            // What a patient asked for is owed an answer.
            guard change.header.amendmentRequests.isEmpty else {
                throw NotesError(.invalidTransition, at: "note")
            }
            try change.fileReason(reason)
            try change.discard()
        }
        try await core.keep(.discard(note))
    }

    // MARK: Making notes

    func authorSigner() throws(NotesError) -> ManifestSigner {
        guard let keyring = state.keyring else { throw NotesError(.keyringRequired, at: "unlocking") }
        return keyring.signer(.author)
    }

    func draft(
        _ content: NewContent,
        about subjects: [PatientID],
        period: Range<Instant>,
        status: NoteStatus = .draft,
        attesting attestation: Attestation = .none
    ) -> NewNote {
        NewNote(
            content: content,
            kind: content.template.kind,
            status: status,
            originators: [principal],
            subjects: subjects,
            period: period,
            referencesOther: attestation.mentions,
            compiledForProceeding: attestation.compiledForProceeding,
            byMentalHealthProfessional: attestation.byMentalHealthProfessional,
            coauthors: attestation.coauthors,
            labels: attestation.labels
        )
    }

    private func parts<Content: NoteContent>(
        _ content: Content,
        _ individual: [PatientID: Content],
        about subjects: [PatientID]
    ) throws(NotesError) -> NewContent {
        guard Set(subjects).isSuperset(of: individual.keys) else {
            throw NotesError(ModelError(.notASubject, property: "individual"))
        }
        let contents = NotePart.parts(for: subjects).compactMap { part in
            part.subject.map { individual[$0] } ?? content
        }
        let parts = NotePart.parts(for: subjects).filter { part in
            part.subject.map { individual[$0] != nil } ?? true
        }
        return try NewContent(zip(parts, contents).map { (part: $0, content: $1) })
    }
}

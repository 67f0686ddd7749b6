internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Asks for an amendment of a note, 45 CFR 164.526(a)(1); the note is not changed.
    ///
    /// The words are sealed in the patient's record, and the duty to answer within 60 days is recorded in the same commit.
    /// It is answered with ``answerAmendment(_:of:accepting:words:idempotencyKey:)``; after a denial the patient may disagree
    /// with ``annotate(_:_:idempotencyKey:)`` in a session for `amendmentRequest`, (d)(2).
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - words: What should be amended, and why.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The request, with the date of the answer.
    /// - Throws: ``NotesError`` with `refused` where law lets the practice refuse, `notFound` for a note that is not to be
    ///   known of.
    public func requestAmendment(
        of note: NoteID,
        _ words: ClinicalText,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) -> AmendmentRequest {
        try words.checkSize()
        let receipt = try await change(
            note,
            .requestAmendment,
            idempotencyKey,
            { words.describe(into: &$0) }
        ) { change in
            let id = change.editor.newRecord()
            let made = amendmentRequest(id, of: note, words, at: change.now)
            change.header.amendmentRequests.append(id)
            try change.crypto { (change) throws(CryptoError) in
                try change.editor.store(.task, made.encoded, as: id)
            }
            try change.storeHeader()
            change.receipt = Receipt.request(id, at: change.now)
        }
        let (id, moment) = try Receipt.request(in: receipt)
        return amendmentRequest(id, of: note, words, at: moment)
    }

    /// Answers a request for an amendment in writing, 45 CFR 164.526(c)(1) or (d)(1), and discharges the duty to answer.
    ///
    /// For whoever may amend the note: its author. Accepting brings the duty to tell those who rely on the note; the amendment
    /// itself is made with `amend`. Where the author is gone, compliance staff discharge the duty in words.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - note: The note.
    ///   - accepting: Whether the note is amended.
    ///   - words: The answer; for a denial its basis, and how to disagree and complain.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `invalidInput` in a session for another purpose than `amendmentRequest`,
    ///   `notFound` for what is no unanswered request about this note.
    public func answerAmendment(
        _ request: AmendmentRequest.ID,
        of note: NoteID,
        accepting: Bool,
        words: ClinicalText,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        guard purpose == .amendmentRequest else { throw NotesError(.invalidInput, at: "purpose") }
        try words.checkSize()
        try await change(
            note,
            .answerAmendment,
            idempotencyKey,
            { writer in
                writer.identifier(request)
                writer.flag(accepting)
                words.describe(into: &writer)
            },
            storing: request
        ) { change in
            let requests = try await core.amendmentRequests(change.note)
            guard var asked = requests.first(where: { $0.id == request }), asked.answer == nil else {
                throw NotesError(.notFound, at: "request")
            }
            asked.answer = AmendmentRequest.Answer(
                isAccepted: accepting,
                by: principal,
                at: change.now,
                words: words
            )
            let encoded = asked.encoded
            try change.crypto { (change) throws(CryptoError) in
                try change.editor.store(.task, encoded, as: request)
            }
            if !accepting { change.duties = [] }
            change.settles = try await core.openDuties().answer(to: asked).map { duty in
                AuditEntry.Settled(position: duty.position, obligation: duty.obligation.rawValue)
            }
        }
    }

    /// The requests to amend a note, for those who may read it; who sees a part of the note gets their own alone.
    ///
    /// Whoever asked, in a session for `amendmentRequest`, gets their own requests with the answers as part of the right to
    /// ask, whatever they may read.
    ///
    /// - Parameter note: The note.
    /// - Returns: The requests, the oldest first.
    /// - Throws: ``NotesError``.
    public func amendmentRequests(of note: NoteID) async throws(NotesError) -> [AmendmentRequest] {
        try await handOut { session, now in
            let asksForOwn = purpose == .amendmentRequest && readingAction == .disclose
            let action = asksForOwn ? .requestAmendment : readingAction
            let found = try await core.loadHeaders([note])[note]
            let (loaded, decision) = try await session.require(action, on: note, found, at: now)
            guard asksForOwn || !decision.visibility.isEmpty else {
                throw session.denial(nil, action, .note(loaded), at: now)
            }
            let showsAll = !asksForOwn && decision.visibility == .everything
            let requests = try await core.amendmentRequests(loaded)
                .filter { showsAll || $0.requestedBy == principal }
            let entry = session.entry(
                .decision,
                action,
                on: .note(loaded),
                decision: decision,
                // Looking at one's own request is no other one.
                bringing: decision.obligations.filter { !asksForOwn || $0 != .respond60Days },
                at: now
            )
            return Unrecorded(requests, guards: [loaded.view.guardExpectation], recordedBy: entry)
        }
    }

    private func amendmentRequest(
        _ id: RecordID,
        of note: NoteID,
        _ words: ClinicalText,
        at moment: Instant
    ) -> AmendmentRequest {
        AmendmentRequest(
            id: id,
            note: note,
            requestedBy: principal,
            receivedAt: moment,
            due: moment + .seconds(60 * 86_400),
            words: words
        )
    }
}

extension VaultCore {
    /// The requests that a note's header names.
    fileprivate func amendmentRequests(_ note: LoadedNote) async throws(NotesError) -> [AmendmentRequest] {
        let ids = note.header.amendmentRequests
        guard !ids.isEmpty else { return [] }
        guard let filed = try await filed(ids, of: note.id.owner, as: .task) else {
            throw NotesError(.tampered, at: "note")
        }
        return try zip(ids, filed.contents).map { (id, content) throws(NotesError) in
            guard let request = try? AmendmentRequest(decoding: content), request.id == id,
                request.note == note.id
            else { throw NotesError(.tampered, at: "keys") }
            return request
        }
    }
}

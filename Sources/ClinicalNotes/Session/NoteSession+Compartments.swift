internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteSession {
    /// Decides that a note stays in its compartment, though its source asks for a stricter one since: it is open again to
    /// whom it was, and the same label asks no more.
    ///
    /// For the note's authors, and for staff who keep the practice's papers. Until then the note is its authors' alone;
    /// `NoteProvenance.proposedCompartment` tells which one is asked for.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Throws: ``Refusal``; ``VaultError`` with `invalidTransition` where nothing is asked for, `invalidInput` at `session` for
    ///   whom the note is closed to until then: somebody else decides.
    public func keepCompartment(of note: NoteID, idempotencyKey: IdempotencyKey) async throws {
        let (action, paper, isConcerned) = decisionOnLabels
        try await change(
            note,
            action,
            nil,
            "keep-compartment",
            idempotencyKey,
            with: paper,
            if: isConcerned
        ) { change in
            var state = change.header.foreign(in: change.editor.aggregate)
            guard let proposed = state?.proposed else { throw VaultError(.invalidTransition, at: "note") }
            guard role.keepsPapers || change.header.originators.contains(principal) else {
                throw VaultError(.invalidInput, at: "session")
            }
            // With the labels of other records that were seen when this was decided.
            state?.proposed = nil
            state?.declined = proposed
            change.header.foreign = state
            // A restored store has the word among the host's own.
            change.header.labels.words.remove(SecurityLabel.undecided)
            try change.refile()
        }
    }

    /// Moves a note into the stricter compartment that its source asks for since: its words are sealed anew under the author's own
    /// key, and what others hold keys of is destroyed.
    ///
    /// For one of the note's originators, with their own keys. The note gets another identifier, and what was decided about
    /// it by name ends: releases, grants, papers that name it.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Returns: The note in its new compartment.
    /// - Throws: ``Refusal``; ``VaultError``: `keyringRequired`; `invalidTransition` where nothing is asked for, and for a note that
    ///   others hang on: with addenda, files, holds or requests to amend it, or that is an addendum.
    public func moveToProposedCompartment(
        _ note: NoteID,
        idempotencyKey: IdempotencyKey
    ) async throws -> NoteID {
        let signer = try authorSigner()
        let receipt = try await change(note, .amend, nil, "move-compartment", idempotencyKey) { change in
            let proposed = change.header.foreign(in: change.editor.aggregate)?.proposed
            guard let proposed, change.header.standsAlone else {
                throw VaultError(.invalidTransition, at: "note")
            }
            guard change.header.originators.contains(principal) else {
                throw VaultError(.invalidInput, at: "session")
            }
            try change.move(to: proposed, signing: signer)
        }
        return try Receipt.note(in: receipt)
    }
}

extension NoteHeader {
    /// Whether nothing on record names the note beside itself.
    fileprivate var standsAlone: Bool {
        status != .draft && addenda.isEmpty && attachments.isEmpty && holds.isEmpty
            && amendmentRequests.isEmpty && relation == nil
    }
}

extension NoteChange {
    /// Seals the words anew in another compartment, as another note, and destroys what stood before.
    fileprivate mutating func move(
        to compartment: Compartment,
        signing signer: ManifestSigner
    ) throws(VaultError) {
        guard let keyring = session.state.keyring, var state = header.foreign else { return }
        let noteKeys = session.noteKeys(keys, now)
        var fields: [FieldAddress: SensitiveBytes] = [:]
        try crypto { (change) throws(CryptoError) in
            fields = try NoteOpener(noteKeys: noteKeys, caches: change.session.core.caches)
                .fieldsForSealing(change.note)
        }
        // An import writes words without a form; what was amended here may follow another template.
        guard fields.count <= 1, let words = fields.values.first.map(ClinicalText.init(utf8:)) ?? .some(nil)
        else {
            throw VaultError(.invalidTransition, at: "note")
        }
        let content = try NewContent(words, in: compartment)
        (state.proposed, state.revision, state.importers) = (nil, 1, [])
        let (standing, session, keys, now) = (header, session, keys, now)
        try crypto { (change) throws(CryptoError) in
            state.words = try RecordImport.mark(
                words?.utf8.copyBytes() ?? [],
                "foreign-words",
                in: compartment,
                change.editor.headerKey,
                keyring
            )
            change.editor.remember(certificate: session.state.current.enrolment.certificate)
            change.made = try NoteWriter(session: session, keys: keys, now: now).create(
                [
                    NewNote(
                        content: content,
                        kind: standing.kind,
                        status: standing.status,
                        originators: standing.originators,
                        subjects: standing.subjects,
                        period: standing.period,
                        identifiers: standing.identifiers,
                        attestedAuthors: standing.attestedAuthors,
                        // Whose key the words are told by from now on.
                        origin: ImportOrigin(by: session.principal, at: now, source: standing.origin?.source),
                        foreign: state,
                        received: standing.received,
                        labels: standing.labels
                    )
                ],
                in: &change.editor,
                signing: signer
            )
            for past in standing.history {
                change.editor.write(.delete(change.editor.records.history(past.locator)))
            }
            try change.editor.discard(change.note)
        }
    }
}

internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteSession {
    /// Puts labels on a note in place of those that it has; whoever may set what the patient is shown may do it.
    ///
    /// What the patient is shown does not change, but where a house rule says so.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - labels: The labels, and the unit that the note belongs to.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `invalidInput` at `labels` for words that are blank, too long or too many, and
    ///   where a house rule that keeps this principal out would do so no longer: somebody else changes those.
    public func label(_ note: NoteID, _ labels: NoteLabels, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        guard labels.isWellFormed else { throw NotesError(.invalidInput, at: "labels") }
        try await change(note, .label, idempotencyKey, { labels.encode(into: &$0) }) {
            change in
            var header = change.header
            header.labels = labels
            guard await !gains(by: change, header) else { throw NotesError(.invalidInput, at: "labels") }
            change.header = header
            try change.storeHeader()
        }
        try await core.keep(.labels(note))
    }

    /// Lifts security labels that the note's source put on it, or that reach it from its patient's record or its encounters.
    ///
    /// House rules ask for them no more, and they no longer go with the note. If the source still says so, the next import of the note
    /// puts them on again.
    ///
    /// For staff who keep the practice's papers, and for others who may label the note and whom no house rule may keep out that
    /// would do so no longer. A label goes by this alone, never with an import: labels may come from other records
    /// of the source's, which need not come along each time.
    ///
    /// - Parameters:
    ///   - labels: The labels, as `NoteProvenance.labels` has them.
    ///   - note: The note.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `invalidInput` at `labels` for one that is not on the note, or that is for
    ///   somebody else to lift.
    public func lift(
        _ labels: Set<SecurityLabel>,
        of note: NoteID,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        try await change(
            note,
            decisionOnLabels("lift-labels"),
            idempotencyKey,
            { writer in
                for label in labels.map({ "\($0.system)|\($0.code)" }).sorted() { writer.text(label) }
            }
        ) { change in
            var header = change.header
            guard labels.isSubset(of: header.external(in: change.editor.aggregate)?.labels ?? []) else {
                throw NotesError(.invalidInput, at: "labels")
            }
            header.external?.lift(labels, in: change.editor.aggregate)
            // A restored store has them among the host's own.
            header.labels.words.subtract(labels.map(\.word))
            let isElses = await gains(by: change, header) && !role.keepsPapers
            guard !isElses else { throw NotesError(.invalidInput, at: "labels") }
            change.header = header
            try change.storeHeader()
        }
    }

    /// What the policy is asked about who decides about a source's labels: staff who keep the practice's papers as those who take
    /// over what it says, also of a note that nobody here wrote; others as who shares the note.
    func decisionOnLabels(_ name: String) -> NoteOperation {
        guard role.keepsPapers else { return NoteOperation(name: name, action: .setSharing) }
        return NoteOperation(
            name: name,
            action: .importRecords,
            paper: PaperFacts(benefits: .known(false), filedBySelf: .known(true)),
            // Of others they do not learn that there are any.
            isConcerned: { $0.isImported }
        )
    }

    /// Whether a house rule that may keep the principal out would do so no longer with other labels.
    private func gains(by change: NoteChange, _ header: NoteHeader) async -> Bool {
        let facts = await factsOfPrincipal(header.subjects, at: change.now)
        let asked = AccessCase(principal: facts, owner: change.editor.aggregate, now: change.now)
            .request(.read, on: change.header, of: change.note.id)
        return core.policy.lets(asked) { request in
            request.note.labels = .known(header.labelWords(in: change.editor.aggregate))
            request.note.unit = .known(header.labels.unit)
        }
    }

    /// The labels on a note, for those who may set them.
    ///
    /// - Parameter note: The note.
    /// - Returns: The labels.
    /// - Throws: ``NotesError``.
    public func labels(of note: NoteID) async throws(NotesError) -> NoteLabels {
        try await inspect(note, \.labels)
    }
}

extension Policy {
    /// Whether a house rule that may keep somebody out would not any longer once facts are changed, whatever for and by which way.
    func lets(_ request: AccessRequest, with change: (inout AccessRequest) -> Void) -> Bool {
        var before = request
        before.action = .unknown
        before.purpose = .unknown
        var after = before
        change(&after)
        return !restrictions(thatMayApplyTo: before).isSubset(of: restrictions(thatMayApplyTo: after))
    }
}

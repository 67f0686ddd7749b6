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
    ///   - idempotencyKey: The caller's name for this write.
    /// - Throws: ``Refusal``; ``VaultError`` with `invalidInput` at `labels` for words that are blank, too long or too many, and
    ///   where a house rule that keeps this principal out would do so no longer: somebody else changes those.
    public func label(_ note: NoteID, _ labels: NoteLabels, idempotencyKey: IdempotencyKey) async throws {
        guard labels.isWellFormed else { throw VaultError(.invalidInput, at: "labels") }
        try await change(note, .setSharing, nil, "label", idempotencyKey, { labels.encode(into: &$0) }) {
            change in
            let facts = await factsOfPrincipal(change.header.subjects, at: change.now)
            let asked = AccessCase(principal: facts, owner: change.editor.aggregate, now: change.now)
                .request(.read, on: change.header, of: note)
            let gains = core.policy.lets(asked) { request in
                request.note.labels = .known(labels.words)
                request.note.unit = .known(labels.unit)
            }
            guard !gains else { throw VaultError(.invalidInput, at: "labels") }
            change.header.labels = labels
            try change.refile()
        }
        try await core.keep(.labels(note))
    }

    /// The labels on a note, for those who may set them.
    ///
    /// - Parameter note: The note.
    /// - Returns: The labels.
    /// - Throws: ``Refusal``, ``VaultError``.
    public func labels(of note: NoteID) async throws -> NoteLabels {
        try await looked(at: note, as: .decision, \.labels)
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

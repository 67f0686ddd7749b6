internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteSession {
    /// Puts the patient's own words beside a note that the patient may read; the note is not changed.
    ///
    /// In a session for `amendmentRequest` the words are a statement of disagreement, 45 CFR 164.526(d)(2): a right of the
    /// patient, and of who stands in the patient's place, which does not depend on what the patient may read.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - words: The patient's words.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The annotation: a note of its own.
    /// - Throws: ``NotesError``.
    public func annotate(
        _ note: NoteID,
        _ words: ClinicalText,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) -> NoteID {
        let signer = try authorSigner()
        let content = try NewContent([(part: .everyone, content: FreeText(text: words))])
        let receipt = try await change(note, .annotate, idempotencyKey, { content.describe(into: &$0) }) {
            change in
            // A note about nobody would be in nobody's chart.
            let subjects = change.note.view.aggregate.agent(principal)
                .actedFor(among: change.note.header.subjects, at: change.now)
            guard !subjects.isEmpty else { throw NotesError(.notFound, at: "note") }
            var annotation = draft(
                content,
                about: subjects,
                period: change.now..<change.now,
                status: .signed
            )
            annotation.relation = .annotation(of: note)
            try change.append(annotation, signing: signer)
        }
        return try Receipt.note(in: receipt)
    }
}

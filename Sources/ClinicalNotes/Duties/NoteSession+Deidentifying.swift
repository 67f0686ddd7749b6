public import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteSession {
    /// Asks for a note without identifiers, 45 CFR 164.514(b); refused, whoever asks.
    ///
    /// Identifiers are removed before anything is handed out, and this library cannot do it: in notes of therapy the words
    /// themselves tell who is meant. To who may read the note the refusal says whether law would let it be done: then its
    /// obligation is `deidentify-first`.
    ///
    /// - Parameter note: The note.
    /// - Returns: Nothing in this version.
    /// - Throws: ``NotesError``.
    public func deidentify(_ note: NoteID) async throws(NotesError) -> OpenedNote {
        try await handOut { session, now in
            let found = try await core.loadHeaders([note])[note]
            // No declaration and no rule makes it content without identifiers, so this never comes to an end.
            let (_, decision) = try await session.require(
                .deidentify,
                on: note,
                found,
                until: [.deidentifyFirst],
                at: now
            )
            throw NotesError(Refusal(decision, until: [.deidentifyFirst], core))
        }
    }
}

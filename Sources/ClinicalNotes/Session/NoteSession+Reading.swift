internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Opens a note.
    ///
    /// Decides, opens in memory only the fields that the decision lists, makes the audit entry durable while
    /// nothing that was decided on has changed, and only then hands the note out.
    ///
    /// - Parameter note: The note.
    /// - Returns: The note, as this principal may see it for this purpose.
    /// - Throws: ``NotesError`` with `refused` where a denial is told openly, `notFound` where the note does not
    ///   exist or is not to be known of, `keyMissing` where nobody granted the key, and others.
    public func read(_ note: NoteID) async throws(NotesError) -> OpenedNote {
        try await open(note, as: reading)
    }

    /// Opens a note to give a copy of it away.
    ///
    /// - Parameter note: The note.
    /// - Returns: The note, with the obligations that travel along.
    /// - Throws: As `read`.
    public func export(_ note: NoteID) async throws(NotesError) -> OpenedNote {
        try await open(note, as: .export)
    }

    /// Opens several notes, with one commit for all audit entries.
    ///
    /// - Parameter notes: The notes.
    /// - Returns: Those that this principal may see; the others are left out, as if they did not exist.
    /// - Throws: ``NotesError``.
    public func read(_ notes: [NoteID]) async throws(NotesError) -> [NoteID: OpenedNote] {
        try await handOut { session, now in
            let collected = try await session.collect(notes, as: session.reading, at: now)
            return collected.map(refusing: { outcomes in notes.compactMap { outcomes[$0]?.denial?.entry } }) {
                $0.compactMapValues { try? $0.get() }
            }
        }
    }

    func open(_ note: NoteID, as reading: NoteReading) async throws(NotesError) -> OpenedNote {
        try await handOut { session, now in
            let collected = try await session.collect([note], as: reading, at: now)
            return try collected.map { outcomes in
                guard let outcome = outcomes[note] else { throw NotesError(.notFound) }
                return try outcome.get()
            }
        }
    }
}

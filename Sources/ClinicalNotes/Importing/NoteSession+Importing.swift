extension NoteSession {
    /// Takes over people and notes that were written elsewhere.
    ///
    /// For verified staff of the practice, with their own keys: the importer signs what was taken over, and who wrote it is
    /// an attested fact. An author whom the host or an identifier makes out to be an enrolled principal becomes the note's
    /// originator, which she confirms, ``confirmAuthorship(of:idempotencyKey:)``; who imports her own notes, by this or another
    /// principal of hers, has said so of herself, and is their originator once somebody else vouches for her,
    /// ``vouch(for:of:idempotencyKey:)``. A note in granted custody is sealed to the keys of its authors alone: whoever imports it
    /// cannot read it afterwards, unless they wrote it and somebody vouched for that.
    ///
    /// Needs no idempotency key: a note is recognized by its identifiers, and what is in the vault already is skipped. All
    /// new notes about the same people are written in one commit or not at all; a refused note does not stop the others.
    ///
    /// - Parameters:
    ///   - records: The people and the notes.
    ///   - dryRun: Whether to check everything and write nothing but that something was refused.
    /// - Returns: What became of each of them. Reasons for refusing one are `authorNotEnrolled`, `identifierMissing`,
    ///   `identityConflict`, `notFound` (at `subjects`: of its subjects; at `key`: of what it withdraws without words of its own), `notStaff` (who may not put people on record), `templateUnknown`, `tooLarge`, `invalidInput` and `tampered`.
    /// - Throws: ``NotesError``: `notStaff` or `keyringRequired` if this session may not import; `storageUnavailable` and
    ///   others if it cannot go on, then a repeat takes up where it stopped.
    package func importRecords(
        _ records: ExternalRecords,
        dryRun: Bool = false
    ) async throws(NotesError) -> ImportReport {
        try await RecordImport(session: self, records: records, isDryRun: dryRun).run()
    }
}

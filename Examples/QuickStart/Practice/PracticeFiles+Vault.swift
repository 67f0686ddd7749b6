internal import ClinicalNotes
internal import ClinicalNotesSQLite

extension PracticeFiles {
    /// Founds the practice that these files are to hold.
    func found(_ directory: PracticeDirectory) async throws -> NoteVault {
        try await NoteVault.found(
            store: SQLiteNoteStore(path: store),
            keys: LocalKeyService(file: keys, passphrase: Passphrase.current, cost: cost),
            policy: .unitedStates,
            relationships: directory,
            anchor: openAnchor
        )
    }

    /// Opens the practice that these files hold.
    func open(_ directory: PracticeDirectory) async throws -> NoteVault {
        try await NoteVault.open(
            store: SQLiteNoteStore(path: store),
            keys: openKeys(),
            policy: .unitedStates,
            relationships: directory,
            anchor: openAnchor
        )
    }
}

internal import ClinicalNotes
internal import ClinicalNotesSQLite

extension PracticeFiles {
    /// Opens the store alone, in its file or in its database.
    func openStore() async throws -> any NoteStore {
        if let database { return try await database.open() }
        return try SQLiteNoteStore(path: store)
    }

    /// Every value of a practice in its store.
    func values(of tenant: TenantID) async throws -> [StoredRecord] {
        let store = try await openStore()
        let records = try await store.list(
            tenant,
            owner: nil,
            collection: nil,
            after: nil,
            limit: .max,
            by: .after(.seconds(60))
        )
        try await store.close()
        return records
    }

    /// Founds the practice that these files are to hold.
    func found(_ directory: PracticeDirectory) async throws -> NoteVault {
        try await NoteVault.found(
            store: openStore(),
            keys: LocalKeyService(file: keys, passphrase: Passphrase.current, cost: cost),
            policy: .unitedStates,
            relationships: directory,
            anchor: openAnchor
        )
    }

    /// Opens the practice that these files hold.
    func open(_ directory: PracticeDirectory) async throws -> NoteVault {
        try await NoteVault.open(
            store: openStore(),
            keys: openKeys(),
            policy: .unitedStates,
            relationships: directory,
            anchor: openAnchor
        )
    }
}

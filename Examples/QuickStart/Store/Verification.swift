internal import ClinicalNotes
internal import ClinicalNotesSQLite

/// Verifies every stored value of a practice that is closed.
struct Verification {
    /// What was found.
    let report: StoreReport

    /// Whether every stored value is as it was written, and the anchor vouches that it is the newest state.
    var isIntact: Bool { report.isIntact && report.audit.finding == .verified }

    /// What is wrong, a line each.
    var complaints: [String] {
        let further = report.unlisted > 0 ? ["and \(report.unlisted) more findings"] : []
        let audit = report.audit.finding == .verified ? [] : ["the audit log: \(report.audit.finding)"]
        return report.findings.map(\.description) + further + audit
    }

    /// Verifies a practice without touching its files: a copy is looked at.
    ///
    /// - Parameter store: The store; keys and anchor lie beside it.
    /// - Throws: ``DemonstrationError`` for files that are missing, ``StoreComplaint`` for files that cannot be read as
    ///   what they should be.
    init(of store: String) async throws {
        let files = try PracticeFiles(existing: store)
        self = try await TemporaryFolder.with { folder in
            let copy = try files.copied(into: folder)
            do {
                return try await Verification(of: copy, keys: copy.openKeys())
            } catch {
                throw StoreComplaint(error, about: files)
            }
        }
    }

    /// Verifies a practice in place, with keys that are open already.
    init(of files: PracticeFiles, keys: LocalKeyService) async throws {
        let store = ReadOnlyStore(store: try SQLiteNoteStore(path: files.store))
        do {
            // Looks also at a store that is behind its anchor, and would not be opened.
            report = try await NoteVault.verify(
                store: store,
                keys: keys,
                anchor: FileAnchor(path: files.anchor)
            )
        } catch {
            try? await store.close()
            throw error
        }
        try await store.close()
    }
}

extension PracticeFiles {
    /// Opens the key file that is there.
    func openKeys() throws -> LocalKeyService {
        try LocalKeyService(file: keys, passphrase: Passphrase.current, creating: false)
    }
}

internal import ClinicalNotes

/// Verifies every stored value of a practice that is closed.
struct Verification {
    /// What was found.
    let report: StoreReport

    /// Whether everything was looked at, and is as it was written.
    var isConsistent: Bool { report.findings.isEmpty && report.unlisted == 0 && report.unsettled.isEmpty }

    /// Whether every stored value is as it was written, and the anchor vouches that it is the newest state.
    var isIntact: Bool { isConsistent && report.audit.isAnchored }

    /// What is wrong, a line each.
    var complaints: [String] {
        let further = report.unlisted > 0 ? ["and \(report.unlisted) more findings"] : []
        let unsettled = report.unsettled.map { "owner \($0) was not looked at as a whole" }
        let unanchored =
            report.audit.isAnchored ? [] : ["nothing outside the store vouches for the newest state"]
        return report.findings.map(\.description) + further + unsettled + unanchored
    }

    /// Verifies a practice without touching its files: a copy is looked at.
    ///
    /// - Parameter store: The store; keys and anchor lie beside it.
    /// - Throws: ``DemonstrationError`` for files that are missing, ``StoreComplaint`` for files that cannot be read as
    ///   what they should be.
    init(of store: String) async throws { try await self.init(of: PracticeFiles(existing: store)) }

    /// Verifies a practice without touching its files: a copy is looked at, of a database what it answers.
    ///
    /// - Parameter files: Its files.
    /// - Throws: ``StoreComplaint`` for files that cannot be read as what they should be.
    init(of files: PracticeFiles) async throws {
        self = try await TemporaryFolder.with { folder in
            let copy = try files.copied(into: folder)
            do {
                return try await Verification(of: copy, keys: copy.openKeys())
            } catch {
                throw StoreComplaint(error, about: files)
            }
        }
    }

    /// Verifies a practice in place, with keys that are open already, and as if one bit of a record had been flipped.
    init(of files: PracticeFiles, keys: LocalKeyService, flipping record: RecordKey? = nil) async throws {
        let store = ReadOnlyStore(forwarded: try await files.openStore(), flipped: record)
        do {
            // Looks also at a store that is behind its anchor, and would not be opened.
            report = try await NoteVault.verify(
                store: store,
                keys: keys,
                anchor: files.openAnchor
            )
        } catch {
            try? await store.close()
            throw error
        }
        try await store.close()
    }
}

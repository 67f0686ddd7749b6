internal import ClinicalNotes
internal import ClinicalNotesSQLite

/// The example of the README, which a test runs.
struct ReadmeExample {
    let storeFile: String
    let keyFile: String
    let passphrase: SensitiveBytes
    let practiceDirectory: PracticeDirectory
    let drRivera: PrincipalID
    let riveraKeyring: Keyring
    let drOkafor: PrincipalID
    let ana: PatientID
    let start: Instant
    let end: Instant

    /// Runs the example.
    ///
    /// - Returns: The vault, the therapist's session, what she documented, and the page that the colleague sees.
    func run() async throws -> (NoteVault, NoteSession, DocumentedSession, ChartPage) {
        // README: begin
        // Once, by whoever sets the practice up: NoteVault.found, with the same arguments. Opening never founds.
        let vault = try await NoteVault.open(
            store: SQLiteNoteStore(path: storeFile),
            keys: LocalKeyService(file: keyFile, passphrase: passphrase),
            policy: .unitedStates,
            relationships: practiceDirectory
        )
        let desk = try await vault.session(for: drRivera, purpose: .treatment, unlocking: riveraKeyring)

        // One call, two compartments, one atomic write.
        let session = CounselingSession(
            subjects: [ana],
            period: start..<end,
            modality: .individual,
            summary: SessionSummary(diagnosis: "F41.1", progress: "Sleeps better.", plan: "Weekly."),
            analysis: PsychotherapyNote(impressions: "Speaks of the locked door for the first time.")
        )
        let visit = try await desk.document(session, idempotencyKey: "visit-4711")
        try await desk.sign(visit.summary, idempotencyKey: "visit-4711-signed")

        // For a colleague on her care team the psychotherapy note does not exist.
        let colleague = try await vault.session(for: drOkafor, purpose: .treatment)
        let page = try await colleague.chart(of: ana).page(limit: 20)
        // README: end
        return (vault, desk, visit, page)
    }
}

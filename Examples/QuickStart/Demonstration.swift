internal import ClinicalNotes
internal import ClinicalNotesFHIR
internal import ClinicalNotesSQLite

/// The demonstration, from an empty folder to the table.
struct Demonstration {
    let table: Table
    let findings: Findings
    let store: StoreExamination
    let expectations: Expectations
    /// What of the input was not taken over, and why.
    let refusals: [FHIRError]

    /// Runs it.
    ///
    /// - Parameters:
    ///   - files: The files of the practice that is founded; afterwards they are closed and complete.
    ///   - input: What is imported.
    /// - Throws: The first error that is none of the demonstration's own making.
    init(founding files: PracticeFiles, importing input: Input) async throws {
        let directory = PracticeDirectory()
        let vault = try await NoteVault.found(
            store: SQLiteNoteStore(path: files.store),
            keys: LocalKeyService(file: files.keys, passphrase: Passphrase.current, cost: .interactive),
            policy: .unitedStates,
            relationships: directory,
            anchor: FileAnchor(path: files.anchor)
        )
        let founding = Founding(vault: vault, directory: directory)
        let staff = try await founding.staff()
        let takenOver = try await founding.takeOver(input, by: staff)
        let practice = try await founding.practice(of: staff)
        let written = try await Therapy(in: vault, of: practice)

        let notes = takenOver.compartments.merging(written.compartments) { first, _ in first }
        let charts = Set(practice.patients).union(takenOver.patients).sorted()
        var views: [PersonalView] = []
        for member in practice.members {
            views.append(try await PersonalView(of: member, in: vault, charts: charts, notes: notes))
        }
        let reasons = try await Reasons(in: vault, about: notes, by: .unitedStates)
        try await vault.close()

        store = try await StoreExamination(
            of: files,
            tenant: vault.tenant,
            seeking: Canaries(
                sentencesOf: input.texts + written.texts,
                names: input.names + People.names
            )
        )
        let hers = input.entries(by: People.rivera).compactMap { takenOver.notes[$0] }
            .filter { takenOver.compartments[$0] == .psychotherapy }
        findings = Findings(
            notesImported: takenOver.notes.count,
            views: views,
            psychotherapyWritten: written.compartments.values.count { $0 == .psychotherapy } + hers.count,
            store: store
        )
        table = Table(views: views, notes: notes, reasons: reasons)
        refusals = takenOver.refusals
        expectations = Expectations(
            findings,
            views: views,
            input: input,
            entriesRefused: takenOver.refusals.count,
            store: store
        )
    }
}

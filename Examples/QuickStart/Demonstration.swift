internal import ClinicalNotes
internal import ClinicalNotesFHIR

/// The demonstration, from an empty folder to the table.
struct Demonstration {
    let table: Table
    let findings: Findings
    let store: StoreExamination
    let expectations: Expectations
    /// What is open of the week's visit.
    let weeks: [WeekSight]
    /// What became of the input's notes, counted.
    let intake: Intake
    /// What of the input was not taken over, and why.
    let refusals: [FHIRError]

    /// Runs it.
    ///
    /// - Parameters:
    ///   - files: The files of the practice that is founded; afterwards they are closed and complete.
    ///   - input: What is imported.
    /// - Throws: The first error that is none of the demonstration's own making.
    init(founding files: PracticeFiles, importing input: Input) async throws {
        let first = try await FirstWeek(in: files, importing: input)
        let (vault, notes) = (first.vault, first.notes)
        // The fewer psychotherapy notes come first, so that the audit log names each refusal of them: of a long row of
        // refusals it counts the later ones together.
        let ordered = Compartment.allCases.reversed().flatMap { compartment in
            notes.filter { $0.value == compartment }.keys.sorted()
        }
        var views: [PersonalView] = []
        for member in first.practice.members {
            views.append(try await PersonalView(of: member, in: vault, charts: first.charts, notes: ordered))
        }
        weeks = [await WeekSight(first.written.week, seenIn: views, of: first.practice, in: vault)]
        let reasons = try await Reasons(in: vault, about: notes, by: .unitedStates)
        try await vault.close()

        store = try await StoreExamination(
            of: files,
            tenant: vault.tenant,
            seeking: Canaries(
                sentencesOf: input.texts + first.written.texts,
                names: input.names + People.names
            )
        )
        findings = Findings(
            first.takenOver.intake,
            views: views,
            psychotherapyWritten: first.psychotherapyWritten,
            store: store
        )
        table = Table(views: views, notes: notes, reasons: reasons)
        refusals = first.takenOver.refusals
        intake = first.takenOver.intake
        expectations = Expectations(
            findings,
            views: views,
            weeks: weeks,
            input: input,
            entriesRefused: refusals.count,
            store: store
        )
    }
}

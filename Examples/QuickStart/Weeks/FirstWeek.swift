internal import ClinicalNotes

/// The first week of a practice: it is founded, takes an earlier system's records over, and documents its sessions.
struct FirstWeek {
    /// The vault, open.
    let vault: NoteVault
    let practice: Practice
    let takenOver: TakenOver
    let written: Therapy
    /// The charts of all patients.
    let charts: [PatientID]
    /// Where each note is kept.
    let notes: [NoteID: Compartment]
    /// How many psychotherapy notes the therapist has.
    let psychotherapyWritten: Int

    /// Lives the week, and keeps beside the store what a later one needs.
    ///
    /// - Parameters:
    ///   - files: The files of the practice.
    ///   - input: What is imported.
    /// - Throws: The first error that is none of the demonstration's own making.
    init(in files: PracticeFiles, importing input: Input) async throws {
        let directory = PracticeDirectory()
        vault = try await files.found(directory)
        let founding = Founding(vault: vault, directory: directory, files: files)
        let staff = try await founding.staff()
        takenOver = try await founding.takeOver(input, by: staff)
        practice = try await founding.practice(of: staff)
        written = try await Therapy(in: vault, of: practice)
        charts = Set(practice.patients).union(takenOver.patients).sorted()
        notes = takenOver.compartments.merging(written.compartments) { first, _ in first }
        psychotherapyWritten =
            written.compartments.values.count { $0 == .psychotherapy }
            + takenOver.notes(by: People.rivera, of: input, in: .psychotherapy)
        // Before anybody closes a session, which locks their keys.
        try KeptPractice(
            practice,
            charts: charts,
            notes: notes.keys,
            psychotherapyWritten: psychotherapyWritten,
            first: written.week,
            cost: files.cost
        )
        .write(beside: files)
    }
}

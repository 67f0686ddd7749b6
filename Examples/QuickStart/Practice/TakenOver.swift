internal import ClinicalNotes
internal import ClinicalNotesFHIR

/// What became of an input that was imported.
struct TakenOver {
    /// What became of the notes, counted.
    let intake: Intake
    /// The patients on record whom the input names.
    let patients: [PatientID]
    /// The notes that were put on record, by their entries.
    let notes: [Int: NoteID]
    /// Where each of them is kept.
    let compartments: [NoteID: Compartment]
    /// What was refused, with entry, element and reason.
    let refusals: [FHIRError]

    init(_ records: FHIRImport, _ report: FHIRImportReport) {
        intake = Intake(report)
        patients = Array(report.patients.values)
        refusals = report.refusals
        notes = Dictionary(
            uniqueKeysWithValues: report.entries.compactMap { entry in
                if case .imported(let note) = entry.outcome { (entry.index, note) } else { nil }
            }
        )
        var compartments: [NoteID: Compartment] = [:]
        for note in records.notes {
            if let made = notes[note.index] { compartments[made] = note.compartment }
        }
        self.compartments = compartments
    }

    /// How many of them somebody wrote who is of the practice, in a compartment.
    func notes(by person: Person, of input: Input, in compartment: Compartment) -> Int {
        input.entries(by: person).compactMap { notes[$0] }.count { compartments[$0] == compartment }
    }
}

internal import ClinicalNotes
internal import ClinicalNotesFHIR

/// What became of an input that was imported.
struct TakenOver {
    /// The patients on record whom the input names.
    let patients: [PatientID]
    /// The notes that are in the vault now, by their entries.
    let notes: [Int: NoteID]
    /// Where each of them is kept.
    let compartments: [NoteID: Compartment]
    /// What was refused, with entry, element and reason.
    let refusals: [FHIRError]

    init(_ records: FHIRImport, _ report: FHIRImportReport) {
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
}

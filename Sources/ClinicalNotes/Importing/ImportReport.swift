package import ClinicalNotesModel

/// What became of everything in an import, in the order it was given.
package struct ImportReport: Hashable, Sendable {
    /// What became of each of ``ExternalRecords/patients``.
    package let patients: [ImportOutcome<PatientID>]
    /// What became of each of ``ExternalRecords/notes``.
    package let notes: [ImportOutcome<NoteID>]
    /// Which of ``ExternalRecords/patients`` are on record provisionally, or would be after a dry run.
    package let provisional: Set<Int>
    /// Those of ``ExternalRecords/encounters`` whose labels could not be kept, and why.
    package let refusedEncounters: [Int: NotesError]
}

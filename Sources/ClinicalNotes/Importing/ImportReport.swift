public import ClinicalNotesModel

/// What became of everything in an import, in the order it was given.
public struct ImportReport: Hashable, Sendable {
    /// What became of each of ``ExternalRecords/patients``.
    public let patients: [ImportOutcome<PatientID>]
    /// What became of each of ``ExternalRecords/notes``.
    public let notes: [ImportOutcome<NoteID>]
    /// Which of ``ExternalRecords/patients`` are on record provisionally, or would be after a dry run.
    public let provisional: Set<Int>
    /// Those of ``ExternalRecords/encounters`` whose labels could not be kept, and why.
    public let refusedEncounters: [Int: NotesError]
}

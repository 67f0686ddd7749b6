public import ClinicalNotesModel

/// What became of everything in an import, in the order it was given.
public struct ImportReport: Hashable, Sendable {
    /// What became of each of ``ForeignRecords/patients``.
    public let patients: [ImportOutcome<PatientID>]
    /// What became of each of ``ForeignRecords/notes``.
    public let notes: [ImportOutcome<NoteID>]
}

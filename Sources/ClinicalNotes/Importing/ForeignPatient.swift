public import ClinicalNotesModel

/// Whom imported notes are about.
public enum ForeignPatient: Sendable {
    /// A patient who is on record.
    case known(PatientID)
    /// A person as the source describes them: the patient on record who is the same, or else a new patient.
    ///
    /// Two are the same if they share one of their `identifiers`, and nothing else that is known contradicts it
    /// (`Person.contradicts`). If something does, or if the identifiers name several people, the patient is refused as
    /// `identityConflict`. Numbers that others may carry too belong among the person's `sharedIdentifiers`, which are kept
    /// with a new patient and tell nothing.
    case person(Person)
}

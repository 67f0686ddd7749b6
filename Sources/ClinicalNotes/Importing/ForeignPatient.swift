public import ClinicalNotesModel

/// Whom imported notes are about.
public enum ForeignPatient: Sendable {
    /// A patient who is on record.
    case known(PatientID)
    /// A person as the source describes them: the patient on record who carries one of the identifiers, or else a new
    /// patient.
    ///
    /// Identifiers must be personal: one that a family shares would join its members' records.
    case person(Person)
}

package import ClinicalNotes
public import ClinicalNotesModel

/// A patient of the input.
public struct ImportedPatient: Sendable {
    /// The entry's index, counted through all inputs.
    public let index: Int
    /// What notes and groups call the patient.
    public let key: ReferenceKey
    /// The business identifiers.
    public let identifiers: [ImportedIdentifier]
    /// The name: the official one, or the usual one, or the first.
    public let name: ClinicalText?
    /// The birth date as far as it is known.
    public let birthDate: FHIRDate?
    /// The administrative gender; `nil` if it is not known.
    public let gender: Person.Gender?
    /// Whether the patient has died; `nil` if the input does not say.
    package let isDeceased: Bool?
    /// The day of death where the patient died, if the input says it.
    package let deathDate: CalendarDay?
    /// The security labels of the patient's record, which its notes bear too.
    package let labels: SecurityLabels
    /// Which version of the patient's record this is.
    package let version: ExternalVersion
    /// Other records of the same patient.
    package let links: [ImportedLink]
    /// Those of the identifiers that no other patient of the inputs has.
    let claims: [ImportedIdentifier]
    /// The address that the bundle gives the patient, if it is not the key.
    let address: ReferenceKey?
}

extension ImportedPatient: CustomStringConvertible {
    /// The entry's index; never content, names or identifiers.
    public var description: String { "ImportedPatient(entry \(index))" }
}

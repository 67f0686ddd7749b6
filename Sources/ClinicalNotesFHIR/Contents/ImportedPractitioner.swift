public import ClinicalNotesModel

/// A practitioner of the input.
public struct ImportedPractitioner: Sendable {
    /// The entry's index, counted through all inputs.
    package let index: Int
    /// What notes call the practitioner.
    public let key: ReferenceKey
    /// The business identifiers.
    public let identifiers: [ImportedIdentifier]
    /// The name: the official one, or the usual one, or the first.
    public let name: ClinicalText?
    /// The security labels of the practitioner's record.
    package let labels: SecurityLabels
}

extension ImportedPractitioner: CustomStringConvertible {
    /// The entry's index; never content, names or identifiers.
    public var description: String { "ImportedPractitioner(entry \(index))" }
}

public import ClinicalNotesModel

/// Patients who are the subjects of notes together: a couple, a family or a therapy group.
///
/// R4 gives a note one subject, so a note about several people has a `Group` as its subject.
public struct ImportedGroup: Sendable {
    /// The entry's index, counted through all inputs.
    public let index: Int
    /// What notes call the group.
    public let key: ReferenceKey
    /// The business identifiers.
    public let identifiers: [ImportedIdentifier]
    /// The group's name.
    public let name: ClinicalText?
    /// The members, in the input's order; at least one.
    public let members: [ReferenceKey]
    /// The security labels of the group.
    public let labels: SecurityLabels
}

extension ImportedGroup: CustomStringConvertible {
    /// The entry's index; never content, names or identifiers.
    public var description: String { "ImportedGroup(entry \(index))" }
}

package import ClinicalNotesModel

/// Patients who are the subjects of notes together: a couple, a family or a therapy group.
///
/// R4 gives a note one subject, so a note about several people has a `Group` as its subject.
package struct ImportedGroup: Sendable {
    /// The entry's index, counted through all inputs.
    package let index: Int
    /// What notes call the group.
    package let key: ReferenceKey
    /// The business identifiers.
    package let identifiers: [ImportedIdentifier]
    /// The group's name.
    package let name: ClinicalText?
    /// The members, in the input's order; at least one.
    package let members: [ReferenceKey]
    /// The security labels of the group.
    package let labels: SecurityLabels
}

extension ImportedGroup: CustomStringConvertible {
    /// The entry's index; never content, names or identifiers.
    package var description: String { "ImportedGroup(entry \(index))" }
}

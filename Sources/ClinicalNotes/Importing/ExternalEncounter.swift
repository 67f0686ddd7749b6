package import ClinicalNotesModel

/// An encounter at a source whose security labels reach the notes about its patients that name it, whenever they come.
///
/// Nothing else of it is kept.
package struct ExternalEncounter: Sendable {
    /// What notes may call it, ``ExternalNote/encounters``.
    package var names: [PersonIdentifier]
    /// Whom it was with, as positions in ``ExternalRecords/patients``.
    package var subjects: [Int]
    /// Its labels; an import only adds some.
    package var labels: ExternalLabels

    /// Describes an encounter that has labels.
    ///
    /// - Parameters:
    ///   - names: What notes may call it.
    ///   - subjects: Whom it was with, as positions in ``ExternalRecords/patients``.
    ///   - labels: Its labels.
    package init(names: [PersonIdentifier], subjects: [Int], labels: ExternalLabels) {
        self.names = names
        self.subjects = subjects
        self.labels = labels
    }
}

extension ExternalEncounter: DescribedByType {}

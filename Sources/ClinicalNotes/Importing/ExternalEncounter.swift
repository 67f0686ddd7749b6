public import ClinicalNotesModel

/// An encounter at a source whose security labels reach the notes about its patients that name it, whenever they come.
///
/// Nothing else of it is kept.
public struct ExternalEncounter: Sendable {
    /// What notes may call it, ``ExternalNote/encounters``.
    public var names: [PersonIdentifier]
    /// Whom it was with, as positions in ``ExternalRecords/patients``.
    public var subjects: [Int]
    /// Its labels; an import only adds some.
    public var labels: ExternalLabels

    /// Describes an encounter that has labels.
    ///
    /// - Parameters:
    ///   - names: What notes may call it.
    ///   - subjects: Whom it was with, as positions in ``ExternalRecords/patients``.
    ///   - labels: Its labels.
    public init(names: [PersonIdentifier], subjects: [Int], labels: ExternalLabels) {
        self.names = names
        self.subjects = subjects
        self.labels = labels
    }
}

extension ExternalEncounter: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: names and numbers stay out of logs.
    public var description: String { "ExternalEncounter" }
    /// Nothing of it.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// People and notes that come from elsewhere together.
public struct ExternalRecords: Sendable {
    /// The people whom the notes are about.
    public var patients: [ExternalPatient]
    /// The notes.
    public var notes: [ExternalNote]
    /// The encounters that have labels.
    public var encounters: [ExternalEncounter]
    /// Where they come from, in words for those who read the notes, such as the name of a practice or a system.
    public var source: String?

    /// Puts together what is to be imported.
    public init(
        patients: [ExternalPatient],
        notes: [ExternalNote],
        encounters: [ExternalEncounter] = [],
        source: String? = nil
    ) {
        self.patients = patients
        self.notes = notes
        self.encounters = encounters
        self.source = source
    }
}

extension ExternalRecords: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: words, names and numbers stay out of logs.
    public var description: String { "ExternalRecords" }
    /// Nothing of it.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

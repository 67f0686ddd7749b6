/// People and notes that come from elsewhere together.
public struct ForeignRecords: Sendable {
    /// The people whom the notes are about.
    public var patients: [ForeignPatient]
    /// The notes.
    public var notes: [ForeignNote]
    /// The encounters that have labels.
    public var encounters: [ForeignEncounter]
    /// Where they come from, in words for those who read the notes, such as the name of a practice or a system.
    public var source: String?

    /// Puts together what is to be imported.
    public init(
        patients: [ForeignPatient],
        notes: [ForeignNote],
        encounters: [ForeignEncounter] = [],
        source: String? = nil
    ) {
        self.patients = patients
        self.notes = notes
        self.encounters = encounters
        self.source = source
    }
}

extension ForeignRecords: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: words, names and numbers stay out of logs.
    public var description: String { "ForeignRecords" }
    /// Nothing of it.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// People and notes that come from elsewhere together.
public struct ForeignRecords: Sendable {
    /// The people whom the notes are about.
    public var patients: [ForeignPatient]
    /// The notes.
    public var notes: [ForeignNote]

    /// Puts together what is to be imported.
    public init(patients: [ForeignPatient], notes: [ForeignNote]) {
        self.patients = patients
        self.notes = notes
    }
}

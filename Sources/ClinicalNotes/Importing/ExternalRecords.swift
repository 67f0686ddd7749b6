/// People and notes that come from elsewhere together.
package struct ExternalRecords: Sendable {
    /// The people whom the notes are about.
    package var patients: [ExternalPatient]
    /// The notes.
    package var notes: [ExternalNote]
    /// The encounters that have labels.
    package var encounters: [ExternalEncounter]
    /// Where they come from, in words for those who read the notes, such as the name of a practice or a system.
    package var source: String?

    /// Puts together what is to be imported.
    package init(
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

extension ExternalRecords: DescribedByType {}

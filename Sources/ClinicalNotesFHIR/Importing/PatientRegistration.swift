internal import ClinicalNotes
internal import ClinicalNotesModel

/// Puts patients of inputs on record: the same way whether the inputs are in memory or read as they arrive.
struct PatientRegistration: Sendable {
    let importer: FHIRImporter
    let session: NoteSession
    let isDryRun: Bool

    /// What became of a patient, and what notes that come later name.
    struct Registered: Sendable {
        let patient: ImportedPatient
        let outcome: ImportOutcome<PatientID>
        /// The patient on record, whoever would be registered by a dry run, or nobody: who was refused is nobody, whatever
        /// else has the name.
        let named: ExternalPatient
    }

    /// Puts patients on record of whom none has a number of another one, or all who have numbers of each other.
    func register(_ patients: [ImportedPatient]) async throws(NotesError) -> [Registered] {
        guard !patients.isEmpty else { return [] }
        let records = ExternalRecords(
            patients: patients.map { ExternalPatient($0, importer) },
            notes: [],
            source: importer.source
        )
        let made = try await session.importRecords(records, dryRun: isDryRun).patients
        return patients.indices.map { position in
            let named: ExternalPatient =
                switch made[position] {
                case .importable: records.patients[position]
                default: made[position].made.map { .known($0) } ?? .identified([])
                }
            return Registered(patient: patients[position], outcome: made[position], named: named)
        }
    }
}

extension ImportedPatient {
    /// Whether another patient of the inputs has a number of this one's that names one person: whether they are one, or contradict
    /// each other, is told of all of them together.
    func sharesNumber(_ importer: FHIRImporter) -> Bool {
        identifiers.contains { importer.identifiers.names($0) && !claims.contains($0) }
    }
}

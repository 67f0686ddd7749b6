internal import ClinicalNotes
internal import ClinicalNotesFHIR

/// What became of the notes of an input, counted.
struct Intake: Encodable {
    /// How many notes were put on record.
    let notesImported: Int
    /// How many were on record in another state, and changed.
    let notesChanged: Int
    /// How many were on record, and are withdrawn as the source says.
    let notesWithdrawn: Int
    /// How many were on record as they came.
    let notesUnchanged: Int
    /// How many of these are of a patient who is on record provisionally, since no input has described them.
    let notesProvisional: Int
    /// How many entries of a type of notes were left aside: reports without words of their own, copies and older versions.
    let notesLeftAside: Int
    /// How many entries of a type of notes were refused, of each reason.
    let notesRefused: [String: Int]
    /// How many entries of any type were refused, of each reason.
    let refused: [String: Int]

    /// How many patients of the input are on record.
    private let patients: Int

    private enum CodingKeys: CodingKey {
        case notesImported, notesChanged, notesWithdrawn, notesUnchanged, notesProvisional, notesLeftAside,
            notesRefused
        case refused
    }

    /// The types of resources that are read as notes.
    private static let noteTypes: Set<String> = ["Composition", "DiagnosticReport", "DocumentReference"]

    /// Whether nothing of the input is on record: no note, or of an input that has none no patient.
    var isEmpty: Bool {
        notesImported + notesChanged + notesWithdrawn + notesUnchanged == 0
            && (patients == 0 || !refused.isEmpty)
    }

    /// Counts that nothing was refused of.
    init(imported: Int) {
        (notesImported, notesChanged, notesWithdrawn, notesUnchanged) = (imported, 0, 0, 0)
        (notesProvisional, notesLeftAside, notesRefused, refused, patients) = (0, 0, [:], [:], 0)
    }

    init(_ report: FHIRImportReport) {
        patients = report.patients.count
        notesImported = report.imported.count
        notesChanged = report.changed.count
        notesWithdrawn = report.withdrawn.count
        notesUnchanged = report.unchanged.count
        notesProvisional = report.tally.provisional
        let outcomes = report.entries.filter { Self.noteTypes.contains($0.resourceType ?? "") }.map(\.outcome)
        notesLeftAside = outcomes.count { if case .skipped = $0 { true } else { $0 == .consulted } }
        notesRefused = Self.counts(
            outcomes.compactMap { if case .refused(let error) = $0 { error } else { nil } }
        )
        refused = Self.counts(report.refusals)
    }

    private static func counts(_ refusals: [FHIRError]) -> [String: Int] {
        refusals.reduce(into: [:]) { $0[$1.code.description, default: 0] += 1 }
    }

    /// The counts, a line.
    var text: String {
        let reasons = refused.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(
            separator: ", "
        )
        return """
            \(notesImported) notes imported, \(notesChanged) changed, \(notesWithdrawn) withdrawn, \
            \(notesUnchanged) unchanged, \(notesProvisional) of provisional patients; \(notesLeftAside) left aside; \
            refused: \(reasons.isEmpty ? "none" : reasons).
            """
    }
}

internal import ClinicalNotes

/// What the demonstration found, in the form that `--json` prints.
struct Findings: Encodable {
    /// What one member sees, counted in notes.
    struct Person: Encodable {
        let id: Member.ID
        let general: Int
        let psychotherapy: Int
        let released: Int

        init(_ view: PersonalView) {
            id = view.member.id
            general = view.count(.general)
            psychotherapy = view.count(.psychotherapy)
            released = view.released
        }
    }

    /// How many notes of the input were put on record, changed, withdrawn, or were on record as they came.
    let notesImported: Int
    let notesChanged: Int
    let notesWithdrawn: Int
    let notesUnchanged: Int
    /// How many of these are of a patient who is on record provisionally.
    let notesProvisional: Int
    /// How many entries of a type of notes were left aside, and how many refused, of each reason.
    let notesLeftAside: Int
    let notesRefused: [String: Int]
    /// How many entries of the input were refused, of each reason.
    let refused: [String: Int]
    let people: [Person]
    /// How many psychotherapy notes the therapist has: written in the demonstration, and imported as hers.
    let psychotherapyWritten: Int
    /// How many sentences and names of the notes stand readable in the store's files.
    let canariesFoundInStore: Int
    /// Whether the store verifies as it is, and no longer with any of the flipped bits.
    let tamperDetected: Bool
    let auditEntries: UInt64
    /// Whether the audit log is whole, and the anchor vouches that it is the newest.
    let auditVerified: Bool

    init(_ intake: Intake, views: [PersonalView], psychotherapyWritten: Int, store: StoreExamination) {
        notesImported = intake.notesImported
        notesChanged = intake.notesChanged
        notesWithdrawn = intake.notesWithdrawn
        notesUnchanged = intake.notesUnchanged
        notesProvisional = intake.notesProvisional
        notesLeftAside = intake.notesLeftAside
        notesRefused = intake.notesRefused
        refused = intake.refused
        people = views.map { Person($0) }
        self.psychotherapyWritten = psychotherapyWritten
        canariesFoundInStore = store.canariesFound
        tamperDetected = store.verification.isIntact && store.bits.areAllNoticed
        auditEntries = store.verification.report.auditEntries
        auditVerified = store.verification.report.audit.finding == .verified
    }
}

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

    /// How many notes were taken over from the input.
    let notesImported: Int
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

    init(notesImported: Int, views: [PersonalView], psychotherapyWritten: Int, store: StoreExamination) {
        self.notesImported = notesImported
        people = views.map { Person($0) }
        self.psychotherapyWritten = psychotherapyWritten
        canariesFoundInStore = store.canariesFound
        tamperDetected = store.verification.isIntact && store.bits.areAllNoticed
        auditEntries = store.verification.report.auditEntries
        auditVerified = store.verification.report.audit.finding == .verified
    }
}

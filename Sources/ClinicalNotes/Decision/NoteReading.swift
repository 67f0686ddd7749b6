internal import ClinicalNotesPolicy

/// What opening a note is: what the policy is asked, and what the audit log calls it.
struct NoteReading: Sendable {
    let action: NoteAction
    var event: AuditEntry.Event = .decision

    /// To give a copy away.
    static let export = NoteReading(action: .export)
    /// In answer to a request for access: a right that browsing does not limit.
    static let requested = NoteReading(action: .read, event: .accessReading)
    /// To seal its files anew.
    static let moving = NoteReading(action: .amend)
}

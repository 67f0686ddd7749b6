/// What somebody does with a note, or with what decides who may see notes.
public enum NoteAction: String, CaseIterable, Hashable, Sendable, Codable {
    /// Opens content, inside or at the patient's request for access.
    case read
    /// The patient's portal: obeys release.
    case browse
    /// Content leaves the holder.
    case disclose
    /// A copy is made.
    case export
    /// Identifiers are removed, 45 CFR 164.514.
    case deidentify
    /// A note is begun.
    case create
    /// A draft is overwritten.
    case edit
    /// The author signs.
    case sign
    /// A supervisor signs beside the author.
    case cosign
    /// The author corrects a signed note by adding to it.
    case amend
    /// The patient adds words of their own beside the note.
    case annotate
    /// A draft is discarded.
    case delete
    /// The author withdraws the note.
    case markEnteredInError = "mark-entered-in-error"
    /// Release to the patient is changed.
    case setSharing = "set-sharing"
    /// 45 CFR 164.526.
    case requestAmendment = "request-amendment"
    /// 45 CFR 164.528.
    case requestAccounting = "request-accounting"
    /// A directive is put on record.
    case recordDirective = "record-directive"
    /// Somebody else confirms a directive that lets in whoever filed it.
    case confirmDirective = "confirm-directive"
    /// Directives on record are looked at.
    case listDirectives = "list-directives"
    /// A directive is revoked or withdrawn, which never waits.
    case revokeDirective = "revoke-directive"
    /// Notes that were written elsewhere are put on record under their authors' names.
    case importRecords = "import"
    /// Somebody is named as an author of a note, or confirms to be one.
    case attest
    /// Somebody's keys are certified.
    case enroll
    /// A new patient is put on record.
    case register
    /// What is known of a person on record is changed, or patients are joined in a group.
    case updatePerson = "update-person"
}

extension NoteAction: CustomStringConvertible {
    /// The action in words, such as `mark entered in error`.
    public var description: String { CodeWords.words(of: self) }
}

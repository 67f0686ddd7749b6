/// Where an imported note is in its life.
public enum ImportedNoteStatus: String, CaseIterable, Hashable, Sendable {
    /// `docStatus` is preliminary.
    case draft
    /// `docStatus` is final, or absent: US Core lets servers leave it out.
    case final
    /// `docStatus` is amended.
    case amended
    /// `status` or `docStatus` is entered-in-error.
    case enteredInError
}

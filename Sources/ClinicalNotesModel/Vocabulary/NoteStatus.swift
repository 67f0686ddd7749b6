/// Where a note is in its life.
public enum NoteStatus: String, CaseIterable, Hashable, Sendable, Codable {
    /// Not signed; its author alone reads it.
    case draft
    /// Signed by its author; immutable from now on.
    case signed
    /// Signed, and cosigned by a supervisor.
    case cosigned
    /// Signed, and corrected by a later revision.
    case amended
    /// Signed, with an addendum.
    case addended
    /// Withdrawn; kept, never deleted.
    case enteredInError = "entered-in-error"
}

extension NoteStatus: CustomStringConvertible {
    /// The status in words, such as `entered in error`.
    public var description: String { CodeWords.words(of: self) }
}

/// Who set what the portal shows.
public enum SharingSetter: String, CaseIterable, Hashable, Sendable, Codable {
    /// An author of the note.
    case originator
    /// Somebody else.
    case administrator
}

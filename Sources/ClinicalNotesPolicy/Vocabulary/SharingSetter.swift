/// Who set what the portal shows.
package enum SharingSetter: String, CaseIterable, Hashable, Sendable, Codable {
    /// An author of the note.
    case originator
    /// Somebody else.
    case administrator
}

/// What happens to a note in its life.
package enum NoteEvent: String, CaseIterable, Hashable, Sendable {
    /// A draft begins.
    case begin
    /// A draft is overwritten.
    case edit
    /// A draft is thrown away; it was never part of the record.
    case discardDraft = "discard-draft"
    /// The author signs the draft.
    case sign
    /// A supervisor signs beside the author.
    case cosign
    /// A later revision corrects the note.
    case amend
    /// A later revision adds to the note.
    case addend
    /// The note is withdrawn and kept.
    case enterInError = "enter-in-error"
}

public import ClinicalNotesModel

/// What of a note something is about.
public enum NoteScope: Hashable, Sendable {
    /// The whole note.
    case wholeNote
    /// A part.
    case part(UInt32)
    /// A field of a part.
    case field(FieldAddress)
    /// A part that is not named; taken to be any.
    case someOfIt
}

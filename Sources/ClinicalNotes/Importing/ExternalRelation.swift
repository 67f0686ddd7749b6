public import ClinicalNotesModel

/// How a note stands to another one that may be imported too, or was before.
public enum ExternalRelation: Hashable, Sendable {
    /// It adds to the note with this key.
    case addendum(to: PersonIdentifier)
    /// It takes the place of the note with this key.
    case replacement(of: PersonIdentifier)
    /// It was made from the note with this key.
    case derived(from: PersonIdentifier)
    /// It signs the note with this key.
    case signature(of: PersonIdentifier)
}

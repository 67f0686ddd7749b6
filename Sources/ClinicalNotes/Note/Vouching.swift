public import ClinicalNotesModel

/// What vouches for it that a note is its author's: show it with who wrote the note.
public enum Vouching: Hashable, Sendable {
    /// Nothing yet: a draft.
    case unsigned
    /// Its author signed it.
    case author
    /// Who imported it attests who wrote it; the author has not confirmed it.
    case importer(ImportOrigin)
    /// It was imported, and these of its authors confirmed that they wrote it.
    case confirmed(by: [PrincipalID], ImportOrigin)
}

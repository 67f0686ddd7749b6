/// What vouches for it that a note is its author's: show it with who wrote the note.
public enum Vouching: Hashable, Codable, Sendable {
    /// Nothing yet: a draft.
    case unsigned
    /// Its author signed it.
    case author
    /// It was refiled for authors who are gone: they signed it on another chart, ``NoteSession/originals(of:)``, and who
    /// refiled it signed that these are their words.
    case refiled(by: PrincipalID, at: Instant)
    /// Who imported it attests who wrote it; not all of its originators have confirmed it or are vouched for.
    case importer(ImportOrigin)
    /// It was imported, and each of its originators confirmed to have written it, or somebody else vouched for them.
    case confirmed([AuthorshipClaim], ImportOrigin)
}

public import ClinicalNotesModel

/// Who wrote a note elsewhere, as the source says: an attested fact, which no signature of the author proves.
public struct ExternalAuthor: Hashable, Sendable {
    /// How the source names the author; kept with the note.
    public var attested: String
    /// The enrolled principal that the host knows the author to be, if it says so.
    public var principal: PrincipalID?
    /// The author's own identifiers: one that an enrolled principal carries too makes that principal the originator.
    public var identifiers: [PersonIdentifier]
    /// By what the source refers to the author, if not by words alone.
    public var reference: ExternalReference?

    /// Describes an author.
    ///
    /// - Parameters:
    ///   - attested: How the source names the author; not empty.
    ///   - principal: The enrolled principal that the host knows the author to be.
    ///   - identifiers: The author's own identifiers.
    ///   - reference: By what the source refers to the author.
    public init(
        attested: String,
        principal: PrincipalID? = nil,
        identifiers: [PersonIdentifier] = [],
        reference: ExternalReference? = nil
    ) {
        self.attested = attested
        self.principal = principal
        self.identifiers = identifiers
        self.reference = reference
    }
}

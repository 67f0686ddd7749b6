package import ClinicalNotesModel

/// Who wrote a note elsewhere, as the source says: an attested fact, which no signature of the author proves.
package struct ExternalAuthor: Hashable, Sendable {
    /// How the source names the author; kept with the note.
    package var attested: String
    /// The enrolled principal that the host knows the author to be, if it says so.
    package var principal: PrincipalID?
    /// The author's own identifiers: one that an enrolled principal carries too makes that principal the originator.
    package var identifiers: [PersonIdentifier]
    /// By what the source refers to the author, if not by words alone.
    package var reference: ExternalReference?

    /// Describes an author.
    ///
    /// - Parameters:
    ///   - attested: How the source names the author; not empty.
    ///   - principal: The enrolled principal that the host knows the author to be.
    ///   - identifiers: The author's own identifiers.
    ///   - reference: By what the source refers to the author.
    package init(
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

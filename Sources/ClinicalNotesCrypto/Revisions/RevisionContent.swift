package import ClinicalNotesModel

/// A revision of a note before sealing.
package struct RevisionContent: Sendable {
    /// Where it belongs; part and field are zero.
    package var place: Address
    /// The manifest hash of the revision before, or `nil` for the first.
    package var previous: Digest?
    /// Who wrote it.
    package var author: PrincipalID
    /// When it was signed, or for a draft written.
    package var signedAt: Instant
    /// The template's name.
    package var template: String
    /// The template's version.
    package var templateVersion: UInt32
    /// The fields; a pair of part and field stands at most once.
    package var fields: [FieldContent]

    /// Makes a revision.
    package init(
        place: Address,
        previous: Digest?,
        author: PrincipalID,
        signedAt: Instant,
        template: String,
        templateVersion: UInt32,
        fields: [FieldContent]
    ) {
        self.place = place
        self.previous = previous
        self.author = author
        self.signedAt = signedAt
        self.template = template
        self.templateVersion = templateVersion
        self.fields = fields
    }
}

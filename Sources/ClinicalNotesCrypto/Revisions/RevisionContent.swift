public import ClinicalNotesModel

/// A revision of a note before sealing.
public struct RevisionContent: Sendable {
    /// Where it belongs; part and field are zero.
    public var place: Place
    /// The manifest hash of the revision before, or `nil` for the first.
    public var previous: Digest?
    /// Who wrote it.
    public var author: PrincipalID
    /// When it was signed, or for a draft written.
    public var signedAt: Instant
    /// The template's name.
    public var template: String
    /// The template's version.
    public var templateVersion: UInt32
    /// The fields; a pair of part and field stands at most once.
    public var fields: [FieldContent]

    /// Makes a revision.
    public init(
        place: Place,
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

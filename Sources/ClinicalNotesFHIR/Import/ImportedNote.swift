public import ClinicalNotesModel

/// A note of the input, with everything that decides where it belongs.
///
/// Stricter than R4: `date` and an author among the entries are required, and the type is a LOINC code of
/// `NoteKind.catalog`. `description`, `attachment.title`, narrative and extensions other than inline labels are
/// not read: they repeat the note or name it for a screen.
public struct ImportedNote: Sendable {
    /// The entry's index.
    public let index: Int
    /// What other notes call this one.
    public let key: ReferenceKey
    /// The master identifier and the other identifiers, by which a repeated import is recognised.
    public let identifiers: [ImportedIdentifier]
    /// The kind, by the LOINC code of the type; it says nothing about the compartment.
    public let kind: NoteKind
    /// The compartment, by the labels.
    public let compartment: Compartment
    /// Where the note is in its life.
    public let status: ImportedNoteStatus
    /// Whether another note has taken this one's place.
    public let isSuperseded: Bool
    /// The words, in UTF-8 without markup.
    public let text: ClinicalText
    /// Whether the words were reduced from HTML.
    public let wasMarkup: Bool
    /// How many attachments hold the same note in formats that are not imported.
    public let otherFormats: Int
    /// Whom the note is about: a patient, or the members of ``group``.
    public let subjects: [ReferenceKey]
    /// The group that is the note's subject, if any.
    public let group: ReferenceKey?
    /// Who wrote it: practitioners, or patients in their own words; at least one.
    public let authors: [ReferenceKey]
    /// How many authors are no persons of the input, such as an organization.
    public let otherAuthors: Int
    /// Who vouched for it, if that is a practitioner of the input.
    public let authenticator: ReferenceKey?
    /// When the document reference was made.
    public let date: Instant
    /// When the care took place.
    public let period: ImportedPeriod?
    /// The encounter, which need not be part of the input.
    public let encounter: ReferenceKey?
    /// The organization that keeps the note, which need not be part of the input.
    public let custodian: ReferenceKey?
    /// The security labels.
    public let labels: SecurityLabels
    /// How the note relates to others.
    public internal(set) var relatesTo: [ImportedRelation]
}

extension ImportedNote: CustomStringConvertible {
    /// The entry's index; never content, names or identifiers.
    public var description: String { "ImportedNote(entry \(index))" }
}

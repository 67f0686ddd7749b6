package import ClinicalNotes
public import ClinicalNotesModel

/// A note of the input, with everything that decides where it belongs.
///
/// Read of a `DocumentReference`, of a `Composition`, or of a `DiagnosticReport` that has a presented form; what it says
/// in place of something that the input leaves out is among its `fallbacks`. Of a document whose
/// attachments cannot be read its narrative is, or else its description; otherwise these are not, nor are extensions other
/// than inline labels: they repeat the note or name it for a screen.
public struct ImportedNote: Sendable {
    /// The entry's index, counted through all inputs.
    public let index: Int
    /// What other notes call this one.
    public let key: ReferenceKey
    /// What names this document and no other, in every version, if the input says so.
    package let masterIdentifier: ImportedIdentifier?
    /// The other identifiers, which other notes may carry too.
    public let identifiers: [ImportedIdentifier]
    /// Which version of the document reference this is.
    package let version: ExternalVersion
    /// The kind, by the LOINC code of the type; it says nothing about the compartment.
    public let kind: NoteKind
    /// What the input says that the note is.
    public let writtenType: ImportedType?
    /// The compartment, by the labels.
    public let compartment: Compartment
    /// Where the note is in its life.
    public let status: ImportedNoteStatus
    /// Whether another note has taken this one's place.
    package let isSuperseded: Bool
    /// What it says: its words, and the originals beside them.
    package internal(set) var content: ImportedContent
    /// Whom the note is about: a patient, or the members of `group`; one who is in no input is looked for in the vault.
    public let subjects: [ReferenceKey]
    /// The group that is the note's subject, if any.
    package let group: ReferenceKey?
    /// Who wrote it, as far as that are practitioners of the inputs, or patients in their own words.
    public let authors: [ReferenceKey]
    /// Who else wrote it: people who are in no input, and organizations, devices and relatives, who are told in words.
    package let otherAuthors: [ImportedAuthor]
    /// What else the input says about its making, in words.
    package let context: ExternalContext
    /// When the note was made, if anything tells.
    public let date: Instant?
    /// When the care took place.
    package let period: ImportedPeriod?
    /// The security labels, with those of its patient, its encounter and its bundle.
    package let labels: SecurityLabels
    /// How the note relates to others.
    package internal(set) var relatesTo: [ImportedRelation]
    /// What was taken in place of something that the input does not say.
    package internal(set) var fallbacks: Set<ImportFallback>

    /// What is known of those of the subjects who are in no input.
    let absent: [ReferenceKey: AbsentSubject]
    /// Patients who are told inside the note alone.
    let contained: [ImportedPatient]
    /// Every author in the input's order, in words.
    let allAuthors: [ImportedAuthor]
    /// What it calls its encounters.
    let encounters: [ReferenceKey]
    /// Who stands behind the words of the context.
    var parties: [ExternalContext.Part: ImportedAuthor] = [:]

    /// The words, in UTF-8 without markup.
    public var text: ClinicalText { content.text }
    /// Whether the words were reduced from markup.
    package var wasMarkup: Bool { content.wasMarkup }
    /// How many attachments hold the same note in formats that are not read.
    package var otherFormats: Int { content.otherFormats }
}

extension ImportedNote: CustomStringConvertible {
    /// The entry's index; never content, names or identifiers.
    public var description: String { "ImportedNote(entry \(index))" }
}

internal import ClinicalNotesModel

/// What a resource says of a note, whichever type it has; whom and what it refers to is still to be resolved.
struct NoteElements {
    /// A reference and the path where it stands.
    struct Reference {
        let object: JSONObject
        let path: String
    }

    /// A relation of the note and the path of its target.
    struct Relation {
        let kind: ImportedRelation.Kind
        let target: Reference
    }

    /// What the resource type is called in paths.
    let type: ComplexType
    /// The master identifier, or the one identifier of a composition.
    let masterIdentifier: ImportedIdentifier?
    /// The other identifiers, in the input's order.
    let identifiers: [ImportedIdentifier]
    let versionID: String?
    let lastUpdated: Instant?
    let status: ImportedNoteStatus
    let isSuperseded: Bool
    let kind: NoteKind
    let writtenType: ImportedType?
    /// Whom the note is about; a note without one cannot be filed.
    let subject: Reference?
    let authors: [Reference]
    let authenticator: Reference?
    let custodian: Reference?
    let encounters: [Reference]
    let relations: [Relation]
    let date: Instant?
    let period: ImportedPeriod?
    let content: ImportedContent
    let fallbacks: Set<ImportFallback>
}

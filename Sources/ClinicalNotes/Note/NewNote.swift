internal import ClinicalNotesModel

/// A note that is to be written.
struct NewNote: Sendable {
    let content: NewContent
    let kind: NoteKind
    let status: NoteStatus
    let originators: [PrincipalID]
    let subjects: [PatientID]
    let period: Range<Instant>
    var relation: NoteRelation?
    var addenda: [NoteID] = []
    var referencesOther = false
    var compiledForProceeding = false
    var identifiers: [PersonIdentifier] = []
    var attestedAuthors: [String] = []
}

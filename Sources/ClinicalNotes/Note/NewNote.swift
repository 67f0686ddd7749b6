internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// A note that is to be written.
struct NewNote: Sendable {
    let content: NewContent
    let kind: NoteKind
    var status: NoteStatus
    let originators: [PrincipalID]
    let subjects: [PatientID]
    let period: Range<Instant>
    /// When it was begun; now if not told.
    var created: Instant?
    var relation: NoteRelation?
    var addenda: [NoteID] = []
    var referencesOther: ReferencedPerson?
    var compiledForProceeding = false
    var byMentalHealthProfessional: Bool?
    var identifiers: [PersonIdentifier] = []
    var attestedAuthors: [String] = []
    var origin: ImportOrigin?
    var external: ExternalState?
    /// Who is said to have written it by who puts it on record, and waits for a second person to say so.
    var coauthors: [PrincipalID] = []
    var received: ReceivedRecord?
    var labels = NoteLabels.none
    /// The key that its attachments are sealed under, and it will be; drawn with the note where there are none.
    var noteKey: HeldKey?
    var attachments: [NewAttachment] = []
    /// Holds on it, which name another note where this one takes its place.
    var holds: [Hold] = []
    var usedForDecision = false
    /// Where it stood before, if it is refiled.
    var refiling: NoteRefiling?
}

extension NewNote {
    /// What was stated about it beside its content.
    var attestation: Attestation {
        Attestation(
            mentions: referencesOther,
            compiledForProceeding: compiledForProceeding,
            byMentalHealthProfessional: byMentalHealthProfessional,
            coauthors: coauthors,
            labels: labels
        )
    }
}

internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The files of one external note whose segments are written, to be filed in the commit that writes the note.
struct WrittenFiles: Sendable {
    /// The note in the vault that they are for; `nil` for one that comes with them.
    let note: NoteID?
    /// The note's key, which they are sealed under.
    let noteKey: HeldKey
    let attachments: [NewAttachment]
}

/// The files of one external note that are to be written before it.
struct WantedFiles: Sendable {
    let note: NoteID?
    let noteKey: HeldKey
    let owner: OwnerID
    let compartment: CompartmentID
    let files: [ExternalAttachment]
}

internal import ClinicalNotesModel

/// What a state that came later changes of a note that the vault has.
struct NoteUpdate: Sendable {
    /// The note as it stands.
    var current: LoadedNote
    /// Its header as it will be, but for what a new revision brings.
    var header: NoteHeader
    /// The words of the new revision, if they are others or are signed only now.
    var content: NewContent?
    /// The files that the note has not got yet.
    var newFiles: [ExternalAttachment] = []
    /// The same, once they are written.
    var written: WrittenFiles?
    /// Why the state is not taken over, but for its labels.
    var refusal: NotesError?

    /// Whether the source has withdrawn the note with this state.
    var withdraws: Bool {
        header.status == .enteredInError && current.header.status != .enteredInError
    }

    /// Whether house rules may ask for other labels than before.
    var relabels: Bool {
        let owner = current.view.aggregate
        return header.labelWords(in: owner) != current.header.labelWords(in: owner)
    }

    /// Whether others can be linked with the note that could not before: it has another name, or is final by now.
    var isNewToOthers: Bool {
        header.identifiers != current.header.identifiers
            || header.external?.key != current.header.external?.key
            || NoteStatusClass(of: header.status) != NoteStatusClass(of: current.header.status)
    }

    /// What is logged.
    var action: NoteAction { withdraws ? .markEnteredInError : content == nil ? .importRecords : .amend }

    /// The revision that stands afterwards.
    var revision: UInt64 { current.header.revision + (content == nil ? 0 : 1) }

    /// What becomes of it.
    var outcome: ImportOutcome<NoteID> {
        if let refusal { return .refused(refusal) }
        guard !withdraws else { return .withdrawn(current.id) }
        var named = current.header
        named.external?.version = header.external?.version
        // Only what the source calls the state is new.
        guard content != nil || !newFiles.isEmpty || header != named else { return .unchanged(current.id) }
        return .changed(current.id, from: current.header.revision, to: revision)
    }
}

internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

extension DirectoryNote {
    /// What the directory tells of a note, as its header has it.
    init(_ header: NoteHeader) {
        self.init(
            compartment: header.compartment,
            statusClass: NoteStatusClass(of: header.status),
            time: header.period.lowerBound
        )
    }
}

extension NoteStatusClass {
    /// The class of a status.
    init(of status: NoteStatus) {
        switch status {
        case .draft: self = .draft
        case .enteredInError: self = .withdrawn
        case .signed, .cosigned, .amended, .addended: self = .final
        }
    }
}

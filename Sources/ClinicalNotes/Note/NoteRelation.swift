public import ClinicalNotesModel

/// How a note stands to another one, as in FHIR's `relatesTo`.
public enum NoteRelation: Hashable, Codable, Sendable {
    /// It is an addendum by an author.
    case addendum(to: NoteID)
    /// It holds the patient's own words beside the note.
    case annotation(of: NoteID)
    /// It takes the place of a note that was written elsewhere, as this one was.
    case replacement(of: NoteID)
}

extension NoteRelation {
    /// The note that it stands to.
    var note: NoteID {
        switch self {
        case .addendum(let note), .annotation(let note), .replacement(let note): note
        }
    }
}

extension NoteHeader {
    /// The notes that it names: how it stands to another one, and what it was before or became on another chart.
    var related: [NoteID] { [relation?.note, refiling?.from, withdrawal?.refiled].compactMap { $0 } }
}

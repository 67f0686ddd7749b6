public import ClinicalNotesModel

/// What came of documenting a counseling session: two drafts, in two compartments.
public struct DocumentedSession: Hashable, Sendable {
    /// The statutory items, in the general record.
    public let summary: NoteID
    /// The therapist's own analysis, in the psychotherapy compartment; `nil` if there was none.
    public let analysis: NoteID?
}

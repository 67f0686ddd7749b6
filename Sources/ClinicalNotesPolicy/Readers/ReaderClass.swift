public import ClinicalNotesModel

/// Everybody who may read a note for the same reason.
public struct ReaderClass: Hashable, Codable, Sendable {
    /// What reading is for them: use inside, disclosure outside, or the patient's browsing; any of these.
    public let actions: [NoteAction]
    /// The roles, any of them.
    public let roles: [PrincipalRole]
    /// The purposes, any of them.
    public let purposes: [PurposeOfUse]
    /// How they stand to the note.
    public let relation: ReaderRelation
    /// The rules that decide, the first one first.
    public let rules: [RuleID]
    /// The paragraphs that decide, at most three.
    public let citations: [Citation]
    /// What comes with it.
    public let obligations: [Obligation]
    /// The first rule in plain words.
    public let sentence: String
}

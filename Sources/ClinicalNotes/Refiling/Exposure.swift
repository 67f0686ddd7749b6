public import ClinicalNotesModel

/// Who saw a note on the wrong patient's chart, for the assessment of a breach, 45 CFR 164.402; identifiers and codes alone.
public struct Exposure: Hashable, Codable, Sendable {
    /// One opening of the note.
    public struct Sighting: Hashable, Codable, Sendable {
        /// When.
        public let at: Instant
        /// Who saw it.
        public let principal: PrincipalID
        /// In which role.
        public let role: PrincipalRole
        /// For which purpose.
        public let purpose: PurposeOfUse
        /// What it was: reading, browsing, disclosure to outside, export.
        public let action: NoteAction
    }

    /// The note, where it stood.
    public let note: NoteID
    /// Every opening by others than its authors, the oldest first.
    public let sightings: [Sighting]
    /// Whether the whole audit log could be read; else an opening may be missing here.
    public let isComplete: Bool
}

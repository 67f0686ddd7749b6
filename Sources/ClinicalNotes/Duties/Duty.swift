public import ClinicalNotesModel
public import ClinicalNotesPolicy

/// Something that the practice still owes: an obligation of a decision that nobody has discharged.
///
/// Identifiers and codes; never content or a name.
public struct Duty: Hashable, Codable, Sendable, Identifiable {
    /// Names a duty: the entry of the audit log that brought it, and the obligation.
    public struct ID: Hashable, Codable, Sendable {
        /// The position of the entry in the audit log, counted from 0.
        public let position: UInt64
        /// The obligation.
        public let obligation: Obligation

        /// Names a duty.
        public init(position: UInt64, obligation: Obligation) {
            self.position = position
            self.obligation = obligation
        }
    }

    /// Its name.
    public let id: ID
    /// When the decision brought it.
    public let since: Instant
    /// When it is due; `nil` where law sets no number of days, such as "promptly" in 45 CFR 164.512(c)(2).
    public let due: Instant?
    /// Whose record it is about.
    public let owner: OwnerID
    /// The note, where it is about one.
    public let note: NoteID?
    /// Whose request or act brought it.
    public let principal: PrincipalID
    /// What that one asked or did.
    public let action: NoteAction
    /// Whether it was refused: then the duty tells of a note that may be hidden from who asked.
    let wasRefused: Bool

    /// What has to be done.
    public var obligation: Obligation { id.obligation }
}

public import ClinicalNotesModel

/// How what a vault rests on stands: for a host to watch, and to tell its people of at once.
///
/// None of it stops the vault by itself; what cannot be promised any more is refused where it is asked for. The way back
/// from each state is described in `Documentation/Recovery.md`.
public struct VaultHealth: Hashable, Sendable {
    /// How the anchor stands.
    ///
    /// While it is missing or unreadable, nothing is anchored, and reports say `unanchored`. While the audit log is behind it,
    /// nothing is recorded, so every call that hands out or writes throws `behindAnchor`, until ``NoteVault/checkpoint()``
    /// finds that it is not any more.
    public let anchor: AnchorState
    /// Since when audit entries could not be made tamper-evident; `nil` while they can.
    public let integrationFailingSince: Instant?
    /// What the last try to make them tamper-evident ended with; `nil` if it succeeded.
    public let integrationFailure: NotesError.Code?
    /// Whether the database was found not to be the one any more that was opened.
    public let isStoreReplaced: Bool

    /// Whether nothing of it needs anybody's attention.
    public var isWell: Bool {
        (anchor == .kept || anchor == .none) && integrationFailingSince == nil && !isStoreReplaced
    }
}

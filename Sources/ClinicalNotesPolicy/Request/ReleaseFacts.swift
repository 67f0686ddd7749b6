public import ClinicalNotesModel

/// What the portal shows of one part or field; it overrides what is set for the whole note.
public struct ReleaseFacts: Hashable, Sendable {
    /// The part or field.
    public var scope: NoteScope
    /// Whether it is shown.
    public var sharing: Fact<Sharing>
    /// Who set it.
    public var setBy: Fact<SharingSetter>
    /// When a delayed one is shown.
    public var releaseAt: Fact<Instant?>

    /// Makes facts; what is left out has the default shown.
    public init(
        scope: NoteScope,
        sharing: Fact<Sharing>,
        setBy: Fact<SharingSetter>,
        releaseAt: Fact<Instant?> = .known(nil)
    ) {
        self.scope = scope
        self.sharing = sharing
        self.setBy = setBy
        self.releaseAt = releaseAt
    }
}

public import ClinicalNotesModel

/// What the portal shows of one part or field; it overrides what is set for the whole note.
///
/// A field can be withheld from what is shown, and a field can be shown of a part that is not.
public struct ReleaseFacts: Hashable, Sendable {
    /// The part or field.
    public var scope: SharingScope
    /// Whether it is shown.
    public var sharing: Fact<Release.State>
    /// Who set it.
    public var setBy: Fact<SharingSetter>

    /// Makes facts; what is left out has the default shown.
    public init(
        scope: SharingScope,
        sharing: Fact<Release.State>,
        setBy: Fact<SharingSetter>
    ) {
        self.scope = scope
        self.sharing = sharing
        self.setBy = setBy
    }
}

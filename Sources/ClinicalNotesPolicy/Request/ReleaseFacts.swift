package import ClinicalNotesModel

/// What the portal shows of one part or field; it overrides what is set for the whole note.
///
/// A field can be withheld from what is shown, and a field can be shown of a part that is not.
package struct ReleaseFacts: Hashable, Sendable {
    /// The part or field.
    package var scope: SharingScope
    /// Whether it is shown.
    package var sharing: Fact<Release.State>
    /// Who set it.
    package var setBy: Fact<SharingSetter>

    /// Makes facts; what is left out has the default shown.
    package init(
        scope: SharingScope,
        sharing: Fact<Release.State>,
        setBy: Fact<SharingSetter>
    ) {
        self.scope = scope
        self.sharing = sharing
        self.setBy = setBy
    }
}

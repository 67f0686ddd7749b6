package import ClinicalNotesModel

/// A hold on what the patient may see; it never affects third parties.
package struct HoldFacts: Hashable, Sendable {
    /// What is held; none is a part that is not named, taken to be any.
    package var scope: Fact<SharingScope?>
    /// Why.
    package var ground: Fact<HoldGround>
    /// Who decided.
    package var determinedBy: Fact<Hold.Decider>
    /// It was decided for this patient, not by a general rule.
    package var individualized: Fact<Bool>
    /// The decider has or had a treating relationship, 45 CFR 171.201(c)(1).
    package var treatingRelationship: Fact<Bool>
    /// When it ends.
    package var expires: Fact<Instant?>
    /// What became of its review.
    package var review: Fact<Hold.Review>

    /// Makes facts; what is left out has the default shown.
    package init(
        scope: Fact<SharingScope?> = .known(.note),
        ground: Fact<HoldGround>,
        determinedBy: Fact<Hold.Decider>,
        individualized: Fact<Bool>,
        treatingRelationship: Fact<Bool>,
        expires: Fact<Instant?>,
        review: Fact<Hold.Review>
    ) {
        self.scope = scope
        self.ground = ground
        self.determinedBy = determinedBy
        self.individualized = individualized
        self.treatingRelationship = treatingRelationship
        self.expires = expires
        self.review = review
    }
}

public import ClinicalNotesModel

/// A hold on what the patient may see; it never affects third parties.
public struct HoldFacts: Hashable, Sendable {
    /// What is held.
    public var scope: Fact<NoteScope>
    /// Why.
    public var reason: Fact<HoldReason>
    /// Who decided.
    public var determinedBy: Fact<HoldDecider>
    /// It was decided for this patient, not by a general rule.
    public var individualized: Fact<Bool>
    /// The decider has or had a treating relationship, 45 CFR 171.201(c)(1).
    public var treatingRelationship: Fact<Bool>
    /// When it ends.
    public var expires: Fact<Instant?>
    /// What became of its review.
    public var review: Fact<HoldReview>

    /// Makes facts; what is left out has the default shown.
    public init(
        scope: Fact<NoteScope> = .known(.wholeNote),
        reason: Fact<HoldReason>,
        determinedBy: Fact<HoldDecider>,
        individualized: Fact<Bool>,
        treatingRelationship: Fact<Bool>,
        expires: Fact<Instant?>,
        review: Fact<HoldReview>
    ) {
        self.scope = scope
        self.reason = reason
        self.determinedBy = determinedBy
        self.individualized = individualized
        self.treatingRelationship = treatingRelationship
        self.expires = expires
        self.review = review
    }
}

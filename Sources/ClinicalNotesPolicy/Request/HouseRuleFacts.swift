public import ClinicalNotesModel

/// A rule that the host added to this request.
///
/// Of the third-party kind it narrows and never widens; of the others it widens and never narrows.
public struct HouseRuleFacts: Hashable, Sendable {
    /// What it does.
    public var effect: HouseRuleEffect
    /// Whom it is about.
    public var axis: HouseRuleAxis
    /// Whom it applies to; empty is everyone.
    public var roles: [PrincipalRole]
    /// What it applies to; empty is every purpose.
    public var purposes: [PurposeOfUse]

    /// Makes facts; what is left out has the default shown.
    public init(
        effect: HouseRuleEffect,
        axis: HouseRuleAxis,
        roles: [PrincipalRole] = [],
        purposes: [PurposeOfUse] = []
    ) {
        self.effect = effect
        self.axis = axis
        self.roles = roles
        self.purposes = purposes
    }
}

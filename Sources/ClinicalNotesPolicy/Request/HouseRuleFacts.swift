package import ClinicalNotesModel

/// A rule that the host added to this request.
///
/// Of the third-party kind it narrows and never widens; of the others it widens and never narrows.
package struct HouseRuleFacts: Hashable, Sendable {
    /// What it does.
    package var effect: HouseRuleEffect
    /// Whom it is about.
    package var axis: HouseRuleAxis
    /// Whom it applies to; empty is everyone.
    package var roles: [PrincipalRole]
    /// What it applies to; empty is every purpose.
    package var purposes: [PurposeOfUse]

    /// Makes facts; what is left out has the default shown.
    package init(
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

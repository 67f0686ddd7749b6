package import ClinicalNotesModel

/// A restriction that the patient asked for, 45 CFR 164.522(a) and 42 CFR 2.26.
package struct RestrictionFacts: Hashable, Sendable {
    /// What it rests on.
    package var kind: Fact<Restriction.Kind>
    /// It blocks these roles for the purposes named beside.
    package var blocksRoles: Fact<[PrincipalRole]>
    /// It blocks these purposes for the roles named beside.
    package var blocksPurposes: Fact<[PurposeOfUse]>
    /// How it ended, if it did.
    package var termination: Fact<Restriction.Termination?>
    /// When it ended.
    package var terminatedAt: Fact<Instant?>

    /// Makes facts; what is left out has the default shown.
    package init(
        kind: Fact<Restriction.Kind>,
        blocksRoles: Fact<[PrincipalRole]>,
        blocksPurposes: Fact<[PurposeOfUse]>,
        termination: Fact<Restriction.Termination?> = .known(nil),
        terminatedAt: Fact<Instant?> = .known(nil)
    ) {
        self.kind = kind
        self.blocksRoles = blocksRoles
        self.blocksPurposes = blocksPurposes
        self.termination = termination
        self.terminatedAt = terminatedAt
    }
}

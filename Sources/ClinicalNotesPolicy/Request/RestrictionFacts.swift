public import ClinicalNotesModel

/// A restriction that the patient asked for, 45 CFR 164.522(a) and 42 CFR 2.26.
public struct RestrictionFacts: Hashable, Sendable {
    /// What it rests on.
    public var kind: Fact<RestrictionKind>
    /// It blocks these roles for the purposes named beside.
    public var blocksRoles: Fact<[PrincipalRole]>
    /// It blocks these purposes for the roles named beside.
    public var blocksPurposes: Fact<[PurposeOfUse]>
    /// Whether and how it ended.
    public var ended: Fact<RestrictionEnd>
    /// When it ended.
    public var endedAt: Fact<Instant?>

    /// Makes facts; what is left out has the default shown.
    public init(
        kind: Fact<RestrictionKind>,
        blocksRoles: Fact<[PrincipalRole]>,
        blocksPurposes: Fact<[PurposeOfUse]>,
        ended: Fact<RestrictionEnd> = .known(.notEnded),
        endedAt: Fact<Instant?> = .known(nil)
    ) {
        self.kind = kind
        self.blocksRoles = blocksRoles
        self.blocksPurposes = blocksPurposes
        self.ended = ended
        self.endedAt = endedAt
    }
}

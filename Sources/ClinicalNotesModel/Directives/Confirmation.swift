/// That somebody has seen a paper and vouches for it who gains nothing by it.
public struct Confirmation: Hashable, Sendable {
    /// Who.
    public let by: PrincipalID
    /// When.
    public let at: Instant
    /// Whether that was the one person of a practice, who may have filed it and gain by it: declared, for want of anybody else.
    public let alone: Bool

    /// Records a confirmation.
    package init(by principal: PrincipalID, at moment: Instant, alone: Bool = false) {
        by = principal
        at = moment
        self.alone = alone
    }
}

/// That somebody who gains nothing by a paper has seen it and vouches for it.
public struct Confirmation: Hashable, Sendable {
    /// Who.
    public let by: PrincipalID
    /// When.
    public let at: Instant

    /// Records a confirmation.
    public init(by principal: PrincipalID, at moment: Instant) {
        by = principal
        at = moment
    }
}

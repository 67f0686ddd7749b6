/// A threat, 45 CFR 164.512(j)(1)(i).
public struct ThreatFacts: Hashable, Sendable {
    /// It is serious.
    public var serious: Fact<Bool>
    /// It is imminent.
    public var imminent: Fact<Bool>
    /// The holder believes in good faith that disclosing is necessary.
    public var goodFaith: Fact<Bool>
    /// The recipient can reasonably prevent or lessen it.
    public var recipientCanPrevent: Fact<Bool>

    /// Makes facts; what is left out has the default shown.
    public init(
        serious: Fact<Bool>,
        imminent: Fact<Bool>,
        goodFaith: Fact<Bool>,
        recipientCanPrevent: Fact<Bool>
    ) {
        self.serious = serious
        self.imminent = imminent
        self.goodFaith = goodFaith
        self.recipientCanPrevent = recipientCanPrevent
    }
}

/// How a copy is to travel.
public struct DeliveryFacts: Hashable, Sendable {
    /// It is the channel that the patient asked for, 45 CFR 164.522(b).
    public var matchesConfidentialRequest: Fact<Bool>

    /// Makes facts; what is left out has the default shown.
    public init(
        matchesConfidentialRequest: Fact<Bool>
    ) {
        self.matchesConfidentialRequest = matchesConfidentialRequest
    }
}

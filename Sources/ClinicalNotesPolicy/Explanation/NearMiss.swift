/// A rule that would have permitted, had some facts been different or had nothing prohibited it.
public struct NearMiss: Hashable, Sendable {
    /// The rule.
    public let rule: RuleID
    /// The facts that it asks for and that do not hold, or have another value; none where it held for certain.
    public let lacking: [Axis]
    /// The facts that it does not bear and that hold, or may; none where it held for certain.
    public let against: [Axis]
    /// The prohibitions that close what the rule would open, whatever it lacks; of an undetermined decision also those
    /// that may.
    ///
    /// One that speaks for the host's own is followed by the host's rules behind it; it does not close what law compels.
    public let closedBy: [RuleID]
}

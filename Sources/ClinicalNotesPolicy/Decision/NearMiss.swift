/// A rule that would have permitted, had some facts been different.
public struct NearMiss: Hashable, Sendable {
    /// The rule.
    public let rule: RuleID
    /// The facts that stood in its way.
    public let lacking: [Axis]
}

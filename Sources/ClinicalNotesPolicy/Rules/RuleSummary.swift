/// A rule as people read it.
public struct RuleSummary: Hashable, Sendable {
    /// The name.
    public let id: RuleID
    /// The direction of law.
    public let direction: RuleDirection
    /// Where the law says so.
    public let citations: [Citation]
    /// What it says, in plain words.
    public let sentence: String
}

public import ClinicalNotesPolicy

/// An obligation that one policy brings and another does not, where both have the same effect.
public struct ObligationDifference: Sendable {
    /// The obligation.
    public let obligation: Obligation
    /// Whether the new policy brings it; else the old one did.
    public let isAdded: Bool
    /// At how many points, reachable or not.
    public let points: PointCount
    /// The smallest point of those that a request can make; nothing if there is none.
    public let example: FactPoint?
    /// The rules that bring it in the example.
    public let broughtBy: [RuleSummary]
}

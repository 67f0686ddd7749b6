package import ClinicalNotesPolicy

/// An obligation that one policy brings and another does not, where both have the same effect.
package struct ObligationDifference: Sendable {
    /// The obligation.
    package let obligation: Obligation
    /// Whether the new policy brings it; else the old one did.
    package let isAdded: Bool
    /// At how many points, reachable or not.
    package let points: PointCount
    /// The smallest point of those that a request can make; nothing if there is none.
    package let example: FactPoint?
    /// The rules that bring it in the example.
    package let broughtBy: [RuleSummary]
}

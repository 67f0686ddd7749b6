public import ClinicalNotesPolicy

/// What shows that a rule is needed: the statement that fails without it, if need be together with others.
public struct RuleExposure: Sendable {
    /// The rule.
    public let rule: RuleID
    /// The fewest other rules that shadow it.
    ///
    /// Only without them, too, does a statement fail at points where it holds without them alone. Empty where a statement
    /// fails without the rule itself.
    public let shadowedBy: [RuleID]
    /// What fails then; nothing if no statement does.
    public let counterexample: PolicyCounterexample?
}

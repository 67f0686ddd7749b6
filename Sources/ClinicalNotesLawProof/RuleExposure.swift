package import ClinicalNotesPolicy

/// What shows that a rule is needed: the statement that fails without it, if need be together with others.
package struct RuleExposure: Sendable {
    /// The rule.
    package let rule: RuleID
    /// The fewest other rules that shadow it.
    ///
    /// Only without them, too, does a statement fail at points where it holds without them alone. Empty where a statement
    /// fails without the rule itself.
    package let shadowedBy: [RuleID]
    /// What fails then; nothing if no statement does.
    package let counterexample: PolicyCounterexample?
}

/// A house rule whose direction is part of its type.
public protocol DirectedHouseRule: Sendable {
    /// The direction whose conditions fit.
    associatedtype Scope: HouseScope
    /// The rule as data.
    var rule: HouseRule { get }
    /// Takes a rule of the type's direction; another is a programming error.
    init(_ rule: HouseRule)
}

extension DirectedHouseRule {
    /// The same rule, except where all of these hold; naming nothing excepts nothing.
    public func unless(@HouseConditionBuilder<Scope> _ conditions: () -> HouseConditions<Scope>) -> Self {
        Self(rule.excepting(conditions().tests))
    }

    /// The same rule under a name of its own, which audit entries and explanations show.
    public func named(_ name: String) -> Self { Self(rule.named(RuleID(name))) }

    /// The same rule, marked as one whose reading of the law counsel has still to confirm; it applies all the same.
    public func forCounsel() -> Self { Self(rule.forCounsel()) }
}

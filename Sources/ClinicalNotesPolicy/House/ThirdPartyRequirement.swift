/// A house rule that brings an obligation with what staff and outsiders are permitted.
public struct ThirdPartyRequirement: DirectedHouseRule {
    /// The direction whose conditions fit.
    public typealias Scope = ThirdPartyScope

    /// The rule as data.
    public let rule: HouseRule

    /// Takes a rule of this direction; another is a programming error.
    public init(_ rule: HouseRule) {
        precondition(rule.kind == .requirement, "a rule of another direction")
        self.rule = rule
    }

    /// States a rule.
    ///
    /// - Parameters:
    ///   - sentence: What it says, in plain words; also its name, unless it is given one.
    ///   - obligation: What it brings.
    ///   - reason: What it rests on.
    ///   - conditions: What must hold; nothing is always.
    public init(
        _ sentence: String,
        bringing obligation: ThirdPartyObligation,
        because reason: Citation,
        @HouseConditionBuilder<Scope> when conditions: () -> HouseConditions<Scope>
    ) {
        rule = HouseRule(
            .requirement,
            sentence,
            because: reason,
            obligation: obligation.obligation,
            when: conditions().tests
        )
    }
}

/// A house rule that opens a record of a minor to a parent, 45 CFR 164.502(g)(3)(ii)(A).
public struct ParentGrant: DirectedHouseRule {
    /// The direction whose conditions fit.
    public typealias Scope = OwnRecordScope

    /// The rule as data.
    public let rule: HouseRule

    /// Takes a rule of this direction; another is a programming error.
    public init(_ rule: HouseRule) {
        precondition(rule.kind == .parentGrant, "a rule of another direction")
        self.rule = rule
    }

    /// States a rule.
    ///
    /// - Parameters:
    ///   - sentence: What it says, in plain words; also its name, unless it is given one.
    ///   - law: What it rests on: a practice's own policy settles nothing here.
    ///   - conditions: What must hold; nothing is always.
    public init(
        _ sentence: String,
        because law: StateLaw,
        @HouseConditionBuilder<Scope> when conditions: () -> HouseConditions<Scope>
    ) {
        rule = HouseRule(.parentGrant, sentence, because: law.citation, when: conditions().tests)
    }
}

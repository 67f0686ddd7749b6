/// A house rule that closes to staff and outsiders what law permits but does not compel.
///
/// It cannot be written about a patient, and never touches what a patient gets.
public struct ThirdPartyRestriction: DirectedHouseRule {
    /// The direction whose conditions fit.
    public typealias Scope = ThirdPartyScope

    /// The rule as data.
    public let rule: HouseRule

    /// Takes a rule of this direction; another is a programming error.
    public init(_ rule: HouseRule) {
        precondition(rule.kind == .restriction, "a rule of another direction")
        self.rule = rule
    }

    /// States a rule.
    ///
    /// - Parameters:
    ///   - sentence: What it says, in plain words; also its name, unless it is given one.
    ///   - reason: What it rests on.
    ///   - conditions: What must hold; nothing is always.
    public init(
        _ sentence: String,
        because reason: Citation,
        @HouseConditionBuilder<Scope> when conditions: () -> HouseConditions<Scope>
    ) {
        rule = HouseRule(.restriction, sentence, because: reason, when: conditions().tests)
    }
}

/// A house rule that shortens the time in which a request for access is answered, whatever the answer is.
///
/// It comes beside the thirty days of 45 CFR 164.524(b)(2); the shorter time counts.
public struct AccessClock: DirectedHouseRule {
    /// The direction whose conditions fit.
    public typealias Scope = OwnRecordScope

    /// The rule as data.
    public let rule: HouseRule

    /// Takes a rule of this direction; another is a programming error.
    public init(_ rule: HouseRule) {
        precondition(rule.kind == .accessClock, "a rule of another direction")
        self.rule = rule
    }

    /// States a rule.
    ///
    /// - Parameters:
    ///   - sentence: What it says, in plain words; also its name, unless it is given one.
    ///   - period: In which time.
    ///   - reason: What it rests on.
    ///   - conditions: What must hold; nothing is always.
    public init(
        _ sentence: String,
        within period: AccessPeriod,
        because reason: Citation,
        @HouseConditionBuilder<Scope> when conditions: () -> HouseConditions<Scope>
    ) {
        rule = HouseRule(
            .accessClock,
            sentence,
            because: reason,
            obligation: period.obligation,
            when: conditions().tests
        )
    }
}

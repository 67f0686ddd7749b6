/// A house rule that brings a duty with what a patient is denied, such as a review.
public struct PatientDuty: DirectedHouseRule {
    /// The direction whose conditions fit.
    public typealias Scope = OwnRecordScope

    /// The rule as data.
    public let rule: HouseRule

    /// Takes a rule of this direction; another is a programming error.
    public init(_ rule: HouseRule) {
        precondition(rule.kind == .patientDuty, "a rule of another direction")
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
        bringing obligation: PatientObligation,
        because reason: Citation,
        @HouseConditionBuilder<Scope> when conditions: () -> HouseConditions<Scope>
    ) {
        rule = HouseRule(
            .patientDuty,
            sentence,
            because: reason,
            obligation: obligation.obligation,
            when: conditions().tests
        )
    }
}

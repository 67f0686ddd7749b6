/// A house rule that opens to patients more of their own record.
///
/// It cannot be written about anybody else; what is held on a ground of law stays held where the law says so.
public struct PatientGrant: DirectedHouseRule {
    /// The direction whose conditions fit.
    public typealias Scope = OwnRecordScope

    /// The rule as data.
    public let rule: HouseRule

    /// Takes a rule of this direction; another is a programming error.
    public init(_ rule: HouseRule) {
        precondition(rule.kind == .patientGrant, "a rule of another direction")
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
        rule = HouseRule(.patientGrant, sentence, because: reason, when: conditions().tests)
    }
}

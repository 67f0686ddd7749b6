/// A house rule that opens to patients more of their own record.
///
/// It opens what a hold on the note or a part, or a draft, would keep back, as law of a state may that gives patients
/// more: 45 CFR 160.203(b), 160.202. It does not go around a wrong channel, verification, or other subjects of a
/// psychotherapy note who did not agree, opens nothing in the portal that was not released, and cannot be written about
/// anybody else.
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

/// A house rule that closes the portal, for a time or from an age on.
///
/// It touches browsing alone, which shows what the practice released: never a request for access, which is the patient's
/// right, and nothing of staff and outsiders. A delay that keeps electronic information from patients who want it may be
/// information blocking, 45 CFR part 171; counsel should look at it.
public struct PortalRestriction: DirectedHouseRule {
    /// The direction whose conditions fit.
    public typealias Scope = PortalScope

    /// The rule as data.
    public let rule: HouseRule

    /// Takes a rule of this direction; another is a programming error.
    public init(_ rule: HouseRule) {
        precondition(rule.kind == .portalRestriction, "a rule of another direction")
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
        rule = HouseRule(.portalRestriction, sentence, because: reason, when: conditions().tests)
    }
}

/// Collects house rules.
@resultBuilder
public enum HouseRulesBuilder {
    /// A rule.
    public static func buildExpression(_ rule: some DirectedHouseRule) -> [HouseRule] { [rule.rule] }

    /// Rules of others, such as a state's.
    public static func buildExpression(_ rules: HouseRules) -> [HouseRule] { rules.rules }

    /// All of them.
    public static func buildBlock(_ rules: [HouseRule]...) -> [HouseRule] { rules.flatMap(\.self) }

    /// Rules that a condition of the host's chose.
    public static func buildOptional(_ rules: [HouseRule]?) -> [HouseRule] { rules ?? [] }

    /// Rules that a condition of the host's chose.
    public static func buildEither(first rules: [HouseRule]) -> [HouseRule] { rules }

    /// Rules that a condition of the host's chose.
    public static func buildEither(second rules: [HouseRule]) -> [HouseRule] { rules }

    /// Rules that a loop of the host's makes.
    public static func buildArray(_ rules: [[HouseRule]]) -> [HouseRule] { rules.flatMap(\.self) }
}

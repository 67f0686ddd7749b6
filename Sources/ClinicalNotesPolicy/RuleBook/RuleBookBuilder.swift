/// Collects the rules of a rule book.
@resultBuilder
public enum RuleBookBuilder {
    /// A permission.
    public static func buildExpression(_ rule: Permission) -> [BookRule] { [BookRule(rule: rule.rule)] }

    /// A prohibition.
    public static func buildExpression(_ rule: Prohibition) -> [BookRule] { [BookRule(rule: rule.rule)] }

    /// Rules that stand elsewhere.
    public static func buildExpression(_ rules: [BookRule]) -> [BookRule] { rules }

    /// All of them.
    public static func buildBlock(_ rules: [BookRule]...) -> [BookRule] { rules.flatMap(\.self) }

    /// Rules that a loop makes.
    public static func buildArray(_ rules: [[BookRule]]) -> [BookRule] { rules.flatMap(\.self) }
}

/// Collects the rules of a rule book.
@resultBuilder
package enum RuleBookBuilder {
    /// A permission.
    package static func buildExpression(_ rule: Permission) -> [BookRule] { [BookRule(rule: rule.rule)] }

    /// A prohibition.
    package static func buildExpression(_ rule: Prohibition) -> [BookRule] { [BookRule(rule: rule.rule)] }

    /// Rules that stand elsewhere.
    package static func buildExpression(_ rules: [BookRule]) -> [BookRule] { rules }

    /// All of them.
    package static func buildBlock(_ rules: [BookRule]...) -> [BookRule] { rules.flatMap(\.self) }

    /// Rules that a loop makes.
    package static func buildArray(_ rules: [[BookRule]]) -> [BookRule] { rules.flatMap(\.self) }
}

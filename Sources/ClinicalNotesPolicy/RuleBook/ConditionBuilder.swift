/// Collects conditions that hold together.
@resultBuilder
public enum ConditionBuilder {
    /// A condition.
    public static func buildExpression(_ condition: Condition) -> Condition { condition }

    /// A fact that must hold.
    public static func buildExpression(_ flag: FactAxis<Bool>) -> Condition { flag.isIn(true) }

    /// All of them.
    public static func buildBlock(_ conditions: Condition...) -> [Condition] { conditions }
}

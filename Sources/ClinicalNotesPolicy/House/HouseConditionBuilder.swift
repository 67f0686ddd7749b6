/// Collects what a house rule asks for: everything in it must hold.
@resultBuilder
public enum HouseConditionBuilder<Scope: HouseScope> {
    /// A condition of the rule's own direction.
    public static func buildExpression(_ condition: HouseCondition<Scope>) -> HouseConditions<Scope> {
        HouseConditions([condition.test])
    }

    /// A condition that fits every direction.
    public static func buildExpression(_ condition: HouseCondition<EveryScope>) -> HouseConditions<Scope> {
        HouseConditions([condition.test])
    }

    /// All of them.
    public static func buildBlock(_ conditions: HouseConditions<Scope>...) -> HouseConditions<Scope> {
        HouseConditions(conditions.flatMap(\.tests))
    }
}

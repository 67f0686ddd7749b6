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

    /// Refuses a condition of another direction, in words.
    @available(*, unavailable, message: "this condition does not fit the direction of the rule")
    public static func buildExpression<Other: HouseScope>(
        _ condition: HouseCondition<Other>
    ) -> HouseConditions<Scope> {
        HouseConditions([])
    }

    /// All of them.
    public static func buildBlock(_ conditions: HouseConditions<Scope>...) -> HouseConditions<Scope> {
        HouseConditions(conditions.flatMap(\.tests))
    }
}

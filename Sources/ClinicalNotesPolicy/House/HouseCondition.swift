/// One thing that a house rule asks for; it fits rules of its scope alone.
public struct HouseCondition<Scope: HouseScope>: Hashable, Sendable {
    let test: HouseTest

    init(_ test: HouseTest) { self.test = test }

    /// The opposite.
    public static prefix func ! (condition: HouseCondition) -> HouseCondition {
        HouseCondition(condition.test.negated)
    }
}

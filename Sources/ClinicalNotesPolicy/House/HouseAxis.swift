/// A fact with a closed list of values, to be compared in a house rule.
public struct HouseAxis<Value: AxisValue, Scope: HouseScope>: Sendable {
    let fact: HouseFact

    init(_ fact: HouseFact) { self.fact = fact }

    /// The fact has this value.
    public static func == (axis: HouseAxis, value: Value) -> HouseCondition<Scope> { axis.isIn(value) }

    /// The fact has another value.
    public static func != (axis: HouseAxis, value: Value) -> HouseCondition<Scope> { !axis.isIn(value) }

    /// The fact has one of these values.
    public func isIn(_ values: Value...) -> HouseCondition<Scope> {
        HouseCondition(.axis(fact, allowed: Set(values.map(\.ordinal))))
    }
}

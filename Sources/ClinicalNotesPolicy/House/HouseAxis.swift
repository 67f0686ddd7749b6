internal import ClinicalNotesModel

/// A fact to be compared in a house rule: with values of a closed list, or with words of the host's own.
public struct HouseAxis<Value: Sendable, Scope: HouseScope>: Sendable {
    private let test: @Sendable ([Value]) -> HouseTest

    /// The test that asks for one of some values.
    init(_ test: @escaping @Sendable ([Value]) -> HouseTest) { self.test = test }

    /// The fact has this value, or this is among its values.
    public static func == (axis: HouseAxis, value: Value) -> HouseCondition<Scope> { axis.isIn(value) }

    /// The fact has another value, or this is not among its values.
    public static func != (axis: HouseAxis, value: Value) -> HouseCondition<Scope> { !axis.isIn(value) }

    /// The fact has one of these values, or one of them is among its values.
    public func isIn(_ values: Value...) -> HouseCondition<Scope> { HouseCondition(test(values)) }
}

extension HouseAxis where Value: AxisValue {
    /// A fact with a closed list of values.
    init(_ fact: HouseFact) { self.init { .axis(fact, allowed: Set($0.map(\.ordinal))) } }
}

extension HouseAxis where Value == ThirdPartyRole {
    /// Roles on the third-party side.
    init(_ fact: HouseFact) { self.init { .axis(fact, allowed: Set($0.compactMap { $0.role?.ordinal })) } }
}

extension HouseAxis where Value == PortalViewer {
    /// Roles of those who look into the portal.
    init(_ fact: HouseFact) { self.init { .axis(fact, allowed: Set($0.map(\.role.ordinal))) } }
}

extension HouseAxis where Value == HostWord {
    /// Words of the host's own that somebody or something has.
    init(_ fact: HouseFact) { self.init { .values(fact, Set($0.map { .word($0.description) }), true) } }
}

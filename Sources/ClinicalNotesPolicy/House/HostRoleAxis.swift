/// The host's own roles of a principal, to be compared in a house rule.
public struct HostRoleAxis: Sendable {
    /// The principal has this role.
    public static func == (_: HostRoleAxis, role: HostRole) -> HouseCondition<ThirdPartyScope> {
        HouseCondition(.values(.hostRole, [.word(role.description)], true))
    }

    /// The principal has not this role.
    public static func != (_: HostRoleAxis, role: HostRole) -> HouseCondition<ThirdPartyScope> {
        HouseCondition(.values(.hostRole, [.word(role.description)], false))
    }

    /// The principal has one of these roles.
    public func isIn(_ roles: HostRole...) -> HouseCondition<ThirdPartyScope> {
        HouseCondition(.values(.hostRole, Set(roles.map { .word($0.description) }), true))
    }
}

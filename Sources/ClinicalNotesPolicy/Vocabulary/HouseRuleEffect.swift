/// What a house rule does.
package enum HouseRuleEffect: String, CaseIterable, Hashable, Sendable, Codable {
    /// It narrows.
    case deny
    /// It widens.
    case permit
}

/// What a host is asked about somebody, because a house rule asks for it.
package struct HostQuestions: Sendable {
    /// Whether for the roles that the host has given.
    package let roles: Bool
    /// Whether for the units that somebody works in.
    package let units: Bool
    /// Whether for the place from which somebody asks.
    package let location: Bool
    /// Whether for patients who work for the practice.
    package let colleagues: Bool
}

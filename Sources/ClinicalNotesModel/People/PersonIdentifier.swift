/// A number or name by which another system knows a person.
public struct PersonIdentifier: Hashable, Sendable {
    /// The naming system's URI.
    public let system: String
    /// The number or name in it.
    public let value: String

    /// Names a person in another system.
    ///
    /// - Parameters:
    ///   - system: The naming system's URI.
    ///   - value: The number or name in it.
    public init(system: String, value: String) {
        self.system = system
        self.value = value
    }
}

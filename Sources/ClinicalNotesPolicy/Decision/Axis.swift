/// One finite, typed input of a decision.
public struct Axis: Hashable, Codable, Sendable, CustomStringConvertible {
    /// The name, such as `compartment` or `isAuthor`.
    public let description: String

    /// The values, in their order.
    public let values: [String]

    package init(_ name: String, values: [String]) {
        description = name
        self.values = values
    }

    /// Compares names.
    public static func == (left: Axis, right: Axis) -> Bool { left.description == right.description }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

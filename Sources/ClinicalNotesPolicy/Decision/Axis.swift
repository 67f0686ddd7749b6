/// One finite, typed input of a decision.
public struct Axis: Hashable, Sendable, CustomStringConvertible {
    /// The name, such as `compartment` or `isAuthor`.
    public let description: String

    init(_ name: String) { description = name }
}

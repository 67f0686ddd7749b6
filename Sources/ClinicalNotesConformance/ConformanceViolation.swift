/// What an adapter did that the contract does not allow.
public struct ConformanceViolation: Error, Hashable, Sendable, CustomStringConvertible {
    /// The requirement's identifier.
    public let requirement: String
    /// What should hold.
    public let statement: String
    /// The seed with which the check repeats exactly, as far as the store allows.
    public let seed: UInt64
    /// What was seen instead.
    public let detail: String

    /// All of it in one line.
    public var description: String { "\(requirement) \(statement) Seen: \(detail) (seed \(seed))" }
}

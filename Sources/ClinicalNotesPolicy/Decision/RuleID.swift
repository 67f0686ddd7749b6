/// The name of a rule, such as `hipaa.psychotherapy.originator-treatment`; never reused.
public struct RuleID: Hashable, Sendable, CustomStringConvertible {
    /// The name.
    public let description: String

    /// Names a rule.
    public init(_ name: String) { description = name }
}

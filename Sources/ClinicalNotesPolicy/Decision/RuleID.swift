/// The name of a rule, such as `hipaa.psychotherapy.originator-treatment`; never reused.
public struct RuleID: Hashable, Codable, Sendable, CustomStringConvertible {
    /// The name.
    public let description: String

    /// Names a rule.
    public init(_ name: String) { description = name }

    /// Decodes the name.
    public init(from decoder: any Decoder) throws {
        description = try decoder.singleValueContainer().decode(String.self)
    }

    /// Encodes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

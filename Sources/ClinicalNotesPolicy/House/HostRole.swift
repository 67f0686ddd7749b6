/// A role of the host's own, such as `school-nurse`, beside the closed list that the law's rules know.
public struct HostRole: Hashable, Sendable, Codable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The host's name for it.
    public let description: String

    /// Names a role.
    public init(_ name: String) { description = name }

    /// Names a role.
    public init(stringLiteral name: String) { description = name }

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

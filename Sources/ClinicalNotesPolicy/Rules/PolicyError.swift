/// Why a policy could not be made; never a name or content.
public struct PolicyError: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    /// What went wrong; more codes may come.
    @nonexhaustive
    public enum Code: String, Codable, Sendable {
        /// There is no room for the rules, see ``Policy/hasRoom(for:)``.
        case tooManyRules
    }

    /// What went wrong.
    public let code: Code

    init(_ code: Code) { self.code = code }

    /// The code.
    public var description: String { "PolicyError(\(code))" }
}

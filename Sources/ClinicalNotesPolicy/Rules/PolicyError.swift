/// Why a policy could not be made; never a name or content.
public struct PolicyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong; more codes may come.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Base: String { case tooManyRules }

        private let base: Base
        private init(_ base: Base) { self.base = base }

        /// There is no room for the rules, see ``Policy/hasRoom(for:)``.
        public static let tooManyRules = Code(.tooManyRules)

        /// The name of the code.
        public var description: String { base.rawValue }
    }

    /// What went wrong.
    public let code: Code

    init(_ code: Code) { self.code = code }

    /// The code.
    public var description: String { "PolicyError(\(code))" }
}

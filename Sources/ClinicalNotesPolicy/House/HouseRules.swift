/// House rules that belong together: a practice's own, or a state's overlay.
public struct HouseRules: Hashable, Sendable {
    /// Whose they are, such as `practice` or `us-ny`.
    public let name: String
    /// Their version, as the host counts it.
    public let version: String
    /// The rules.
    public let rules: [HouseRule]

    /// Collects rules.
    ///
    /// - Parameters:
    ///   - name: Whose they are.
    ///   - version: Their version.
    ///   - rules: The rules.
    public init(_ name: String, version: String, @HouseRulesBuilder _ rules: () -> [HouseRule]) {
        self.init(name, version: version, rules: rules())
    }

    init(_ name: String, version: String, rules: [HouseRule]) {
        self.name = name
        self.version = version
        self.rules = rules
    }

    /// How many house rules a policy takes in all.
    public static let capacity = RuleSet.capacity

    /// A short value that changes with the rules, so that a policy's version does too.
    var fingerprint: String {
        var hash = StableHash()
        for rule in rules { hash.combine("\(rule.canonicalForm)") }
        return hash.description
    }
}

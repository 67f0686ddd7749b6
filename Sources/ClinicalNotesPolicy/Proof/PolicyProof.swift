/// What was proven of a policy, and figures about it.
///
/// Counts are exact numbers of points of the axes, reachable by a request or not, with the host's own rules as
/// free axes. All of it is a function of the rules and the axes: the same on every machine.
public struct PolicyProof: Sendable {
    /// The statements that hold.
    public let statements: [LawStatement]
    /// A short value to pin in a host's tests: it changes where the axes, a rule or a permitted point does.
    ///
    /// It detects change. It is no signature and keeps nobody from making another policy with the same value.
    public let certificate: String
    /// At how many points of the axes something is permitted.
    public let permittedPoints: PointCount
    /// How many points the axes have.
    public let points: PointCount

    private let policy: Policy
    private let diagram: PolicyDiagram
    private let outcome: PolicyDiagram.Outcome

    init(of policy: Policy, statements: [LawStatement]) {
        self.policy = policy
        self.statements = statements
        var diagram = PolicyDiagram(policy.compiled.rules)
        outcome = diagram.outcome()
        let domain = diagram.coding.domain(in: &diagram.diagram)
        points = diagram.diagram.count(domain)
        let permitted = diagram.diagram.and(domain, outcome.permitted)
        permittedPoints = diagram.diagram.count(permitted)
        certificate = PolicyCertificate.value(of: diagram, permitted: outcome.permitted)
        self.diagram = diagram
    }

    /// What each rule is worth, in the order of the rules; worked out when asked.
    public func rules() -> [RuleWorth] {
        var verifier = Verifier(policy)
        let whole = verifier.policy.outcome()
        return policy.compiled.rules.indices.map { rule in
            var copy = verifier
            return copy.worth(of: rule, whole)
        }
    }

    /// The rules that hold at no point that a request can make.
    public func deadRules() -> [RuleID] { rules().filter(\.isDead).map(\.rule) }

    /// What changed since another policy.
    ///
    /// - Parameter other: The policy before.
    /// - Returns: The points that this one opens and closes, and the obligations that differ.
    public func difference(from other: Policy) -> PolicyDifference {
        PolicyDifference(from: other.compiled.rules, to: diagram, outcome)
    }
}

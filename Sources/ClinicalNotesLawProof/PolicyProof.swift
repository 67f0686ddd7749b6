public import ClinicalNotesPolicy

/// What was proven of a policy, and figures about it.
///
/// Statements are proven for every house policy. Figures are of this one: counts are exact numbers of points of
/// the axes, reachable by a request or not. What house rules ask about the host's own facts, such as kinds of
/// notes, roles and ages, are axes more; what a request brings of house rules stays an axis. A rule that lets
/// parents in is not counted for substance use records, where no axis tells whether a minor may consent alone.
/// All of it is a function of the rules and the axes: the same on every machine.
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

    let policy: Policy

    init(of policy: Policy, statements: [LawStatement]) {
        var diagram = PolicyDiagram(policy, hosts: HostAxes(policy.house.rules))
        let outcome = diagram.outcome()
        self.init(of: policy, &diagram, outcome, statements: statements)
    }

    /// The same with the diagram of the policy and its house rules.
    init(
        of policy: Policy,
        _ diagram: inout PolicyDiagram,
        _ outcome: PolicyDiagram.Outcome,
        statements: [LawStatement]
    ) {
        self.policy = policy
        self.statements = statements
        let domain = diagram.domain()
        points = diagram.diagram.count(domain)
        let permitted = diagram.diagram.and(domain, outcome.permitted)
        permittedPoints = diagram.diagram.count(permitted)
        certificate = PolicyCertificate.value(of: diagram, permitted: outcome.permitted)
    }

    /// What each rule is worth, in the order of the rules, the host's own last; worked out when asked.
    public func rules() -> [RuleWorth] {
        var verifier = Verifier(policy)
        let whole = verifier.policy.outcome()
        return policy.compiled.rules.indices.map { rule in
            var copy = verifier
            return copy.worth(of: rule, whole)
        } + HouseWorth.all(of: policy)
    }

    /// The rules that hold at no point that a request can make, and house rules that change nothing at any.
    public func deadRules() -> [RuleID] { rules().filter(\.isDead).map(\.rule) }

    /// What changed since another policy.
    ///
    /// - Parameter other: The policy before.
    /// - Returns: The points that this one opens and closes, and the obligations that differ.
    public func difference(from other: Policy) -> PolicyDifference {
        PolicyDifference(from: other, to: policy)
    }
}

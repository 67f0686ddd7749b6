public import ClinicalNotesPolicy

extension Policy {
    /// Proves the statements about the law, for every point of the axes and every house policy.
    ///
    /// The permitted points, what each outcome brings and what it cites are functions in one decision diagram;
    /// a statement holds where the function of its violations, with all that extraction guarantees, holds
    /// nowhere. That no missing fact opens is proven in a second diagram in which every axis has a bit beside
    /// it that says whether it is known: for every set of unknown axes, rule by rule, and of the whole decision
    /// because it only loses permits where rules are less certain. Nothing is sampled.
    ///
    /// - Returns: What was proven, and figures that a host's tests can pin.
    /// - Throws: ``PolicyCounterexample``, the smallest one there is.
    public func verify() throws(PolicyCounterexample) -> PolicyProof {
        try verify(without: [])
    }

    /// Proves the same statements of what is left without some rules: what law says does not change.
    ///
    /// In the statements house rules are free, so that without one none fails: it is missing from the figures and the
    /// certificate, and ``difference(from:)`` tells what it does.
    ///
    /// - Parameter removed: The rules to take away; names that the policy does not know take nothing away.
    /// - Returns: What was proven of the rest.
    /// - Throws: ``PolicyCounterexample``, the smallest one there is.
    public func verify(without removed: Set<RuleID>) throws(PolicyCounterexample) -> PolicyProof {
        var verifier = Verifier(self)
        let numbers = Set(compiled.rules.indices.filter { removed.contains(compiled.rules[$0].id) })
        let failures = verifier.failures(without: numbers)
        if let counterexample = verifier.counterexample(failures) { throw counterexample }
        let rest = removed.isEmpty ? self : without(removed)
        if let counterexample = KnowledgeDiagram.counterexample(of: rest.compiled.rules) {
            throw counterexample
        }
        var diagram = PolicyDiagram(rest, hosts: HostAxes(rest.house.rules))
        let outcome = diagram.outcome()
        let open = diagram.openDespiteRestrictions(outcome)
        if open != .no, let point = PossiblePoints(of: &diagram).smallest(open, in: &diagram.diagram) {
            let place = FactPoint(at: point.values, coding: diagram.coding)
            throw PolicyCounterexample(statement: .restrictionsClose, point: place)
        }
        let statements = verifier.statements + [.restrictionsClose] + KnowledgeDiagram.proven
        return PolicyProof(of: rest, &diagram, outcome, statements: statements.map(LawStatement.init))
    }

    /// What is left without some rules.
    func without(_ removed: Set<RuleID>) -> Policy {
        Policy(
            version: version,
            rules: compiled.rules.filter { !removed.contains($0.id) },
            houseRules: houseRules.map { $0.without(removed) }
        )
    }
}

extension KnowledgeDiagram {
    /// What is proven of three-valued decisions: that nothing opens, that nothing closes, that no obligation is lost.
    static let proven = [opening, closing, losing]

    private static let opening = Statement.never(
        "unknown.never-opens",
        "Nothing is permitted while facts are missing that would not be permitted once they are known, whichever facts are missing.",
        .hipaa(514, "(h)(1)")
    )
    private static let closing = Statement.always(
        "unknown.denial-is-certain",
        "Nothing is denied for certain while facts are missing that would be permitted once they are known.",
        .hipaa(524, "(a)(1)")
    )
    private static let losing = Statement.always(
        "unknown.no-obligation-is-lost",
        "What an answer brings once everything is known it brings while facts are missing: where it may be one or the other, both.",
        .hipaa(502, "(a)")
    )

    /// Where a missing fact opens, closes or loses an obligation; nothing if it never does.
    static func counterexample(of rules: [LawRule]) -> PolicyCounterexample? {
        if let (rule, point) = disorder(of: rules) {
            if rule.kind == .duty { return counterexample(losing, at: point) }
            let knowledge = KnowledgeDiagram(rules)
            if let point = knowledge.opens { return counterexample(opening, at: point) }
            if let point = knowledge.closes { return counterexample(closing, at: point) }
            return counterexample(losing, at: point)
        }
        // How rules combine is about every point alike.
        let anywhere = [Bool](repeating: false, count: AxisCoding(withKnowledge: true).variables)
        return CombiningDiagram.broken(by: rules).first.map { counterexample($0, at: anywhere) }
    }

    private static func counterexample(_ statement: Statement, at point: [Bool]) -> PolicyCounterexample {
        let coding = AxisCoding(withKnowledge: true)
        return PolicyCounterexample(statement: statement, point: FactPoint(at: point, coding: coding))
    }
}

internal import ClinicalNotesPolicy

extension Verifier {
    /// Whether a statement fails once a fault is made.
    mutating func notices(_ fault: RuleFault) -> Bool {
        making(fault) { verifier, removed in
            let outcome = verifier.policy.outcome(without: removed)
            var obligations: [Obligation: PolicyDiagram.Brought] = [:]
            return verifier.likely([fault.rule]).contains { number in
                guard verifier.touches(fault.rule, statement: number) else { return false }
                let violation = verifier.violation(number, outcome, &obligations)
                return verifier.smallest(violation, of: number) != nil
            }
        }
    }

    /// Does something while a fault is made; the rules are as before afterwards.
    private mutating func making<Result>(
        _ fault: RuleFault,
        _ work: (inout Verifier, _ removed: Set<Int>) -> Result
    ) -> Result {
        guard let faulty = fault.faulty else { return work(&self, [fault.rule]) }
        let rule = policy.rules[fault.rule]
        policy.replace(fault.rule, with: faulty)
        defer { policy.replace(fault.rule, with: rule) }
        return work(&self, [])
    }

    /// Whether a fault changes an effect, an obligation or a citation at a point that a request can come to.
    mutating func changes(_ fault: RuleFault, from whole: PolicyDiagram.Outcome) -> Bool {
        let rule = policy.rules[fault.rule]
        // Without a permission another one decides, and brings and cites its own; without a permission or a prohibition the
        // host's own may decide, or no longer.
        let moved: Set<LawRule.Kind> =
            switch rule.kind {
            case .permission: [.permission, .houseProhibition]
            case .prohibition: [.houseProhibition]
            case .houseProhibition, .duty, .reason: []
            }
        let touched = [rule] + policy.rules.filter { moved.contains($0.kind) }
        let obligations = Set(touched.flatMap(\.obligations)).sorted { $0.rawValue < $1.rawValue }
        let naming = Set(touched.flatMap(\.citations)).map { citation in
            policy.rules.map { $0.citations.contains(citation) }
        }
        let before = made(by: whole, obligations, naming)
        return making(fault) { verifier, removed in
            let part = verifier.policy.outcome(without: removed)
            if verifier.differ(whole.permitted, part.permitted) { return true }
            let after = verifier.made(by: part, obligations, naming)
            return zip(before, after).contains { was, becomes in
                let onPermit = verifier.policy.diagram.differ(was.onPermit, becomes.onPermit)
                let onDenial = verifier.policy.diagram.differ(was.onDenial, becomes.onDenial)
                let changed = verifier.policy.diagram.choose(whole.permitted, onPermit, onDenial)
                return verifier.isPossible(changed)
            }
        }
    }

    private mutating func differ(_ one: Function, _ other: Function) -> Bool {
        isPossible(policy.diagram.differ(one, other))
    }

    /// Where an outcome brings each of some obligations, and names a rule of each of some lists.
    private mutating func made(
        by outcome: PolicyDiagram.Outcome,
        _ obligations: [Obligation],
        _ naming: [[Bool]]
    ) -> [PolicyDiagram.Brought] {
        let brought = obligations.map { policy.bringing($0, outcome) }
        return brought
            + naming.map { rules in
                PolicyDiagram.Brought(
                    onPermit: policy.permits(deciding: rules, outcome),
                    onDenial: policy.denials(deciding: rules, outcome)
                )
            }
    }
}

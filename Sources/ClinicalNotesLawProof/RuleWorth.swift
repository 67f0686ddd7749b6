public import ClinicalNotesPolicy

/// What one rule is worth among the others.
public struct RuleWorth: Sendable {
    /// The rule.
    public let rule: RuleID
    /// At how many points of the axes it holds, reachable or not, for one outcome or the other.
    public let points: PointCount
    /// It holds at no point that a request can make; a house rule, changes nothing at any, alone.
    public let isDead: Bool
    /// Somewhere that a request can come to, an effect or an obligation would differ without it, or a
    /// decision would cite nothing.
    public let decidesAlone: Bool
}

extension Verifier {
    /// What a rule is worth, given what all of them decide.
    mutating func worth(of rule: Int, _ whole: PolicyDiagram.Outcome) -> RuleWorth {
        let holds = policy.holds(rule)
        return RuleWorth(
            rule: policy.rules[rule].id,
            points: count(holds),
            isDead: !isPossible(holds),
            decidesAlone: changes(without: rule, whole)
        )
    }

    /// Whether something differs at a possible point without a rule.
    private mutating func changes(without rule: Int, _ whole: PolicyDiagram.Outcome) -> Bool {
        let part = policy.outcome(without: [rule])
        if isPossible(policy.diagram.differ(whole.permitted, part.permitted)) { return true }
        let kind = policy.rules[rule].kind
        let obligations = kind == .permission ? Obligation.allCases : policy.rules[rule].obligations
        for obligation in obligations {
            let all = policy.bringing(obligation, whole)
            let less = policy.bringing(obligation, part)
            let onPermit = policy.diagram.differ(all.onPermit, less.onPermit)
            let onDenial = policy.diagram.differ(all.onDenial, less.onDenial)
            if isPossible(policy.diagram.choose(whole.permitted, onPermit, onDenial)) { return true }
        }
        if kind == .duty { return false }
        let any = policy.rules(citing: nil)
        let cited = policy.denials(deciding: any, whole)
        let left = policy.denials(deciding: any, part)
        return isPossible(policy.diagram.without(policy.diagram.without(cited, left), whole.permitted))
    }
}

@testable import ClinicalNotesPolicy

extension Statement {
    /// Whether a policy breaks the statement at some facts, asked of the engine and not of the diagram.
    func isBroken(by policy: Policy, at facts: FactWords) -> Bool {
        guard region.contains(where: { Term($0).must(facts) }),
            !exceptions.contains(where: { Term($0).must(facts) })
        else { return false }
        let decision = policy.decide(facts)
        let permits = decision.effect == .permit
        switch claim {
        case .neverPermitted: return permits
        case .alwaysPermitted: return !permits
        case .permitBrings(let obligation): return permits && !decision.obligations.contains(obligation)
        case .denialBrings(let obligation): return !permits && !decision.obligations.contains(obligation)
        case .permitSpares(let obligation): return permits && decision.obligations.contains(obligation)
        case .permitRestingBrings(let flag, let obligations):
            return permits && policy.decide(facts.lowering(flag)).effect != .permit
                && !obligations.contains { decision.obligations.contains($0) }
        case .permitCites(let citation): return permits && !decision.names(citation)
        case .denialCites(let citation): return !permits && !decision.names(citation)
        case .cites: return decision.citations.isEmpty
        case .neverOpens(let flag): return permits && policy.decide(facts.lowering(flag)).effect != .permit
        case .neverCloses(let flag): return !permits && policy.decide(facts.lowering(flag)).effect == .permit
        }
    }
}

extension Decision {
    /// Whether a rule that decided cites a paragraph, or a paragraph of it.
    fileprivate func names(_ citation: Citation) -> Bool {
        let names = Set(rules)
        return compiled.rules.contains { rule in
            names.contains(rule.id) && rule.citations.contains { $0.isWithin(citation) }
        }
    }
}

extension FactWords {
    fileprivate func lowering(_ flag: Flag) -> FactWords {
        var facts = self
        facts.set(flag, .no)
        return facts
    }
}

import ClinicalNotesModel

@testable import ClinicalNotesLawProof
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
        case .neverWider(let step):
            return permits && facts.isIn(step.stricter)
                && policy.decide(step.laxer(facts)).effect != .permit
        case .permitIsCompelled: return permits && !decision.compiled.compels(decision.fired)
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

extension CompartmentStep {
    /// The facts of the same request about the note in the laxer compartment.
    func laxer(_ facts: FactWords) -> FactWords {
        var eased = facts
        eased.possible[Layout.compartment.first >> 6] &= ~FactWords.mask(Layout.compartment)
        eased.set(Layout.compartment, ordinal: laxer.ordinal)
        for (flag, when) in self.facts {
            eased.set(flag, Truth(when.contains { Term($0).must(facts) }))
        }
        return eased
    }
}

extension FactWords {
    func isIn(_ compartment: Compartment) -> Bool { ordinal(Layout.compartment) == compartment.ordinal }

    fileprivate func lowering(_ flag: Flag) -> FactWords {
        var facts = self
        facts.set(flag, .no)
        return facts
    }
}

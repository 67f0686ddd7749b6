import ClinicalNotesModel

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

extension Statement {
    /// Whether a policy breaks the statement at some facts, asked of the engine and not of the diagram.
    func isBroken(by policy: Policy, at facts: FactWords) -> Bool {
        guard facts.are(in: region, unless: exceptions) else { return false }
        let decision = policy.decide(facts)
        let permits = decision.effect == .permit
        switch claim {
        case .neverPermitted: return permits
        case .alwaysPermitted: return !permits
        case .outcome(let stated): return stated.isBroken(by: decision, at: facts)
        case .permitRestingBrings(let flag, let obligations):
            return permits && policy.decide(facts.lowering(flag)).effect != .permit
                && !obligations.contains { decision.obligations.contains($0) }
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

extension OutcomeClaim {
    /// Whether a decision lacks what it should cite or bring, or has it where it should not.
    fileprivate func isBroken(by decision: Decision, at facts: FactWords) -> Bool {
        guard (decision.effect == .permit) == (outcome == .permit) else { return false }
        let isHere = cases.contains { facts.are(in: $0.when, unless: $0.unless) }
        switch content {
        case .citation(let citation):
            if isHere { return !decision.names { $0.isWithin(citation) } }
            return isComplete && decision.names { $0 == citation }
        case .obligation(let obligation):
            let isBrought = decision.obligations.contains(obligation)
            return isHere ? !isBrought : isComplete && isBrought
        }
    }
}

extension Decision {
    /// Whether a rule that decided cites a paragraph of a kind.
    fileprivate func names(_ isMeant: (Citation) -> Bool) -> Bool {
        let names = Set(rules)
        return compiled.rules.contains { names.contains($0.id) && $0.citations.contains(where: isMeant) }
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
    /// Whether one of some lists of conditions holds, and none of its exceptions.
    fileprivate func are(in region: [[Condition]], unless exceptions: [[Condition]]) -> Bool {
        region.contains { Term($0).must(self) } && !exceptions.contains { Term($0).must(self) }
    }

    func isIn(_ compartment: Compartment) -> Bool { ordinal(Layout.compartment) == compartment.ordinal }

    fileprivate func lowering(_ flag: Flag) -> FactWords {
        var facts = self
        facts.set(flag, .no)
        return facts
    }
}

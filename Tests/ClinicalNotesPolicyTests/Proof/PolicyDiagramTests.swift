import ClinicalNotesModel
import Testing

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

@Suite("The diagram of a policy decides as the engine does")
struct PolicyDiagramTests {
    private static func vectors() -> [AccessRequest] {
        let own = (try? DecisionVector.own.get()) ?? []
        let shared = (try? DecisionVector.shared.get()) ?? []
        let papers = (try? DecisionVector.papers.get()) ?? []
        return (own + shared + papers).map(\.request)
    }

    /// What differs between the diagram and the engine at some facts.
    private static func differences(
        _ policy: Policy,
        _ diagram: inout PolicyDiagram,
        _ outcome: PolicyDiagram.Outcome,
        _ brought: [Obligation: PolicyDiagram.Brought],
        _ facts: FactWords
    ) -> [String] {
        let point = diagram.coding.point(facts)
        let decision = policy.decide(facts)
        let permits = diagram.diagram.holds(outcome.permitted, at: point)
        var out = [String]()
        if permits != (decision.effect == .permit) { out.append("effect \(decision.effect)") }
        for (obligation, functions) in brought {
            let function = permits ? functions.onPermit : functions.onDenial
            if diagram.diagram.holds(function, at: point) != decision.obligations.contains(obligation) {
                out.append("\(obligation)")
            }
        }
        return out
    }

    @Test(
        "Effect and obligations are the same for all vectors and for thousands of other facts, also unreachable"
    )
    func engine() {
        var generator = SeededGenerator(3)
        for policy in [Policy.unitedStates, .unitedKingdom, .everyJurisdiction] {
            var diagram = PolicyDiagram(policy.compiled.rules)
            let outcome = diagram.outcome()
            var brought: [Obligation: PolicyDiagram.Brought] = [:]
            for obligation in Obligation.allCases {
                brought[obligation] = diagram.bringing(obligation, outcome)
            }
            var words = Self.vectors().map { FactWords(of: $0) }.filter(\.complete)
            let known = words.count
            for _ in 0..<3000 { words.append(generator.facts(policy.compiled.rules, diagram.coding)) }
            var permits = 0
            for facts in words {
                let wrong = Self.differences(policy, &diagram, outcome, brought, facts)
                #expect(wrong == [])
                if policy.decide(facts).effect == .permit { permits += 1 }
            }
            print(
                "diagram against engine: \(known) vectors, \(words.count - known) others, \(permits) permits"
            )
            #expect(permits > 100)
        }
    }

    @Test("What a decision cites is what the diagram says it does")
    func citations() {
        var generator = SeededGenerator(4)
        let policy = Policy.unitedStates
        var diagram = PolicyDiagram(policy.compiled.rules)
        let outcome = diagram.outcome()
        let all = Array(Set(policy.compiled.rules.flatMap(\.citations))).sorted {
            $0.description < $1.description
        }
        for _ in 0..<12 {
            let citation = generator.pick(all)
            let citing = diagram.rules(citing: citation)
            let permit = diagram.permits(deciding: citing, outcome)
            let denial = diagram.denials(deciding: citing, outcome)
            for _ in 0..<100 {
                let facts = generator.facts(policy.compiled.rules, diagram.coding)
                let decision = policy.decide(facts)
                let names = Set(decision.rules)
                let cites = policy.compiled.rules.indices.contains {
                    citing[$0] && names.contains(policy.compiled.rules[$0].id)
                }
                let function = decision.effect == .permit ? permit : denial
                let point = diagram.coding.point(facts)
                #expect(diagram.diagram.holds(function, at: point) == cites, "\(citation)")
            }
        }
    }

    @Test("What is shown rule by rule holds of the whole three-valued decision")
    func ruleByRule() {
        for policy in [Policy.unitedKingdom, .unitedStates] {
            #expect(KnowledgeDiagram.disorder(of: policy.compiled.rules) == nil)
            let whole = KnowledgeDiagram(policy.compiled.rules)
            #expect(whole.opens == nil && whole.closes == nil)
        }
    }

    @Test("Three-valued decisions are what the engine decides, whatever is unknown")
    func threeValued() {
        var generator = SeededGenerator(5)
        let policy = Policy.unitedKingdom
        let knowledge = KnowledgeDiagram(policy.compiled.rules)
        var counts: [Effect: Int] = [:]
        for _ in 0..<3000 {
            let facts = generator.facts(policy.compiled.rules, knowledge.coding, unknown: 2)
            let effect = policy.decide(facts).effect
            counts[effect, default: 0] += 1
            #expect(knowledge.effect(facts) == effect)
        }
        print("three-valued: \(counts.sorted { $0.value > $1.value }.map { "\($0.value) \($0.key)" })")
        #expect(counts.count == 3)
    }
}

import ClinicalNotesModel
import Testing

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

@Suite("What protects more opens less")
struct CompartmentOrderTests {
    private static let order = Policy.everyJurisdiction.compartmentOrder()

    @Test("No cell opens a stricter compartment alone, but by a paragraph; counts printed")
    func cells() {
        #expect(Self.order.cells == 34 * Self.order.purposes.count * 10 * 2)
        #expect(Self.order.purposes.contains(.atRequestOfIndividual))
        for step in Self.order.steps {
            let excepted = Set(step.exceptions.flatMap(\.cells)).count
            print("order \(step.laxer) \(step.stricter): \(excepted) excepted of \(Self.order.cells)")
            for exception in step.exceptions {
                print("    \(exception.cells.count) \(exception.citation) \(exception.sentence)")
            }
            let kinds = Set(step.unexplained.map { "\($0)" })
            #expect(kinds == [])
        }
    }

    @Test("Every exception opens something, and stands in a paragraph of the stricter compartment's law")
    func exceptions() {
        for step in Self.order.steps {
            for exception in step.exceptions {
                #expect(!exception.cells.isEmpty, "\(exception.citation)")
                #expect(exception.sentence.hasSuffix("."))
                let title: LawTitle = step.stricter == .psychotherapy ? .cfr45 : .cfr42
                #expect(exception.citation.title == title)
            }
        }
    }

    @Test("A cell is told of requests that the engine decides so")
    func engine() {
        var generator = SeededGenerator(11)
        let policy = Policy.unitedStates
        let rules = policy.compiled.rules
        let coding = AxisCoding()
        var compared = 0
        var diagram = PolicyDiagram(rules)
        let outcome = diagram.outcome()
        for step in CompartmentStep.all {
            let wider = diagram.wider(step, outcome)
            for _ in 0..<2000 {
                let facts = generator.facts(rules, coding)
                guard facts.isIn(step.stricter) else { continue }
                let isWider =
                    policy.decide(facts).effect == .permit
                    && policy.decide(step.laxer(facts)).effect != .permit
                compared += 1
                #expect(diagram.diagram.holds(wider, at: coding.point(facts)) == isWider)
            }
        }
        #expect(compared > 500)
    }

    @Test("Without a rule that opens the laxer one, a stricter one is told with the place")
    func counterexample() throws {
        let missing = try #require(
            Policy.unitedStates.compiled.rules.first { $0.id.description == "hipaa.coroner" }
        )
        var verifier = Verifier(.unitedStates)
        let number = try #require(verifier.policy.rules.firstIndex { $0.id == missing.id })
        let failures = verifier.failures(without: [number])
        let broken = failures.filter { verifier.statements[$0.statement].id == "order.psychotherapy" }
        let failure = try #require(broken.first)
        let point = FactPoint(at: failure.point.values, coding: verifier.policy.coding)
        print("without a coroner's rule: \(point)")
        #expect(point.values.contains { $0.axis.description == "role" && $0.value == "coroner" })
        #expect(point.values.contains { $0.axis.description == "compartment" && $0.value == "psychotherapy" })
    }
}

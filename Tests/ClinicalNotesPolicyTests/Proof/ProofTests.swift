import Testing

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

@Suite("Proof of the built-in law")
struct ProofTests {
    @Test("Every statement holds, in each jurisdiction; time and counts printed")
    func holds() throws {
        for (name, policy) in [("US", Policy.unitedStates), ("GB", .unitedKingdom)] {
            var proof: PolicyProof?
            let elapsed = try ContinuousClock().measure { proof = try policy.verify() }
            let proven = try #require(proof)
            print("proof \(name): \(elapsed), \(proven.statements.count) statements, \(proven.certificate)")
            print("   permitted \(proven.permittedPoints) of \(proven.points) points")
            #expect(proven.permittedPoints < proven.points)
            #expect(Set(proven.statements.map(\.id)).count == proven.statements.count, "ids are unique")
        }
    }

    @Test("Every statement holds of all law together")
    func together() {
        var verifier = Verifier(.everyJurisdiction)
        #expect(verifier.failures(without: []).map { verifier.statements[$0.statement].id } == [])
    }

    @Test("The certificate is the same again, and changes with a rule, a citation or an order")
    func certificate() {
        let rules = Policy.unitedKingdom.compiled.rules
        func value(_ rules: [LawRule]) -> String {
            PolicyProof(of: Policy(version: "test", rules: rules), statements: []).certificate
        }
        let whole = value(rules)
        #expect(value(rules) == whole)
        var seen: Set = [whole, value(rules.reversed())]
        for rule in rules.indices {
            var less = rules
            less.remove(at: rule)
            seen.insert(value(less))
        }
        #expect(seen.count == rules.count + 2)
    }

    @Test("The difference between two policies is counted exactly, with examples that differ")
    func difference() throws {
        let before = Policy.unitedKingdom
        let after = before.without([RuleID("uk.direct-care")])
        let proof = PolicyProof(of: after, statements: [])
        let difference = proof.difference(from: before)
        #expect(difference.opened == .zero)
        #expect(difference.openedExample == nil)
        let closed = try #require(difference.closedExample)
        #expect(before.decide(closed.facts).effect == .permit)
        #expect(after.decide(closed.facts).effect == .deny)
        let old = PolicyProof(of: before, statements: [])
        #expect(proof.permittedPoints + difference.closed == old.permittedPoints)
        let back = old.difference(from: after)
        #expect(back.opened == difference.closed)
        #expect(back.closed == .zero)
        #expect(old.difference(from: before).isEmpty)
        print("difference: \(difference)")
    }

    @Test("A change of obligations alone is shown as one")
    func obligations() throws {
        let before = Policy.unitedKingdom
        let proof = PolicyProof(of: before.without([RuleID("uk.show-status")]), statements: [])
        let difference = proof.difference(from: before)
        #expect(difference.opened == .zero && difference.closed == .zero)
        #expect(difference.obligations.map(\.obligation) == [.showStatus])
        let dropped = try #require(difference.obligations.first)
        #expect(!dropped.isAdded && dropped.broughtBy.map(\.id) == [RuleID("uk.show-status")])
        let example = try #require(dropped.example)
        #expect(before.decide(example.facts).obligations.contains(.showStatus))
        let back = PolicyProof(of: before, statements: []).difference(
            from: before.without([RuleID("uk.show-status")])
        )
        #expect(back.obligations.map(\.isAdded) == [true])
        #expect(back.obligations.first?.broughtBy.map(\.id) == [RuleID("uk.show-status")])
    }

    @Test("A counterexample tells the statement, the law and the point in words")
    func words() {
        #expect {
            try Policy.unitedStates.verify(without: [RuleID("hipaa.verification")])
        } throws: { error in
            guard let counterexample = error as? PolicyCounterexample else { return false }
            print("counterexample: \(counterexample)")
            return counterexample.statement.citation.description.contains("164.")
                && counterexample.point.values.contains { $0.axis.description == "action" }
        }
    }

    @Test("What each rule is worth is counted, and no rule is dead")
    func worth() {
        let rules = PolicyProof(of: .unitedKingdom, statements: []).rules()
        #expect(rules.filter(\.isDead).map(\.rule) == [])
        #expect(rules.allSatisfy { $0.points > .zero })
        print("never alone: \(rules.filter { !$0.decidesAlone }.map(\.rule))")
    }
}

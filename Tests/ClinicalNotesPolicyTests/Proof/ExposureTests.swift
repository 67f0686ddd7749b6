import Testing

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

@Suite("Every rule of law is needed")
struct ExposureTests {
    /// Rules that another rule shadows: without both a statement fails, without either none does.
    private static let shadowed: [RuleID: [RuleID]] = [
        RuleID("part2.counseling.other-document"): [RuleID("part2.counseling.consent-needed")]
    ]

    @Test(
        "Without any one rule a statement fails at a point where engine and law part, or its shadows are known",
        arguments: [Policy.unitedStates, .unitedKingdom]
    )
    func exposed(_ policy: Policy) throws {
        var verifier = Verifier(policy)
        #expect(verifier.failures(without: []).isEmpty)
        var alone = 0
        for number in policy.compiled.rules.indices {
            // A copy for each rule, so that what one makes is not kept.
            var copy = verifier
            let rule = policy.compiled.rules[number].id
            var removed: Set<RuleID> = [rule]
            var failure = copy.failures(without: [number], touched: true, some: true).first
            if failure == nil {
                let shadows = try #require(Self.shadowed[rule], "\(rule) is not exposed")
                #expect(copy.exposure(of: number).shadowedBy == shadows)
                removed.formUnion(shadows)
                let numbers = policy.compiled.rules.indices.filter {
                    removed.contains(policy.compiled.rules[$0].id)
                }
                failure =
                    copy.failures(
                        without: Set(numbers),
                        touched: true,
                        some: true,
                        beyond: Set(numbers).subtracting([number])
                    )
                    .first
            } else {
                alone += 1
                #expect(Self.shadowed[rule] == nil)
            }
            let found = try #require(failure)
            let statement = copy.statements[found.statement]
            let facts = copy.policy.coding.facts(at: found.point.values)
            #expect(statement.isBroken(by: policy.without(removed), at: facts), "\(rule): \(statement.id)")
            #expect(!statement.isBroken(by: policy, at: facts), "\(rule): \(statement.id)")
            if !statement.isAboutAllPoints {
                #expect(Guarantee.all.allSatisfy { $0.isKept(by: facts) }, "\(rule): \(statement.id)")
            }
        }
        print("exposed alone: \(alone) of \(policy.compiled.rules.count) rules")
    }
}

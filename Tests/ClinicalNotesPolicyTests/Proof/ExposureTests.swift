import Foundation
import Testing

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

@Suite("Every rule of law is needed")
struct ExposureTests {
    /// Without optimization the rules of one law take many minutes: ordinarily some of them are taken away, in the soak all.
    private static let step = ProcessInfo.processInfo.environment["CLINICAL_NOTES_SOAK"] == "1" ? 1 : 24

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
        for number in stride(from: 0, to: policy.compiled.rules.count, by: Self.step) {
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
                failure = copy.failures(without: Set(numbers), touched: true, some: true).first
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
        let tried = (policy.compiled.rules.count + Self.step - 1) / Self.step
        print("exposed alone: \(alone) of \(tried) rules")
    }
}

import Foundation
import Testing

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

@Suite("Faults in the rules of law")
struct RuleFaultTests {
    /// Every fault takes an hour without optimization; `notes-compliance prove --faults` does it in minutes.
    private static let isSoak = ProcessInfo.processInfo.environment["CLINICAL_NOTES_SOAK"] == "1"
    private static let step = isSoak ? 20 : 150
    /// Of the few that are made ordinarily a handful more or less is chance.
    private static let ratio = isSoak ? 8 : 4

    @Test(
        "The statements notice most faults, of every kind; counts printed",
        arguments: [Policy.unitedStates, .unitedKingdom]
    )
    func noticed(_ policy: Policy) {
        let tallies = policy.faults(every: Self.step)
        for tally in tallies {
            print("\(tally.fault): \(tally.found) found, \(tally.missed) missed, \(tally.harmless) harmless")
        }
        #expect(tallies.map(\.fault) == FaultTally.Fault.allCases)
        let found = tallies.reduce(0) { $0 + $1.found }
        let missed = tallies.reduce(0) { $0 + $1.missed }
        #expect(found > Self.ratio * missed)
    }

    @Test("A fault is made and taken back: without one every statement holds again")
    func takenBack() throws {
        var verifier = Verifier(.unitedKingdom)
        let rule = try #require(
            verifier.policy.rules.firstIndex { $0.kind == .permission && $0.id == RuleID("uk.direct-care") }
        )
        let faults = RuleFault.all(of: rule, verifier.policy.rules[rule], verifier.policy.coding)
        #expect(Set(faults.map(\.kind)) == Set(FaultTally.Fault.allCases))
        for fault in faults { _ = verifier.notices(fault) }
        #expect(verifier.failures(without: []).isEmpty)
    }

    @Test("What changes nothing that a request can come to is told apart from what nobody notices")
    func harmless() {
        // A list of conditions that stands twice can be dropped once.
        let rules = Policy.unitedKingdom.compiled.rules.filter { $0.kind != .reason }
        let double = LawRule(rules[0], when: rules[0].when + rules[0].when, unless: rules[0].unless)
        let policy = Policy(version: "test", rules: [double] + rules.dropFirst())
        var verifier = Verifier(policy)
        let whole = verifier.policy.outcome()
        let removed = RuleFault(rule: 0, kind: .removed, faulty: nil)
        let isFelt = verifier.changes(removed, from: whole)
        #expect(isFelt)
        let once = RuleFault(rule: 0, kind: .dropped, faulty: rules[0])
        let isRepetitionFelt = verifier.changes(once, from: whole)
        #expect(!isRepetitionFelt)
    }
}

import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

@Suite("What of house rules is hardly meant")
struct PolicyWarningTests {
    private static func warnings(_ policy: Policy) -> [(String, PolicyWarning.Code)] {
        PolicyProof(of: policy, statements: []).warnings().map { ($0.rule.description, $0.code) }
    }

    @Test("A rule that changes nothing, and one that others repeat, are told; a good one is not")
    func idle() {
        let policy = Policy.unitedStates.adding {
            ThirdPartyRestriction("nobody browses but patients", because: "Practice policy 1") {
                Request.action == .browse
            }.named("house.dead")
            ThirdPartyRestriction("no payment", because: "Practice policy 2") {
                Request.purpose == .payment
            }.named("house.payment")
            ThirdPartyRestriction("no billing for payment", because: "Practice policy 3") {
                Request.purpose == .payment
                Principal.role == .billing
            }.named("house.repeated")
        }
        let told = Self.warnings(policy)
        #expect(told.map(\.0) == ["house.dead", "house.repeated"])
        #expect(told.map(\.1) == [.changesNothing, .repeated])
    }

    @Test("A rule that closes general notes and leaves those of a program open is told with the place")
    func stricter() throws {
        let policy = Policy.unitedStates.adding {
            ThirdPartyRestriction("no general notes to billing", because: "Practice policy 4") {
                Principal.role == .billing
                Note.compartment == .general
            }
        }
        let warning = try #require(PolicyProof(of: policy, statements: []).warnings().first)
        #expect(warning.code == .opensStricter)
        #expect(warning.sentence.contains("closes general notes and leaves psychotherapy notes open"))
        #expect(warning.sentence.contains("role billing"))
        let whole = Policy.unitedStates.adding {
            ThirdPartyRestriction("nothing to billing", because: "Practice policy 4") {
                Principal.role == .billing
            }
        }
        #expect(Self.warnings(whole).isEmpty)
    }

    @Test("What a restriction says is closed, for every made-up house policy and whatever purpose is named")
    func restrictions() {
        for seed in 1...6 {
            var generated = GeneratedHouseRules(seed: UInt64(seed))
            let policy = Policy.unitedStates.adding(generated.rules(10, of: [.restriction]))
            var diagram = PolicyDiagram(policy, hosts: HostAxes(policy.house.rules))
            let outcome = diagram.outcome()
            let open = diagram.openDespiteRestrictions(outcome)
            let point = PossiblePoints(of: &diagram).smallest(open, in: &diagram.diagram)
            let place = point.map { FactPoint(at: $0.values, coding: diagram.coding).description }
            #expect(place == nil)
        }
    }
}

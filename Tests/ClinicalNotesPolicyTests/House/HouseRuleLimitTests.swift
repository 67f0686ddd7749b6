import ClinicalNotesModel
import Foundation
import Testing

@testable import ClinicalNotesPolicy

@Suite("What house rules cannot say")
struct HouseRuleLimitTests {
    @Test("what the form does not take is not written")
    func unwritable() {
        func writes(_ rules: HouseRules) -> Bool { (try? JSONEncoder().encode(rules)) != nil }
        func rules(
            _ name: String = "a",
            _ sentence: String = "b",
            @HouseConditionBuilder<ThirdPartyScope> when: () -> HouseConditions<ThirdPartyScope>
        ) -> HouseRules {
            HouseRules(name, version: "1") { ThirdPartyRestriction(sentence, because: "c", when: when) }
        }
        #expect(writes(rules { Principal.role == .billing }))
        #expect(!writes(rules("a b") { Principal.role == .billing }))
        #expect(!writes(rules("a", String(repeating: "s", count: 501)) { Principal.role == .billing }))
        #expect(
            !writes(
                rules {
                    Principal.role == .billing; Principal.role == .court
                }
            )
        )
        #expect(!writes(rules { Note.kind == NoteKind(local: "") }))
        #expect(!writes(rules { Subject.isUnder(0) }))
        #expect(
            !writes(
                rules {
                    Subject.isAtLeast(18); Subject.isUnder(18)
                }
            )
        )
    }

    @Test("a rule that asks for an action it never reaches is a programming error")
    func unreached() async {
        await #expect(processExitsWith: .failure) {
            _ = ThirdPartyRestriction("b", because: "c") { Request.action == .sign }
        }
        await #expect(processExitsWith: .failure) {
            _ = PatientDuty("b", bringing: .offerReview, because: "c") {}.unless { Request.action == .browse }
        }
        _ = ThirdPartyRestriction("b", because: "c") { Request.action != .sign }
        _ = ThirdPartyRestriction("b", because: "c") { Request.action.isIn(.sign, .read) }
    }

    @Test("what a parent sees rests on law of a state, this one or another")
    func parents() throws {
        let built = HouseRules("practice", version: "2026-03") {
            ParentGrant("Under twelve.", because: .other("RCW 70.02.030")) { Subject.isUnder(12) }
            ParentRestriction("Alone.", because: .texas("Fam. Code 32.004")) { Subject.consentedAlone }
        }
        #expect(
            built.rules.map(\.citation.description) == ["State law RCW 70.02.030", "Tex. Fam. Code 32.004"]
        )
        #expect(try JSONDecoder().decode(HouseRules.self, from: JSONEncoder().encode(built)) == built)
    }
}

import ClinicalNotesModel
import Foundation
import TestSupport
import Testing

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

@Suite("Random requests with one fact unknown")
struct OneUnknownTests {
    /// In tests of every change a part, in long ones all.
    private static let requests =
        Soak.isOn ? 15_000 : 1500

    @Test(
        "Nothing opens, nothing is denied for certain that is permitted, and no obligation is lost",
        arguments: 1...4
    )
    func oneUnknown(_ seed: Int) {
        var generator = RequestGenerator(UInt64(70 + seed))
        var random = SeededGenerator(UInt64(seed))
        var house = GeneratedHouseRules(seed: UInt64(seed))
        let policies = [Policy.everyJurisdiction, .everyJurisdiction.adding(house.rules(12))]
        var kept = 0
        var lost: [String: Int] = [:]
        for number in 0..<Self.requests {
            let request = house.dressed(generator.request())
            let (name, forget) = random.pick(OneFact.all)
            var less = request
            forget(&less)
            guard less != request else { continue }
            let policy = policies[number % 2]
            let whole = policy.decide(request)
            let part = policy.decide(less)
            if whole.effect == .permit {
                #expect(part.effect != .deny, "\(name)")
            } else {
                #expect(part.effect != .permit, "\(name)")
            }
            if part.effect == whole.effect { kept += 1 }
            for obligation in Set(whole.obligations).subtracting(part.obligations) {
                lost["\(obligation) \(whole.effect) without \(name)", default: 0] += 1
            }
        }
        print("one fact unknown: \(kept) decided alike of \(Self.requests)")
        #expect(lost == [:])
        #expect(kept > Self.requests / 5)
    }

    @Test("Every fact of a request can be forgotten")
    func everyFact() {
        var generator = RequestGenerator(7)
        var house = GeneratedHouseRules(seed: 7)
        var changed = Set<String>()
        for _ in 0..<300 {
            let request = house.dressed(generator.request())
            for (name, forget) in OneFact.all {
                var less = request
                forget(&less)
                if less != request { changed.insert(name) }
            }
        }
        #expect(Set(OneFact.all.map(\.name)).subtracting(changed) == [])
    }
}

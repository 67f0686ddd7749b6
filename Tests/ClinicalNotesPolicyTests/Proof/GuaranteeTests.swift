import ClinicalNotesModel
import Testing

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

@Suite("What extraction guarantees")
struct GuaranteeTests {
    private static func broken(by facts: FactWords) -> [String] {
        Guarantee.all.filter { !$0.isKept(by: facts) }.map(\.sentence)
    }

    @Test("Every vector keeps every guarantee")
    func vectors() {
        let own = (try? DecisionVector.own.get()) ?? []
        let shared = (try? DecisionVector.shared.get()) ?? []
        let papers = (try? DecisionVector.papers.get()) ?? []
        let kinds = (try? DecisionVector.kinds.get()) ?? []
        for vector in own + shared + papers + kinds {
            let facts = FactWords(of: vector.request)
            if facts.complete { #expect(Self.broken(by: facts) == [], "\(vector.id)") }
        }
    }

    @Test("Every generated request keeps every guarantee, and each is put to the test")
    func generated() {
        var generator = RequestGenerator(6)
        let part2: [Compartment] = [.substanceUse, .substanceUseCounseling]
        var complete = 0
        var tested = Set<String>()
        for number in 0..<16000 {
            let request =
                switch number % 16 {
                case 0: generator.request(as: .parent, for: .patientRequest, in: part2)
                case 1: generator.request(as: .opposingAttorney, for: .judicialProceeding, in: part2)
                case 2: generator.request(as: .employer, for: .employment, in: [.general])
                default: generator.request()
                }
            let facts = FactWords(of: request)
            guard facts.complete else { continue }
            complete += 1
            let broken = Self.broken(by: facts)
            #expect(broken == [], "\(AxisCoding().point(facts).count)")
            for guarantee in Guarantee.all where Term(guarantee.when).must(facts) {
                tested.insert(guarantee.sentence)
            }
        }
        let untested = Set(Guarantee.all.map(\.sentence)).subtracting(tested)
        print(
            "guarantees: \(Guarantee.all.count), complete requests \(complete), never put to the test \(untested)"
        )
        #expect(complete > 2000)
        #expect(untested.isEmpty)
    }
}

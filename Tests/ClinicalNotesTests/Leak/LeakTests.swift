import Testing

@testable import ClinicalNotes

@Suite("What a store tells of owners with psychotherapy notes")
struct LeakTests {
    @Test("is nothing by its index; one list for each compartment would tell it")
    func index() async throws {
        let practice =
            TamperedPractice.soaks
            ? try await LeakPractice(owners: 600, visits: 6) : try await LeakPractice(owners: 200, visits: 2)
        let control = OwnerClassifier(practice.told(by: practice.control)).crossValidated()
        let index = OwnerClassifier(practice.told(by: try await practice.index())).crossValidated()
        let copied = OwnerClassifier(try await practice.copied())
        let copy = copied.crossValidated()
        print(
            "told apart, \(practice.owners.count) owners: by one list for each compartment \(control.accuracy),",
            "by the index \(index.accuracy), by a whole copy \(copy.accuracy) (\(copy.features))"
        )
        for feature in copied.singleFeatures().prefix(12) {
            print("  whole copy, \(feature.name): \(feature.accuracy)")
        }
        #expect(control.accuracy >= 0.9)
        #expect(index.accuracy <= 0.55)
    }
}

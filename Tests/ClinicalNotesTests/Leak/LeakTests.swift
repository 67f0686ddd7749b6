import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("What a store tells of owners with psychotherapy notes")
struct LeakTests {
    /// How many owners, and how many visits of each.
    private static var size: (owners: Int, visits: Int) { Soak.isOn ? (600, 6) : (200, 2) }

    private static func told(_ name: String, _ classifier: OwnerClassifier) -> Double {
        let result = classifier.crossValidated()
        print("owners told apart by \(name): \(result.accuracy) (\(result.features.prefix(3)))")
        return result.accuracy
    }

    @Test("is nothing by its index nor as a whole; an index with one list for each compartment would tell it")
    func documented() async throws {
        let practice = try await LeakPractice(owners: Self.size.owners, visits: Self.size.visits)
        let control = OwnerClassifier(practice.told(by: practice.control))
        let index = OwnerClassifier(practice.told(by: try await practice.index()))
        let copy = OwnerClassifier(try await practice.copied())
        #expect(Self.told("one list for each compartment", control) >= 0.9)
        #expect(Self.told("the index", index) <= 0.55)
        #expect(Self.told("a whole copy", copy) <= 0.6)
        for feature in copy.singleFeatures().prefix(5) {
            print("  on its own, \(feature.name): \(feature.accuracy)")
        }
    }

    @Test("is by a whole copy that granted notes were shared", .enabled(if: Soak.isOn))
    func shared() async throws {
        let practice = try await LeakPractice(
            owners: Self.size.owners,
            visits: Self.size.visits,
            isSharing: true
        )
        #expect(
            Self.told("the index", OwnerClassifier(practice.told(by: try await practice.index()))) <= 0.55
        )
        #expect(Self.told("a whole copy, notes released", OwnerClassifier(try await practice.copied())) > 0.9)
    }
}

import ClinicalNotesConformance
import ClinicalNotesStorage
import Synchronization
import Testing

@Suite("What an adapter's tests write")
struct OneLineTests {
    /// The line that the kit's documentation shows.
    @Test(arguments: StoreRequirement.all) func keeps(_ requirement: StoreRequirement) async throws {
        try await requirement.check(.mine) { try Test.cancel("\($0)") }
    }

    @Test("What is not checked is told, and what is violated is thrown")
    func told() async throws {
        var skipped: [String] = []
        for requirement in StoreRequirement.all where ["ST-01", "ST-62", "ST-70"].contains(requirement.id) {
            try await requirement.check(.mine) { skipped.append($0) }
        }
        #expect(
            skipped == [
                "ST-62 was not checked: the adapter does not give `second`.",
                "ST-70 was not checked: the adapter does not give `remains`.",
            ]
        )
        let requirement = try #require(StoreRequirement.all.first { $0.id == "ST-01" })
        await #expect(throws: ConformanceViolation.self) {
            try await requirement.check(StoreUnderTest { throw StorageError(.full) }) { _ in
                Issue.record("it was skipped")
            }
        }
    }
}

extension StoreUnderTest {
    /// The adapter, which gives nothing but stores.
    fileprivate static var mine: StoreUnderTest { StoreUnderTest { InMemoryNoteStore() } }
}

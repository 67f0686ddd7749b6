import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import Testing

@Suite("The in-memory store")
struct InMemoryNoteStoreTests {
    @Test("It keeps the storage contract", arguments: StoreRequirement.all)
    func conforms(_ requirement: StoreRequirement) async throws {
        try await requirement.check { InMemoryNoteStore() }
    }

    @Test(
        "It keeps the contract for other generated entries and predicates",
        arguments: 2...6 as ClosedRange<UInt64>
    )
    func conforms(seed: UInt64) async throws {
        for requirement in StoreRequirement.all
        where ["ST-16", "ST-18", "ST-19", "ST-21"].contains(requirement.id) {
            try await requirement.check(seed: seed) { InMemoryNoteStore() }
        }
    }

    @Test("It does not promise durability")
    func capabilities() {
        #expect(InMemoryNoteStore().capabilities == [])
    }

    @Test("Closing twice is no error")
    func closesTwice() async throws {
        let store = InMemoryNoteStore()
        try await store.close()
        try await store.close()
    }
}

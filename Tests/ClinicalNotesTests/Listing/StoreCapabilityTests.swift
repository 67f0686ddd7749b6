import ClinicalNotes
import TestSupport
import Testing

@Suite("A store that does not promise what a vault needs")
struct StoreCapabilityTests {
    private func refusal(
        _ store: some NoteStore,
        waiving waived: StoreCapabilities = []
    ) async -> NotesError? {
        do throws(NotesError) {
            _ = try await NoteVault.found(
                store: store,
                waiving: waived,
                keys: InMemoryKeyService(),
                policy: .unitedStates,
                relationships: PracticeDirectory()
            )
            return nil
        } catch {
            return error
        }
    }

    @Test("is refused at start, by the name of what it lacks, and nothing is written")
    func refused() async {
        let store = WatchedStore()
        let error = await refusal(store)
        #expect(error?.code == .storeUnusable)
        #expect(error?.place == "store.capabilities.durable")
        #expect(store.batches.isEmpty && store.queries.isEmpty)
    }

    @Test("is refused when it is opened, too, although it was founded")
    func opening() async throws {
        let keys = InMemoryKeyService()
        let store = InMemoryNoteStore()
        _ = try await NoteVault.found(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: PracticeDirectory()
        )
        let error = await #expect(throws: NotesError.self) {
            _ = try await NoteVault.open(
                store: store,
                keys: keys,
                policy: .unitedStates,
                relationships: PracticeDirectory()
            )
        }
        #expect(error?.place == "store.capabilities.durable")
    }

    @Test("is taken if that is waived by its name")
    func waived() async {
        #expect(await refusal(InMemoryNoteStore(), waiving: .durable) == nil)
    }

    @Test("is refused if its adapter was written for another contract, and nothing is written")
    func otherContract() async {
        let store = WatchedStore(contractVersion: 2)
        let error = await refusal(store, waiving: .durable)
        #expect(error?.code == .storeUnusable)
        #expect(error?.place == "store.contractVersion")
        #expect(store.batches.isEmpty && store.queries.isEmpty)
    }
}

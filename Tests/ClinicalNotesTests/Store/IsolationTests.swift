import ClinicalNotesModel
import ClinicalNotesStorage
import Testing

@testable import ClinicalNotes

@Suite("A caller who belongs to an actor")
struct IsolationTests {
    /// A store that answers a little later, as every real one does.
    private struct Later: NoteStore {
        let base = InMemoryNoteStore()

        var capabilities: StoreCapabilities { base.capabilities }

        private func wait() async { try? await Task.sleep(for: .milliseconds(1)) }

        func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
            await wait()
            return try await base.fetch(keys, by: deadline)
        }

        func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
            await wait()
            return try await base.scan(query, by: deadline)
        }

        func list(
            _ tenant: TenantID,
            owner: OwnerID?,
            collection: RecordCollection?,
            after: RecordKey?,
            limit: Int,
            by deadline: Deadline
        ) async throws(StorageError) -> [StoredRecord] {
            await wait()
            return try await base.list(
                tenant,
                owner: owner,
                collection: collection,
                after: after,
                limit: limit,
                by: deadline
            )
        }

        func commit(
            _ batches: [WriteBatch],
            by deadline: Deadline
        ) async throws(StorageError) -> [CommitOutcome] {
            await wait()
            return try await base.commit(batches, by: deadline)
        }

        func close() async throws(StorageError) { try await base.close() }
    }

    @Test("has its closures called there, whatever was waited for before")
    @MainActor
    func closures() async throws {
        let clinic = try await Clinic(store: Later())
        var calls = 0
        for name in ["a", "b"] {
            _ = try await clinic.vault.enrol(
                Person(legalName: name),
                Enrolment.Standing(role: .billing, coveredEntity: true),
                idempotencyKey: IdempotencyKey(name)
            ) { _ in
                // Traps anywhere else.
                MainActor.assertIsolated()
                calls += 1
                return nil
            }
            MainActor.assertIsolated()
        }
        #expect(calls == 2)
    }
}

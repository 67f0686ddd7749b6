import ClinicalNotesCrypto
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
        let rivera = try await clinic.staff("Rivera")
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let desk = try await clinic.desk(rivera)
        let note = try await desk.draft(FreeText("Text"), about: [ana.id])
        var calls = 0
        for piece in [[1, 2], [3]] as [[UInt8]] {
            var rest: [UInt8]? = piece
            _ = try await desk.attach(mediaType: "text/plain", to: note, idempotencyKey: "\(piece)") {
                // Traps anywhere else.
                MainActor.assertIsolated()
                calls += 1
                defer { rest = nil }
                return rest.map { SensitiveBytes($0) }
            }
            MainActor.assertIsolated()
        }
        #expect(calls == 4)
    }
}

import ClinicalNotesModel
import ClinicalNotesStorage
import Synchronization

/// A store whose keeper looks at everything that is written and asked for.
final class WatchedStore: ForwardingStore {
    private let base = InMemoryNoteStore()
    var forwarded: any NoteStore { base }
    private let seen = Mutex<[WriteBatch]>([])
    private let asked = Mutex<[IndexQuery]>([])
    private let wanted = Mutex<[RecordKey]>([])
    let contractVersion: Int

    init(contractVersion: Int = StoreContract.version) { self.contractVersion = contractVersion }

    var batches: [WriteBatch] { seen.withLock { $0 } }
    var queries: [IndexQuery] { asked.withLock { $0 } }
    /// Every key that was fetched, in order.
    var fetched: [RecordKey] { wanted.withLock { $0 } }
    var headersFetched: Set<RecordID> { Set(fetched.filter { $0.collection == .header }.map(\.record)) }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        wanted.withLock { $0 += keys }
        return try await base.fetch(keys, by: deadline)
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        asked.withLock { $0.append(query) }
        return try await base.scan(query, by: deadline)
    }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        seen.withLock { $0 += batches }
        return try await base.commit(batches, by: deadline)
    }

    /// Forgets what was asked and fetched so far.
    func forget() {
        asked.withLock { $0 = [] }
        wanted.withLock { $0 = [] }
    }
}

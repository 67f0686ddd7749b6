import ClinicalNotes
import Synchronization

/// A store whose owner may look at everything and alter it: it keeps every state that it ever had.
final class TamperingStore: NoteStore {
    private struct State {
        var image = StoreImage()
        var history: [StoreImage] = []
    }

    private let state: Mutex<State>

    init(_ image: StoreImage = StoreImage()) { state = Mutex(State(image: image)) }

    let capabilities: StoreCapabilities = []

    /// What the store holds now.
    var image: StoreImage {
        get { state.withLock { $0.image } }
        set { state.withLock { $0.image = newValue } }
    }

    /// What it held after each commit.
    var history: [StoreImage] { state.withLock { $0.history } }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        let image = image
        return keys.map { image.record($0) }
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        image.scan(query)
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        image.list(tenant, owner, collection, after: after, limit: limit)
    }

    func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        try state.withLock { state throws(StorageError) in
            let before = state.image
            var outcomes: [CommitOutcome] = []
            for batch in batches {
                guard let outcome = state.image.commit(batch) else {
                    state.image = before
                    throw StorageError(.corrupted)
                }
                if case .committed = outcome { state.history.append(state.image) }
                outcomes.append(outcome)
            }
            return outcomes
        }
    }

    func close() async throws(StorageError) {}
}

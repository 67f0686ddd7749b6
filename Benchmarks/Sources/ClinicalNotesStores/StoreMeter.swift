internal import ClinicalNotes
internal import Synchronization

/// A store whose round trips, commits and batches are counted.
final class StoreMeter: ForwardingStore {
    struct Counts {
        var roundTrips = 0
        var commits = 0
        var batches = 0
    }

    let forwarded: any NoteStore
    private let flights: (@Sendable () -> Int)?
    private let state = Mutex(Counts())

    /// Counts what reaches a store; each call is a round trip, unless the adapter counts its own.
    init(_ store: any NoteStore, flights: (@Sendable () -> Int)? = nil) {
        forwarded = store
        self.flights = flights
    }

    var counts: Counts {
        var counts = state.withLock { $0 }
        if let flights { counts.roundTrips = flights() }
        return counts
    }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        state.withLock { $0.roundTrips += 1 }
        return try await forwarded.fetch(keys, by: deadline)
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        state.withLock { $0.roundTrips += 1 }
        return try await forwarded.scan(query, by: deadline)
    }

    func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        state.withLock {
            $0.roundTrips += 1
            $0.commits += 1
            $0.batches += batches.count
        }
        return try await forwarded.commit(batches, by: deadline)
    }
}

import ClinicalNotesStorage
import Synchronization

@testable import ClinicalNotes

/// A store that holds up a reading which is about to be recorded until it is let go; it may forget what readings expect.
final class HeldReadings: ForwardingStore {
    private enum State {
        case free, wanted, held
    }

    let forwarded: any NoteStore
    private let forgets: Bool
    private let state = Mutex(State.free)

    init(_ store: any NoteStore, forgetting: Bool) {
        forwarded = store
        forgets = forgetting
    }

    /// Holds up the next one, and waits until it is there.
    func holdNext() async {
        state.withLock { $0 = .wanted }
        while state.withLock({ $0 != .held }) { await Task.yield() }
    }

    func letGo() { state.withLock { $0 = .free } }

    func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        guard batches.contains(where: isReading) else {
            return try await forwarded.commit(batches, by: deadline)
        }
        let isHeld = state.withLock { state in
            guard state == .wanted else { return false }
            state = .held
            return true
        }
        if isHeld { while state.withLock({ $0 == .held }) { await Task.yield() } }
        guard forgets else { return try await forwarded.commit(batches, by: deadline) }
        let forgotten = batches.map { batch in
            isReading(batch)
                ? WriteBatch(tenant: batch.tenant, expectations: [], writes: batch.writes) : batch
        }
        return try await forwarded.commit(forgotten, by: deadline)
    }

    private func isReading(_ batch: WriteBatch) -> Bool {
        batch.writes.allSatisfy {
            if case .append(let log, _) = $0 { log.collection == .audit } else { false }
        }
            && !batch.expectations.isEmpty
    }
}

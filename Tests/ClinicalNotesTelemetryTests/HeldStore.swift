#if Telemetry
import ClinicalNotes
import Synchronization

/// A store that keeps commits waiting until they are let go, and says whether it was closed; the one behind stays open.
final class HeldStore: ForwardingStore {
    private struct State {
        var holds = false
        var isClosed = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    let forwarded: any NoteStore
    private let state = Mutex(State())
    /// Tells of each commit that is kept waiting.
    let held: AsyncStream<Void>
    private let tell: AsyncStream<Void>.Continuation

    init(_ store: any NoteStore) {
        forwarded = store
        (held, tell) = AsyncStream.makeStream()
    }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    func hold() { state.withLock { $0.holds = true } }

    func letGo() {
        let waiting = state.withLock { state in
            state.holds = false
            defer { state.waiting = [] }
            return state.waiting
        }
        for commit in waiting { commit.resume() }
    }

    func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        await withCheckedContinuation { commit in
            let goesOn = state.withLock { state in
                if state.holds { state.waiting.append(commit) }
                return !state.holds
            }
            if goesOn { commit.resume() } else { tell.yield() }
        }
        return try await forwarded.commit(batches, by: deadline)
    }

    func close() async throws(StorageError) { state.withLock { $0.isClosed = true } }
}
#endif

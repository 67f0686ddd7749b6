internal import ClinicalNotesStorage
internal import Synchronization

/// The calls of a check that are under way, and the stores that it opened.
final class CallWatch: Sendable {
    private struct State {
        var calls: [String: Int] = [:]
        var stores: [any NoteStore] = []
        var isOver = false
    }

    private let state = Mutex(State())

    func opened(_ store: any NoteStore) { state.withLock { $0.stores.append(store) } }

    func begin(_ call: String) throws(StorageError) {
        let isOver = state.withLock { state in
            if !state.isOver { state.calls[call, default: 0] += 1 }
            return state.isOver
        }
        // Checks that go round in circles end with their next call.
        if isOver { throw StorageError(.cancelled) }
    }

    func end(_ call: String) { state.withLock { $0.calls[call, default: 0] -= 1 } }

    /// Lets no further call begin; tells those under way.
    func stop() -> String {
        state.withLock { state in
            state.isOver = true
            let calls = state.calls.filter { $0.value > 0 }.sorted { $0.key < $1.key }
            return calls.isEmpty
                ? "no call" : calls.map { "\($0.value) of \($0.key)" }.joined(separator: ", ")
        }
    }

    /// Closes what was opened; that it may fail is another requirement's matter.
    func closeAll() async {
        for store in state.withLock({ $0.stores }) { try? await store.close() }
    }
}

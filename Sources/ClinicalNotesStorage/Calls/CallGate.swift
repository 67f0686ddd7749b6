internal import Synchronization

/// Counts the calls of an adapter that are under way, so that closing waits for them and none begins after.
public final class CallGate: Sendable {
    private struct State {
        var isOpen = true
        var calls = 0
        var whenEmpty: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Makes an open gate.
    public init() {}

    /// Lets a call in; each needs its ``leave()``.
    ///
    /// - Throws: ``StorageError/Code/closed``.
    public func enter() throws(StorageError) {
        let entered = state.withLock { state in
            guard state.isOpen else { return false }
            state.calls += 1
            return true
        }
        guard entered else { throw StorageError(.closed) }
    }

    /// Ends a call that was let in.
    public func leave() {
        let waiting = state.withLock { state in
            state.calls -= 1
            guard state.calls == 0 else { return CheckedContinuation<Void, Never>?.none }
            defer { state.whenEmpty = nil }
            return state.whenEmpty
        }
        waiting?.resume()
    }

    /// Lets no further call in and waits for those under way.
    ///
    /// - Returns: False if the gate was closed before; then nothing is waited for.
    public func close() async -> Bool {
        let first = state.withLock { state in
            defer { state.isOpen = false }
            return state.isOpen
        }
        guard first else { return false }
        await withCheckedContinuation { continuation in
            let empty = state.withLock { state in
                guard state.calls > 0 else { return true }
                state.whenEmpty = continuation
                return false
            }
            if empty { continuation.resume() }
        }
        return true
    }
}

internal import Synchronization

/// An answer that one task waits for: the first that is given counts, later ones are dropped.
final class Answer<Value: Sendable, Failure: Error>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Result<Value, Failure>, Never>)
        case given(Result<Value, Failure>)
        case taken
    }

    private let state = Mutex(State.open)

    /// Gives the answer, unless one was given before.
    func give(_ result: Result<Value, Failure>) {
        let waiting = state.withLock { state -> CheckedContinuation<Result<Value, Failure>, Never>? in
            switch state {
            case .open:
                state = .given(result)
                return nil
            case .awaited(let waiting):
                state = .taken
                return waiting
            case .given, .taken: return nil
            }
        }
        waiting?.resume(returning: result)
    }

    /// Takes the answer if it was given; it can be taken once.
    func takenAtOnce() -> Result<Value, Failure>? {
        state.withLock { state in
            guard case .given(let result) = state else { return nil }
            state = .taken
            return result
        }
    }

    /// Waits for the answer and takes it.
    func taken() async -> Result<Value, Failure> {
        await withCheckedContinuation { waiting in
            let given = state.withLock { state -> Result<Value, Failure>? in
                guard case .given(let result) = state else {
                    state = .awaited(waiting)
                    return nil
                }
                state = .taken
                return result
            }
            if let given { waiting.resume(returning: given) }
        }
    }
}

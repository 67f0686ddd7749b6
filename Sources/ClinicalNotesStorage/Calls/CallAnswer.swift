internal import Synchronization

/// An answer that one task waits for: the first that is given counts, later ones are dropped.
public final class CallAnswer<Value: Sendable, Failure: Error>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Result<Value, Failure>, Never>)
        case given(Result<Value, Failure>)
        case taken
    }

    private let state = Mutex(State.open)

    /// Makes an answer that is still to be given.
    public init() {}

    /// Gives the answer, unless one was given before.
    ///
    /// - Parameter result: The answer.
    /// - Returns: Whether this is the one that counts.
    @discardableResult
    public func give(_ result: Result<Value, Failure>) -> Bool {
        let (counts, waiting) = state.withLock {
            state -> (Bool, CheckedContinuation<Result<Value, Failure>, Never>?) in
            switch state {
            case .open:
                state = .given(result)
                return (true, nil)
            case .awaited(let waiting):
                state = .taken
                return (true, waiting)
            case .given, .taken: return (false, nil)
            }
        }
        waiting?.resume(returning: result)
        return counts
    }

    /// Takes the answer if it was given; it can be taken once.
    ///
    /// - Returns: The answer, or `nil`.
    package func takenAtOnce() -> Result<Value, Failure>? {
        state.withLock { state in
            guard case .given(let result) = state else { return nil }
            state = .taken
            return result
        }
    }

    /// Waits for the answer, whatever becomes of the waiting task, and takes it.
    ///
    /// - Returns: The answer.
    public func taken() async -> Result<Value, Failure> {
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

internal import Synchronization

/// How often an adapter began anew within one call, told to whoever observes the call.
///
/// An adapter takes ``current`` at the beginning of a call, on its caller's task, and counts on whatever thread it works.
public final class RetryCount: Sendable {
    /// That of the call that is under way; `nil` where nobody observes.
    @TaskLocal public static var current: RetryCount?

    private let state = Mutex(0)

    /// Begins at 0.
    public init() {}

    /// How many there were.
    public var count: Int { state.withLock { $0 } }

    /// Counts one.
    public func add() { state.withLock { $0 += 1 } }
}

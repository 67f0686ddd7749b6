internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Calls to a store that the host brought: each of them ends in time, whatever becomes of it there.
struct HostCalls: Sendable {
    private let timeout: Duration
    private let watch = DeadlineWatch()

    /// - Parameter timeout: How long one call may take, also where the caller sets no deadline.
    init(timeout: Duration) { self.timeout = timeout }

    /// Asks, and waits until the deadline or until the caller is cancelled.
    func ask<Value: Sendable>(
        by deadline: Deadline,
        late: Result<Value, StorageError> = .failure(StorageError(.timedOut)),
        cancelled: Result<Value, StorageError> = .failure(StorageError(.cancelled)),
        _ call: @escaping @Sendable (Deadline) async throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        let deadline = CallTime.step(timeout).orEarlier(deadline)
        guard !Task.isCancelled else { throw StorageError(.cancelled) }
        guard !deadline.hasPassed else { throw StorageError(.timedOut) }
        return try await watch.waitForHost(until: deadline.withGrace, late: late, cancelled: cancelled) {
            () async throws(StorageError) in
            do throws(StorageError) {
                return try await call(deadline)
            } catch {
                // Whoever was cancelled has gone on without this.
                throw error.code == .cancelled ? StorageError(.unavailable) : error
            }
        }
    }

    /// Gives something back, also for a caller who was cancelled or whose time is over.
    func end(_ call: @escaping @Sendable () async throws(StorageError) -> Void) async throws(StorageError) {
        try await watch.waitForHost(
            until: .after(timeout),
            late: .failure(StorageError(.timedOut)),
            cancelled: .failure(StorageError(.cancelled)),
            for: call
        )
    }
}

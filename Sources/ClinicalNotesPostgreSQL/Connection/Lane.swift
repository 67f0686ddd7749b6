#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Dispatch
internal import Synchronization

/// Carries out calls in the order they come, on a few connections each with a queue of its own, since libpq holds the thread
/// that waits.
///
/// A call that waits for a connection gives up at its deadline or when its task is cancelled, and has then done nothing.
final class Lane: Sendable {
    /// A place for a connection, with the queue on which alone it is used.
    private final class Worker: Sendable {
        private let queue = DispatchQueue(label: "ClinicalNotesPostgreSQL")
        private let place = Mutex<ServerConnection?>(nil)

        func run<Value: Sendable>(
            _ body: @escaping @Sendable (inout ServerConnection?) -> Result<Value, StorageError>
        ) async -> Result<Value, StorageError> {
            await withCheckedContinuation { continuation in
                queue.async { [self] in
                    continuation.resume(returning: place.withLock { place in body(&place) })
                }
            }
        }

        func hangUp() { place.withLock { $0 = nil } }
    }

    private let gate = CallGate()
    private let workers: ConnectionPool<Worker>

    init(limit: Int) {
        workers = ConnectionPool(limit: limit) { _ in
            Worker()
        } discard: {
            $0.hangUp()
        }
    }

    /// Carries out a call on a connection of its own.
    func call<Value: Sendable>(
        by deadline: Deadline,
        _ body: @escaping @Sendable (inout ServerConnection?) -> Result<Value, StorageError>
    ) async throws(StorageError) -> Value {
        try gate.enter()
        defer { gate.leave() }
        return try await workers.withConnection(by: deadline) { worker throws(StorageError) in
            try await worker.run(body).get()
        }
    }

    /// Carries out something that has a connection of its own, as a call that closing waits for.
    func hold<Value>(
        _ body: () async throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        try gate.enter()
        defer { gate.leave() }
        return try await body()
    }

    /// Lets no further call in, waits for those under way and those that wait, and hangs up; does nothing the second time.
    func close() async {
        guard await gate.close() else { return }
        workers.close()
    }
}
#endif

internal import Dispatch

/// Runs what may never end.
enum TimeLimit {
    /// How it ended.
    enum Ending<Value: Sendable>: Sendable {
        case finished(Value)
        case failed(any Error)
        /// The time was over first; the work was cancelled, and what it still does is left behind.
        case overdue
        case cancelled
    }

    /// Runs work for some time at the most.
    ///
    /// - Parameters:
    ///   - limit: How long it may take.
    ///   - work: What is done, on threads that nobody else needs: also work that holds them is left behind.
    /// - Returns: How it ended.
    static func run<Value: Sendable>(
        _ limit: Duration,
        _ work: @escaping @Sendable () async throws -> Value
    ) async -> Ending<Value> {
        let (endings, first) = AsyncStream<Ending<Value>>.makeStream(bufferingPolicy: .bufferingOldest(1))
        let task = Task(executorPreference: SpareThreads.shared) {
            do {
                first.yield(.finished(try await work()))
            } catch {
                first.yield(.failed(error))
            }
        }
        SpareThreads.shared.run(after: limit) { first.yield(.overdue) }
        defer {
            task.cancel()
            first.finish()
        }
        for await ending in endings { return ending }
        return .cancelled
    }
}

/// Threads of its own for tasks that may hold them for ever.
private final class SpareThreads: TaskExecutor {
    static let shared = SpareThreads()

    private let queue = DispatchQueue(label: "ClinicalNotesConformance", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // The job is run exactly once, which is all that the reference to it needs.
        queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    func run(after delay: Duration, _ body: @escaping @Sendable () -> Void) {
        queue.asyncAfter(deadline: .now() + .milliseconds(Int(delay / .milliseconds(1))), execute: body)
    }
}

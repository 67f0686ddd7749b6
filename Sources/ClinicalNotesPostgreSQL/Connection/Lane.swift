#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Dispatch
internal import Synchronization

/// Carries out calls in the order they come, on a few connections each with a queue of its own.
///
/// A call that waits for a connection gives up at its deadline or when its task is cancelled, and has then done nothing.
final class Lane: Sendable {
    /// A connection with the queue on which alone it is used.
    final class Worker: Sendable {
        let queue = DispatchQueue(label: "ClinicalNotesPostgreSQL")
        let place = Mutex<ServerConnection?>(nil)
    }

    private struct State {
        var isOpen = true
        var idle: [Worker] = []
        var workers = 0
        var waiting: [any LaneCall] = []
        /// How many of the waiting were carried out; the list is shortened now and then.
        var taken = 0
        var whenEmpty: CheckedContinuation<Void, Never>?

        mutating func next() -> (any LaneCall)? {
            guard taken < waiting.count else { return nil }
            defer { taken += 1 }
            if taken > 1000 {
                waiting.removeFirst(taken)
                taken = 0
            }
            return waiting[taken]
        }
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) { self.limit = limit }

    /// Carries out a call on a connection of its own.
    func call<Value: Sendable>(
        by deadline: Deadline,
        _ body: @escaping @Sendable (inout ServerConnection?) -> Result<Value, StorageError>
    ) async throws(StorageError) -> Value {
        let call = Call(body)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard call.wait(continuation) else { return }
                guard !submit(call, isLate: deadline.hasPassed), let left = deadline.millisecondsLeft else {
                    return
                }
                DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Int(left))) {
                    [weak call] in
                    call?.giveUp(.timedOut)
                }
            }
        } onCancel: {
            call.giveUp(.cancelled)
        }
        return try result.get()
    }

    /// Takes a call on; true if a connection is free for it.
    private func submit(_ call: any LaneCall, isLate: Bool) -> Bool {
        let worker = state.withLock { state -> Worker? in
            guard state.isOpen, !isLate else {
                call.giveUp(state.isOpen ? .timedOut : .closed)
                return nil
            }
            state.waiting.append(call)
            if let worker = state.idle.popLast() { return worker }
            guard state.workers < limit else { return nil }
            state.workers += 1
            return Worker()
        }
        guard let worker else { return false }
        worker.queue.async { [self] in work(worker) }
        return true
    }

    private func work(_ worker: Worker) {
        while true {
            let call = state.withLock { state -> (any LaneCall)? in
                if let call = state.next() { return call }
                state.idle.append(worker)
                guard state.idle.count == state.workers else { return nil }
                state.whenEmpty?.resume()
                state.whenEmpty = nil
                return nil
            }
            guard let call else { return }
            call.run(on: worker)
        }
    }

    /// Lets no further call in, waits for those under way and those that wait, and hangs up; does nothing the second time.
    func close() async {
        let first = state.withLock { state in
            defer { state.isOpen = false }
            return state.isOpen
        }
        guard first else { return }
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                guard state.idle.count < state.workers else { return true }
                state.whenEmpty = continuation
                return false
            }
            if isEmpty { continuation.resume() }
        }
        let workers = state.withLock { state in
            defer { state.idle = [] }
            return state.idle
        }
        for worker in workers {
            await withCheckedContinuation { continuation in
                worker.queue.async {
                    worker.place.withLock { $0 = nil }
                    continuation.resume()
                }
            }
        }
    }
}

/// A call that waits for a connection.
private protocol LaneCall: Sendable {
    func run(on worker: Lane.Worker)
    func giveUp(_ code: StorageError.Code)
}

extension Lane {
    private final class Call<Value: Sendable>: LaneCall {
        private enum Stand {
            case new
            case waiting(CheckedContinuation<Result<Value, StorageError>, Never>)
            case over(StorageError.Code?)
        }

        private let stand = Mutex(Stand.new)
        private let body: @Sendable (inout ServerConnection?) -> Result<Value, StorageError>

        init(_ body: @escaping @Sendable (inout ServerConnection?) -> Result<Value, StorageError>) {
            self.body = body
        }

        /// Begins to wait; false where it was given up before.
        func wait(_ continuation: CheckedContinuation<Result<Value, StorageError>, Never>) -> Bool {
            let code = stand.withLock { stand -> StorageError.Code? in
                if case .over(let code?) = stand { return code }
                stand = .waiting(continuation)
                return nil
            }
            guard let code else { return true }
            continuation.resume(returning: .failure(StorageError(code)))
            return false
        }

        func giveUp(_ code: StorageError.Code) {
            take(orBefore: code)?.resume(returning: .failure(StorageError(code)))
        }

        func run(on worker: Worker) {
            guard let continuation = take(orBefore: nil) else { return }
            continuation.resume(returning: worker.place.withLock { place in body(&place) })
        }

        private func take(
            orBefore code: StorageError.Code?
        ) -> CheckedContinuation<Result<Value, StorageError>, Never>? {
            stand.withLock { stand in
                switch stand {
                case .waiting(let continuation):
                    stand = .over(nil)
                    return continuation
                case .new:
                    stand = .over(code)
                    return nil
                case .over: return nil
                }
            }
        }
    }
}
#endif

public import ClinicalNotesModel
internal import Synchronization

/// Makes deadlines hold, whatever is waited for: what answers too late is left behind.
///
/// One sleeping task serves all that waits, so that a deadline costs little where it does not pass.
public final class DeadlineWatch: Sendable {
    /// How exact it is; what passes within one tick is told together.
    private static let tick: Duration = .milliseconds(5)

    private struct State {
        var alarms: [Int64: [UInt64: @Sendable () -> Void]] = [:]
        var lastID: UInt64 = 0
        /// Until which tick the task sleeps that serves all; `nil` if there is none.
        var sleepsUntil: Int64?
    }

    private struct Alarm {
        let tick: Int64
        let id: UInt64
    }

    private let begin = ContinuousClock().now
    private let state = Mutex(State())

    /// Makes a watch; one serves all calls of an adapter.
    public init() {}

    /// Waits for work until a deadline passes or the caller's task is cancelled; then the work is cancelled and what it
    /// still answers is dropped.
    ///
    /// - Parameters:
    ///   - deadline: Until when; asked for if it is not over at once.
    ///   - late: What comes of it when the deadline passes.
    ///   - cancelled: What comes of it when the caller's task is cancelled.
    ///   - work: What is waited for; it begins at once, and what it does not finish by then goes on in a task of its
    ///     own.
    /// - Returns: What the work returns.
    /// - Throws: What the work throws, `late` or `cancelled`.
    package func wait<Value: Sendable, Failure: Error>(
        until deadline: @autoclosure () -> Deadline,
        late: Result<Value, Failure>,
        cancelled: Result<Value, Failure>,
        for work: @escaping @Sendable () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let answer = CallAnswer<Value, Failure>()
        let task = Task.immediate {
            do throws(Failure) {
                answer.give(.success(try await work()))
            } catch {
                answer.give(.failure(error))
            }
        }
        if let result = answer.takenAtOnce() { return try result.get() }
        return try await wait(for: answer, until: deadline(), late: late, cancelled: cancelled) {
            task.cancel()
        }
    }

    /// Waits for an answer until a deadline passes or the caller's task is cancelled.
    ///
    /// - Parameters:
    ///   - answer: What is waited for.
    ///   - deadline: Until when.
    ///   - late: What comes of it when the deadline passes; asked for then.
    ///   - cancelled: What comes of it when the caller's task is cancelled; asked for then.
    ///   - abandon: Called when it is not waited for any longer.
    /// - Returns: The answer.
    /// - Throws: The answer's error, `late` or `cancelled`.
    public func wait<Value: Sendable, Failure: Error>(
        for answer: CallAnswer<Value, Failure>,
        until deadline: Deadline,
        late: @autoclosure @escaping @Sendable () -> Result<Value, Failure>,
        cancelled: @autoclosure @escaping @Sendable () -> Result<Value, Failure>,
        abandon: @escaping @Sendable () -> Void = {}
    ) async throws(Failure) -> Value {
        let alarm = deadline.instant.map { moment in
            set(at: moment) {
                answer.give(late())
                abandon()
            }
        }
        defer { alarm.map(remove) }
        return try await withTaskCancellationHandler {
            await answer.taken()
        } onCancel: {
            answer.give(cancelled())
            abandon()
        }.get()
    }

    // MARK: Alarms

    private func set(at moment: ContinuousClock.Instant, _ ring: @escaping @Sendable () -> Void) -> Alarm {
        let tick = tick(after: moment)
        let (alarm, mustSleep) = state.withLock { state in
            state.lastID += 1
            state.alarms[tick, default: [:]][state.lastID] = ring
            let mustSleep = state.sleepsUntil.map { tick < $0 } ?? true
            if mustSleep { state.sleepsUntil = tick }
            return (Alarm(tick: tick, id: state.lastID), mustSleep)
        }
        if mustSleep { sleep(until: tick) }
        return alarm
    }

    private func remove(_ alarm: Alarm) {
        state.withLock { state in
            state.alarms[alarm.tick]?[alarm.id] = nil
            if state.alarms[alarm.tick]?.isEmpty == true { state.alarms[alarm.tick] = nil }
        }
    }

    private func sleep(until tick: Int64) {
        Task { [weak self, begin] in
            try? await Task.sleep(until: begin + Self.tick * Int(tick), tolerance: .zero, clock: .continuous)
            self?.wake(at: tick)
        }
    }

    /// Rings what is due; the task that wakes last goes on sleeping for what is left.
    private func wake(at tick: Int64) {
        let now = max(tick, self.tick(after: ContinuousClock().now) - 1)
        let (due, next) = state.withLock { state -> ([@Sendable () -> Void], Int64?) in
            let ticks = state.alarms.keys.filter { $0 <= now }
            let due = ticks.flatMap { state.alarms.removeValue(forKey: $0).map { Array($0.values) } ?? [] }
            // An earlier alarm was set meanwhile, and has a task of its own.
            guard state.sleepsUntil == tick else { return (due, nil) }
            state.sleepsUntil = state.alarms.keys.min()
            return (due, state.sleepsUntil)
        }
        for ring in due { ring() }
        if let next { sleep(until: next) }
    }

    /// The first tick that is not before a moment; what lies beyond all time counts as far away.
    private func tick(after moment: ContinuousClock.Instant) -> Int64 {
        Int64(min(max(0, (begin.duration(to: moment) / Self.tick).rounded(.up)), 1e15))
    }
}

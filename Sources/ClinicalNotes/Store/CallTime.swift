internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The time that a public call of the vault has for all that it does.
struct CallTime: Sendable {
    /// How long a step may take where nobody says.
    static let timeout: Duration = .seconds(30)

    /// The call that is under way; `nil` outside of one.
    @TaskLocal static var current: CallTime?

    private let deadline: Deadline
    /// Whether every step may take what is left of the call.
    private let isForSteps: Bool

    /// Until when a single step must be back: it has its timeout, and no more time than the call.
    static func step(_ timeout: Duration) -> Deadline {
        guard let current else { return .after(timeout) }
        return current.isForSteps ? current.deadline : .after(timeout).orEarlier(current.deadline)
    }

    /// Gives a call a timeout for all that it does; one that is part of another has the time of that one.
    ///
    /// Not inlined, as all that every call goes through, so that a release build takes less time.
    @inline(never)
    static func within<Value, Failure: Error>(
        _ timeout: Duration,
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        guard current == nil else { return try await body() }
        return try await $current.bound(to: CallTime(deadline: .after(timeout), isForSteps: true), body)
    }

    /// Gives a call that goes through the whole store a deadline, and each of its steps the timeout that it has anyway.
    ///
    /// A call that is part of another such call ends with it.
    @inline(never)
    static func limited<Value, Failure: Error>(
        to deadline: Deadline,
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let outer = current.map { $0.isForSteps ? Deadline.never : $0.deadline } ?? .never
        let time = CallTime(deadline: deadline.orEarlier(outer), isForSteps: false)
        return try await $current.bound(to: time, body)
    }
}

extension Deadline {
    /// A little more than the time that is left: who is asked with a deadline of its own may keep it, and then knows
    /// better what became of the call than whoever stopped waiting.
    var withGrace: Deadline {
        guard let instant else { return self }
        let left = ContinuousClock().now.duration(to: instant)
        return Deadline(instant: instant + max(left / 8, .milliseconds(20)))
    }

    /// Half of the time that is left, for what can be done without.
    var half: Deadline {
        guard let instant else { return self }
        let left = ContinuousClock().now.duration(to: instant)
        return Deadline(instant: instant - left / 2)
    }
}

extension VaultCore {
    /// Until when a call to the store or the key service must be back.
    var deadline: Deadline { CallTime.step(timeout) }

    /// Gives a call the vault's timeout for all that it does; one that is part of another has the time of that one.
    ///
    /// Every public call goes through here, so that it throws ``NotesError`` alone, and a denial is on record before it is told.
    @inline(never)
    func inTime<Value>(_ body: () async throws -> Value) async throws(NotesError) -> Value {
        do {
            return try await CallTime.within(timeout) { try await tell(body) }
        } catch {
            throw NotesError(thrown: error)
        }
    }
}

extension DeadlineWatch {
    /// As ``wait(until:late:cancelled:for:)``, for what the host brought: the time of this call is nothing to what the host goes
    /// on with later.
    @inline(never)
    func waitForHost<Value: Sendable, Failure: Error>(
        until deadline: @autoclosure () -> Deadline,
        late: Result<Value, Failure>,
        cancelled: Result<Value, Failure>,
        for work: @escaping @Sendable () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try await wait(until: deadline(), late: late, cancelled: cancelled) { () async throws(Failure) in
            try await CallTime.$current.bound(to: nil, work)
        }
    }
}

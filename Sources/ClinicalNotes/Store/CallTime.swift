internal import ClinicalNotesModel

/// The time that a public call of the vault has for all that it does.
enum CallTime {
    /// Until when the call that is under way must be back; `nil` outside of one.
    @TaskLocal static var deadline: Deadline?

    /// How long a step may take where nobody says.
    static let patience: Duration = .seconds(30)

    /// Until when a single step must be back: it has some patience, and no more time than the call.
    static func step(_ patience: Duration) -> Deadline { .after(patience).orEarlier(deadline) }

    /// Gives all that is done in `body` a deadline.
    static func limited<Value, Failure: Error>(
        to deadline: Deadline,
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await $deadline.withValue(deadline) {
            do throws(Failure) {
                return .success(try await body())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
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
    var deadline: Deadline { CallTime.step(patience) }

    /// Gives a call the vault's patience for all that it does; one that is part of another has the time of that one.
    func inTime<Value, Failure: Error>(
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        guard CallTime.deadline == nil else { return try await body() }
        return try await CallTime.limited(to: .after(patience), body)
    }
}

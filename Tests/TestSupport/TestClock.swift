package import ClinicalNotesModel
internal import Synchronization

/// A clock that a test moves.
package final class TestClock: Sendable {
    private let moment: Mutex<Instant>
    private let step: Duration

    /// Makes a clock that goes on by a step whenever it is looked at.
    package init(_ moment: Instant, step: Duration = .zero) {
        self.moment = Mutex(moment)
        self.step = step
    }

    package var now: Instant {
        moment.withLock { moment in
            defer { moment = moment + step }
            return moment
        }
    }

    package func advance(to later: Instant) { moment.withLock { $0 = max($0, later) } }

    package func set(_ instant: Instant) { moment.withLock { $0 = instant } }

    package func advance(by duration: Duration) { moment.withLock { $0 = $0 + duration } }
}

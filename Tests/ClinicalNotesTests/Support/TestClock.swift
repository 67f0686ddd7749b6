import ClinicalNotes
import Synchronization

/// A clock that a test moves.
final class TestClock: Sendable {
    private let moment: Mutex<Instant>

    init(_ moment: Instant) { self.moment = Mutex(moment) }

    var now: Instant { moment.withLock { $0 } }

    func advance(to later: Instant) { moment.withLock { $0 = max($0, later) } }

    func set(_ instant: Instant) { moment.withLock { $0 = instant } }

    func advance(by duration: Duration) { moment.withLock { $0 = $0 + duration } }
}

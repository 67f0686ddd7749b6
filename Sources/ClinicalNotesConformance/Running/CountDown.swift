internal import Synchronization

/// How much is still to be done, by whomever.
final class CountDown: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) { left = Mutex(count) }

    var isOver: Bool { left.withLock { $0 <= 0 } }

    func finish() { left.withLock { $0 -= 1 } }
}

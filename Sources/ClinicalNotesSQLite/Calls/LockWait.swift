#if SQLite
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Foundation
internal import Synchronization

/// How long the writer waits for what other processes hold: counted in time, not in tries.
final class LockWait: Sendable {
    private static let pause: TimeInterval = 0.002
    /// How long a write waits that has no deadline.
    static let longest: Duration = .seconds(10)

    private struct Write {
        var deadline = Deadline.after(LockWait.longest)
        var retries: RetryCount?
    }

    private let write = Mutex(Write())

    /// Begins to wait for a write: until its deadline, or for ``longest`` if it has none.
    ///
    /// - Parameters:
    ///   - deadline: When the write gives up.
    ///   - retries: Who counts its tries.
    func begin(until deadline: Deadline, counting retries: RetryCount? = nil) {
        let bounded = deadline.instant == nil ? .after(Self.longest) : deadline
        write.withLock { $0 = Write(deadline: bounded, retries: retries) }
    }

    /// Waits a moment; false when it is time to give up.
    func again() -> Bool {
        let write = write.withLock { $0 }
        guard !write.deadline.hasPassed else { return false }
        write.retries?.add()
        Thread.sleep(forTimeInterval: Self.pause)
        return true
    }
}
#endif

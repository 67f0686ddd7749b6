#if SQLite
internal import ClinicalNotesModel
internal import Foundation
internal import Synchronization

/// How long the writer waits while another process holds the database's lock.
final class LockWait: Sendable {
    private static let pause: TimeInterval = 0.002
    private static let longest = 2500

    private let deadline = Mutex(Deadline.never)

    /// Sets the deadline of the write that begins.
    func wait(until deadline: Deadline) {
        self.deadline.withLock { $0 = deadline }
    }

    /// Waits a moment; false when it is time to give up: at the deadline, or after 5 seconds.
    func again(after tries: Int) -> Bool {
        guard tries < Self.longest, !deadline.withLock({ $0 }).hasPassed else { return false }
        Thread.sleep(forTimeInterval: Self.pause)
        return true
    }
}
#endif

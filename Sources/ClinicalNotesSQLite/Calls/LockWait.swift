#if SQLite
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Foundation
internal import Synchronization

/// How long the writer waits while another process holds the database's lock.
final class LockWait: Sendable {
    private static let pause: TimeInterval = 0.002
    private static let longest = 2500

    private struct Write {
        var deadline = Deadline.never
        var retries: RetryCount?
    }

    private let write = Mutex(Write())

    /// Sets the deadline of the write that begins, and who counts its tries.
    func wait(until deadline: Deadline, counting retries: RetryCount? = nil) {
        write.withLock { $0 = Write(deadline: deadline, retries: retries) }
    }

    /// Waits a moment; false when it is time to give up: at the deadline, or after 5 seconds.
    func again(after tries: Int) -> Bool {
        let write = write.withLock { $0 }
        guard tries < Self.longest, !write.deadline.hasPassed else { return false }
        write.retries?.add()
        Thread.sleep(forTimeInterval: Self.pause)
        return true
    }
}
#endif

internal import Synchronization

/// Refusals of a write that may turn out to be the repeat of one that was done; then there was none.
final class PostponedRefusals: Sendable {
    /// Where refusals of the write under way are kept back, until it is known that it is no repeat.
    @TaskLocal static var current: PostponedRefusals?

    private let kept = Mutex<[AuditEntry]>([])

    var entries: [AuditEntry] { kept.withLock { $0 } }

    func append(_ entry: AuditEntry) { kept.withLock { $0.append(entry) } }
}

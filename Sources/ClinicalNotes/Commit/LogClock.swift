internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// Remembers how late the audit log says it is: by it the clock is judged before something ends for good.
///
/// From then on the process counts the time itself, so that a clock that is set ahead is noticed and one that nobody asked
/// for a month is not suspected.
final class LogClock: Sendable {
    /// How many entries are looked at; by those behind them it can only be later.
    private static let looked = 512

    private let read = Mutex<ClockReading?>(nil)

    /// What the log said when it was looked at; `nil` before.
    var reading: ClockReading? { read.withLock { $0 } }

    func set(_ moment: Instant) { read.withLock { $0 = ClockReading(moment) } }

    /// The latest time that checkpoint and entries after it tell, but for jumps ahead that nobody confirmed; `nil` for an empty
    /// log.
    ///
    /// What is signed in a checkpoint was believed then, so that entries of a wrong time never become right by their number.
    static func newest(in core: VaultCore) async throws(NotesError) -> Instant? {
        let (log, keys) = (AuditRecord.log(of: core.tenant), try await core.tenantKeys())
        let checkpoint = try await core.auditCheckpoint()
        let end = checkpoint?.end ?? 0
        let rows = try await core.list(
            owner: log.owner,
            collection: log.collection,
            after: end == 0 ? nil : log.key(at: end - 1),
            limit: looked
        )
        var newest = checkpoint?.clock
        for row in rows {
            guard let record = try? AuditRecord(decoding: row.value.joined),
                let entry = try? record.open(tenant: core.tenant, under: keys.audit.key).entry
            else { continue }
            if let known = newest, entry.event != .clock, entry.at > known + ClockReading.bound { continue }
            newest = entry.event == .clock ? entry.at : max(newest ?? entry.at, entry.at)
        }
        return newest
    }
}

extension VaultCore {
    /// The moment by which something may end for good: the clock's, but where the clock is ahead of the log by more than
    /// a week, the log's.
    func settledNow() async throws(NotesError) -> Instant {
        let now = now
        if clock.reading == nil { clock.set(try await LogClock.newest(in: self) ?? now) }
        return clock.reading?.believed(now) ?? now
    }
}

extension NoteVault {
    /// Whether the clock is ahead of the audit log by more than seven days, so that nothing is removed until
    /// ``confirmClock()`` is called.
    ///
    /// A practice that was closed for longer looks the same as a clock that jumped: only people can tell. Reading and
    /// writing go on; what would expire stays.
    ///
    /// - Returns: Whether it is.
    /// - Throws: ``NotesError``.
    public func isClockAhead() async throws(NotesError) -> Bool {
        try await core.inTime {
            let now = core.now
            return try await core.settledNow() < now
        }
    }

    /// Confirms that the clock is right, though it is far ahead of the audit log; recorded, and told the key service.
    ///
    /// - Throws: ``NotesError``.
    public func confirmClock() async throws(NotesError) {
        try await core.inTime {
            let now = core.now
            let entry = AuditActor.practice(core.tenant).entry(
                .clock,
                .edit,
                on: .owner(core.practice),
                at: now
            )
            _ = try await core.commitReading([], [entry])
            core.clock.set(now)
            do throws(CryptoError) {
                try await core.keyring.confirmClock(by: core.deadline)
            } catch {
                throw NotesError(error)
            }
        }
    }
}

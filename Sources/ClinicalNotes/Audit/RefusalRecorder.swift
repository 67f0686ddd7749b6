internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage
internal import Synchronization

/// Records refusals: the first at once, equal ones that follow within a minute as one entry with a count.
///
/// A principal who asks for ever new notes gets a few entries a minute, and one more that counts the others. So asking
/// cannot fill the store, and nothing is lost but a count if the process dies. A note that does not exist is treated
/// like one that is hidden, to the last step, so that the time an answer takes tells nothing.
final class RefusalRecorder: Sendable {
    private struct Question: Hashable {
        let principal: PrincipalID
        let purpose: PurposeOfUse
        let action: NoteAction
        /// What was asked for; `nil` for all that go beyond a principal's share of entries.
        let note: NoteID?
        /// What the refusal brings, none of which may be lost in a count; an absent note brings nothing.
        let obligations: [String]
        /// What was declared, which the asker knows.
        let declared: [String]

        init(_ entry: AuditEntry) {
            let isAboutNothing = entry.record == nil && entry.owner == entry.principal.owner
            principal = entry.principal
            purpose = entry.purpose
            action = entry.action
            note =
                isAboutNothing ? nil : NoteID(owner: entry.owner, record: entry.record ?? RecordID(.zero))
            obligations = isAboutNothing ? [] : entry.duties.map(\.obligation)
            declared = isAboutNothing ? [] : entry.declared
        }
    }

    private struct Repeats {
        let since: Instant
        var count: UInt32
        let entry: AuditEntry
    }

    private static let window: Duration = .seconds(60)
    private static let capacity = 4096
    /// How many entries of its own one principal gets in a window.
    private static let share = 32

    private let repeats = Mutex<[Question: Repeats]>([:])

    /// Records a refusal; returns when it is durable or counted.
    func record(_ entry: AuditEntry, _ core: VaultCore) async throws(NotesError) {
        let due = repeats.withLock { repeats -> [AuditEntry] in
            let question = Self.question(entry, beside: repeats)
            let entry = question.note == nil ? entry.aboutNothing : entry
            if var known = repeats[question], entry.at < known.since + Self.window {
                known.count += 1
                repeats[question] = known
                return []
            }
            var due = repeats[question].map { [$0.entry.repeated($0.count)] } ?? []
            if repeats.count >= Self.capacity {
                due += repeats.values.map { $0.entry.repeated($0.count) }
                repeats.removeAll()
            }
            repeats[question] = Repeats(since: entry.at, count: 0, entry: entry)
            return due.filter { $0.count > 0 } + [entry]
        }
        do throws(NotesError) {
            try await write(due, core)
        } catch {
            // Nothing was told; what was to be written is asked for again with the next refusal.
            keep(due.dropLast())
            forget(entry)
            throw error
        }
    }

    private func keep(_ entries: some Sequence<AuditEntry>) {
        repeats.withLock { repeats in
            for entry in entries {
                let question = Question(entry)
                let count = entry.count + (repeats[question]?.count ?? 0)
                repeats[question] = Repeats(since: entry.at, count: count, entry: entry)
            }
        }
    }

    /// Takes back that a refusal was recorded, so that the next equal one is written at once.
    private func forget(_ entry: AuditEntry) {
        repeats.withLock { repeats in
            for question in [Question(entry), Question(entry.aboutNothing)] {
                guard let known = repeats[question], known.since == entry.at, known.count == 0 else {
                    continue
                }
                repeats[question] = nil
            }
        }
    }

    private static func question(_ entry: AuditEntry, beside repeats: [Question: Repeats]) -> Question {
        let whole = Question(entry)
        // A duty belongs to the note that it is about; there are no more of them than notes that somebody asks for.
        guard repeats[whole] == nil, !entry.leavesDuties else { return whole }
        let recent = repeats.lazy.filter { known in
            known.key.principal == entry.principal && entry.at < known.value.since + window
        }
        guard recent.prefix(share).count == share else { return whole }
        return Question(entry.aboutNothing)
    }

    /// Writes what was only counted.
    func flush(_ core: VaultCore) async throws(NotesError) {
        let due = repeats.withLock { repeats in
            defer { repeats.removeAll() }
            return repeats.values.map { $0.entry.repeated($0.count) }.filter { $0.count > 0 }
        }
        do throws(NotesError) {
            try await write(due, core)
        } catch {
            keep(due)
            throw error
        }
    }

    private func write(_ entries: [AuditEntry], _ core: VaultCore) async throws(NotesError) {
        guard !entries.isEmpty else { return }
        let batch = WriteBatch(tenant: core.tenant, expectations: [], writes: [])
        guard case .committed = try await core.commit(batch, recording: entries) else {
            throw core.recordingFailed
        }
    }
}

extension AuditEntry {
    /// Whether somebody owes something because of it.
    fileprivate var leavesDuties: Bool {
        duties.contains { Obligation(rawValue: $0.obligation).map(leavesOpen) ?? false }
    }
}

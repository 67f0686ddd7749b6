internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// Commits batches of concurrent callers together, so that many share one flush.
///
/// While one group is being written, later batches wait and form the next group. Each batch is judged by itself. Audit
/// entries are sealed when their group is formed, since each names what the groups before left in the log.
///
/// A caller comes back when its deadline passes or its task is cancelled, whatever the store does: from the queue with
/// nothing written, from a group that is being written with an outcome that is unknown.
final class GroupCommitter: Sendable {
    /// A batch, and the audit entries that become durable with it.
    struct Request: Sendable {
        let batch: WriteBatch
        var entries: [AuditEntry] = []
        /// The keys that seal the entries; needed where there are any.
        var keys: TenantKeys?
    }

    private struct Waiting {
        let request: Request
        let deadline: Deadline
        let answer: CallAnswer<CommitOutcome, StorageError>
        var isWriting = false
    }

    private struct State {
        var next: UInt64 = 0
        var waiting: [UInt64: Waiting] = [:]
        var queue: [UInt64] = []
        var isWriting = false
        var chain: EntryChain
    }

    private let store: any NoteStore
    private let entropy: Entropy
    private let limit = 128
    private let watch = DeadlineWatch()
    private let state: Mutex<State>

    init(_ store: any NoteStore, _ entropy: Entropy) {
        self.store = store
        self.entropy = entropy
        state = Mutex(State(chain: EntryChain(entropy.bytes16())))
    }

    /// Commits a batch; returns when its outcome is known, or can no longer be waited for.
    func commit(_ request: Request, by deadline: Deadline) async throws(StorageError) -> CommitOutcome {
        guard !Task.isCancelled else { throw StorageError(.cancelled) }
        guard !deadline.hasPassed else { throw StorageError(.timedOut) }
        let answer = CallAnswer<CommitOutcome, StorageError>()
        let number = enqueue(Waiting(request: request, deadline: deadline, answer: answer))
        return try await watch.wait(
            for: answer,
            until: deadline,
            late: self.givenUp(number, as: .timedOut),
            cancelled: self.givenUp(number, as: .cancelled)
        )
    }

    private func enqueue(_ waiting: Waiting) -> UInt64 {
        let (number, begins) = state.withLock { state in
            state.next += 1
            state.waiting[state.next] = waiting
            state.queue.append(state.next)
            defer { state.isWriting = true }
            return (state.next, !state.isWriting)
        }
        // Detached: what is written for many callers must not inherit the deadline of the first.
        if begins { Task.detached { await self.writeGroups() } }
        return number
    }

    // MARK: Writing

    private func writeGroups() async {
        while let group = nextGroup() {
            let (chain, sealed) = await seal(group)
            var batches: [WriteBatch] = []
            var fates = sealed.map { (fate: EntryChain.Fate.notWritten, commitments: $0.commitments) }
            let written = sealed.indices.filter { sealed[$0].batch != nil }
            for place in written { if let batch = sealed[place].batch { batches.append(batch) } }
            // As long as anybody waits for it: who cannot wait that long is answered before.
            let deadline = group.map(\.waiting.deadline).max { $0.isEarlier(than: $1) } ?? .never
            do throws(StorageError) {
                let outcomes = try await store.commit(batches, by: deadline)
                for (place, outcome) in zip(written, outcomes) {
                    fates[place].fate = EntryChain.Fate(outcome)
                    finish(group[place].number, .success(outcome))
                }
            } catch {
                for place in written {
                    // Nothing was written, if the adapter keeps its contract; the log is right also where it does not.
                    fates[place].fate = .unknown
                    finish(group[place].number, .failure(error))
                }
            }
            var next = chain
            next.settle(fates)
            if next.isOverburdened { next = EntryChain(entropy.bytes16()) }
            state.withLock { $0.chain = next }
        }
    }

    private func nextGroup() -> [(number: UInt64, waiting: Waiting)]? {
        state.withLock { state in
            var group: [(UInt64, Waiting)] = []
            var taken = 0
            for number in state.queue {
                guard group.count < limit else { break }
                taken += 1
                guard let waiting = state.waiting[number] else { continue }
                state.waiting[number]?.isWriting = true
                group.append((number, waiting))
            }
            state.queue.removeFirst(taken)
            guard !group.isEmpty else {
                state.isWriting = false
                return nil
            }
            return group
        }
    }

    /// The batches of a group with their entries; one whose entries cannot be sealed is answered and left out.
    private func seal(
        _ group: [(number: UInt64, waiting: Waiting)]
    ) async -> (chain: EntryChain, sealed: [(batch: WriteBatch?, commitments: [Digest])]) {
        let chain = state.withLock { $0.chain }
        var due: [(entry: AuditEntry, keys: TenantKeys, link: EntryLink)] = []
        for (_, waiting) in group {
            guard let keys = waiting.request.keys else { continue }
            for entry in waiting.request.entries { due.append((entry, keys, chain.link(at: due.count))) }
        }
        let entropy = entropy.generatedAhead(due.count * AuditRecord.randomBytes)
        var records = await due.concurrentMap { item -> Result<AuditRecord, CryptoError> in
            Result { () throws(CryptoError) in
                try AuditRecord(
                    sealing: item.entry,
                    item.link,
                    tenant: item.keys.tenant,
                    under: item.keys.audit,
                    entropy
                )
            }
        }[...]
        let sealed = group.map { number, waiting -> (batch: WriteBatch?, commitments: [Digest]) in
            let request = waiting.request
            let own = request.keys == nil ? [] : records.prefix(request.entries.count)
            records = records.dropFirst(own.count)
            do throws(CryptoError) {
                var commitments: [Digest] = []
                var writes = request.batch.writes
                for result in own {
                    let record = try result.get()
                    commitments.append(record.commitment)
                    writes.append(
                        .append(AuditRecord.log(of: request.batch.tenant), RecordBytes(record.encoded))
                    )
                }
                guard own.count == request.entries.count else { throw CryptoError(.keyUnavailable) }
                let batch = WriteBatch(
                    tenant: request.batch.tenant,
                    expectations: request.batch.expectations,
                    writes: writes
                )
                return (batch, commitments)
            } catch {
                finish(number, .failure(StorageError(.unavailable)))
                return (nil, [])
            }
        }
        return (chain, sealed)
    }

    private func finish(_ number: UInt64, _ result: Result<CommitOutcome, StorageError>) {
        state.withLock { $0.waiting.removeValue(forKey: number) }?.answer.give(result)
    }

    /// What a caller who does not wait any longer is told: what it asked for is taken back if it waits in the queue, and else may
    /// still be written.
    private func givenUp(
        _ number: UInt64,
        as code: StorageError.Code
    ) -> Result<CommitOutcome, StorageError> {
        let waiting = state.withLock { $0.waiting.removeValue(forKey: number) }
        return waiting?.isWriting ?? true ? .success(.outcomeUnknown) : .failure(StorageError(code))
    }
}

extension EntryChain.Fate {
    init(_ outcome: CommitOutcome) {
        switch outcome {
        case .committed: self = .written
        case .conflict: self = .notWritten
        case .outcomeUnknown: self = .unknown
        }
    }
}

extension Deadline {
    fileprivate func isEarlier(than other: Deadline) -> Bool {
        guard let instant else { return false }
        return other.instant.map { instant < $0 } ?? true
    }
}

internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// Commits batches of concurrent callers together, so that many share one flush.
///
/// While one group is being written, later batches wait and form the next group. Each batch is judged by itself.
final class GroupCommitter: Sendable {
    private struct Waiting {
        let batch: WriteBatch
        let deadline: Deadline
        let answer: CheckedContinuation<Result<CommitOutcome, StorageError>, Never>
    }

    private struct State {
        var queue: [Waiting] = []
        var isWriting = false
    }

    private let store: any NoteStore
    private let limit = 128
    private let state = Mutex(State())

    init(_ store: any NoteStore) { self.store = store }

    /// Commits a batch; returns when its outcome is known.
    func commit(_ batch: WriteBatch, by deadline: Deadline) async throws(StorageError) -> CommitOutcome {
        guard !deadline.hasPassed else { throw StorageError(.timedOut) }
        let result = await withCheckedContinuation { answer in
            let begins = state.withLock { state in
                state.queue.append(Waiting(batch: batch, deadline: deadline, answer: answer))
                defer { state.isWriting = true }
                return !state.isWriting
            }
            // Detached: the groups that follow are not part of the call that began, and have time of their own.
            if begins { Task.detached { await self.writeGroups() } }
        }
        return try result.get()
    }

    private func writeGroups() async {
        while let group = nextGroup() {
            do throws(StorageError) {
                // A group that nobody waits for any longer is not begun.
                let isUrgent = group.allSatisfy { $0.deadline != .never }
                let last = Deadline(instant: isUrgent ? group.compactMap(\.deadline.instant).max() : nil)
                let outcomes = try await store.commit(group.map(\.batch), by: last)
                for (waiting, outcome) in zip(group, outcomes) {
                    waiting.answer.resume(returning: .success(outcome))
                }
                for waiting in group.dropFirst(outcomes.count) {
                    waiting.answer.resume(returning: .success(.outcomeUnknown))
                }
            } catch {
                for waiting in group { waiting.answer.resume(returning: .failure(error)) }
            }
        }
    }

    private func nextGroup() -> [Waiting]? {
        state.withLock { state in
            guard !state.queue.isEmpty else {
                state.isWriting = false
                return nil
            }
            let group = Array(state.queue.prefix(limit))
            state.queue.removeFirst(group.count)
            return group
        }
    }
}

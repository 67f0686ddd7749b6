import ClinicalNotesStorage
import TestSupport

@testable import ClinicalNotes

/// A store that lets something happen before its next commit.
final class HookedStore: ForwardingStore {
    private let base: any NoteStore
    var forwarded: any NoteStore { base }
    private let hook = Shared<(@Sendable () async -> Void)?>(nil)

    init(_ base: any NoteStore = InMemoryNoteStore()) { self.base = base }

    func beforeCommit(_ hook: @escaping @Sendable () async -> Void) { self.hook.change { $0 = hook } }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        if let waiting = hook.value {
            hook.change { $0 = nil }
            await waiting()
        }
        return try await base.commit(batches, by: deadline)
    }
}

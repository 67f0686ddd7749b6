import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import Foundation
import Synchronization

extension BrokenStore {
    /// Stores that do not answer, or not when they are closed.
    static let calls: [BrokenStore] =
        [StallingStore.Call.fetch, .scan, .list, .commit].flatMap { call in
            [
                BrokenStore("never answers \(call)", caughtBy: "ST-57", timeLimit: .seconds(2)) {
                    StoreUnderTest { StallingStore(call, .forEver) }
                },
                BrokenStore("is slow to answer \(call)", caughtBy: "ST-57", timeLimit: .seconds(2)) {
                    StoreUnderTest { StallingStore(call, .long) }
                },
                BrokenStore("holds its thread for \(call)", caughtBy: "ST-57", timeLimit: .seconds(2)) {
                    StoreUnderTest { StallingStore(call, .holdingThread) }
                },
            ]
        } + [
            BrokenStore("never ends closing", caughtBy: "ST-59", timeLimit: .seconds(1)) {
                StoreUnderTest { StallingStore(.close, .forEver) }
            },
            BrokenStore("cannot be closed again", caughtBy: "ST-59") { ClosesOnce() },
            BrokenStore("was written for no contract", caughtBy: "ST-61") { OtherContract() },
        ]
}

/// Does not come back from one of its calls.
struct StallingStore: BrokenInMemoryStore {
    enum Call {
        case fetch, scan, list, commit, close
    }

    enum Stall {
        case forEver, long, holdingThread
    }

    let base = InMemoryNoteStore()
    private let call: Call
    private let stall: Stall

    init(_ call: Call, _ stall: Stall) {
        self.call = call
        self.stall = stall
    }

    private func wait(in call: Call, by deadline: Deadline) async {
        // Only calls with a deadline, so that what comes before the check is not in its way.
        guard call == self.call, deadline != .never else { return }
        switch stall {
        case .forEver: await never()
        case .long:
            // Cancelled or not.
            await Task.detached { try? await Task.sleep(for: .seconds(3)) }.value
        case .holdingThread: holdThread()
        }
    }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        await wait(in: .fetch, by: deadline)
        return try await base.fetch(keys, by: deadline)
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        await wait(in: .scan, by: deadline)
        return try await base.scan(query, by: deadline)
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        await wait(in: .list, by: deadline)
        return try await base.list(
            tenant,
            owner: owner,
            collection: collection,
            after: after,
            limit: limit,
            by: deadline
        )
    }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        await wait(in: .commit, by: deadline)
        return try await base.commit(batches, by: deadline)
    }

    func close() async throws(StorageError) {
        await wait(in: .close, by: .after(.zero))
        try await base.close()
    }
}

/// Takes a second closing for a mistake.
private final class ClosesOnce: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    private let isClosed = Mutex(false)

    func close() async throws(StorageError) {
        let wasClosed = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return isClosed
        }
        guard !wasClosed else { throw StorageError(.closed) }
        try await base.close()
    }
}

/// Was written for another version of the contract.
private struct OtherContract: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    var contractVersion: Int { 0 }
}

/// Comes back from nothing, also when it is cancelled.
private func never() async {
    await Task.detached { while true { try? await Task.sleep(for: .seconds(3_600)) } }.value
}

private func holdThread() { Thread.sleep(forTimeInterval: 3) }

/// Answers nothing, whatever the deadline.
struct DeafStore: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        await never()
        return []
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        await never()
        return IndexPage(hits: [], hasMore: false)
    }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        await never()
        return []
    }
}

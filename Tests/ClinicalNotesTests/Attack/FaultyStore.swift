import ClinicalNotesModel
import ClinicalNotesStorage
import Synchronization

/// A store that fails on one chosen call.
final class FaultyStore: ForwardingStore {
    enum Fault: Sendable, CaseIterable {
        /// Any call throws, and has written nothing.
        case throwing
        /// A commit is not carried out, and the answer is that nobody knows.
        case unknownUnwritten
        /// A commit is carried out, and the answer is that nobody knows.
        case unknownWritten
        /// A commit is carried out, and the answer has not one outcome a batch: the adapter is wrong.
        case misanswered
        /// A commit is carried out, and throws as if it were not: the adapter is wrong.
        case thrownWritten
        /// A commit is not carried out: others were faster.
        case conflict
    }

    private struct State {
        var fault: Fault?
        var left = 0
    }

    let forwarded: any NoteStore
    private let state = Mutex(State())

    init(_ base: any NoteStore = InMemoryNoteStore()) { forwarded = base }

    /// Fails on the call with this number, counted from now.
    func arm(_ fault: Fault, onCall number: Int) {
        state.withLock { $0 = State(fault: fault, left: number) }
    }

    /// Stops failing; whether it had failed.
    func disarm() -> Bool {
        state.withLock { state in
            defer { state = State() }
            return state.fault != nil && state.left <= 0
        }
    }

    private func fires(onCommit: Bool) -> Fault? {
        state.withLock { state in
            guard let fault = state.fault, onCommit || fault == .throwing else { return nil }
            state.left -= 1
            return state.left == 0 ? fault : nil
        }
    }

    private func mayThrow() throws(StorageError) {
        if fires(onCommit: false) != nil { throw StorageError(.unavailable) }
    }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        try mayThrow()
        return try await forwarded.fetch(keys, by: deadline)
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        try mayThrow()
        return try await forwarded.scan(query, by: deadline)
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        try mayThrow()
        return try await forwarded.list(
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
        switch fires(onCommit: true) {
        case nil: return try await forwarded.commit(batches, by: deadline)
        case .throwing: throw StorageError(.unavailable)
        case .unknownUnwritten: return batches.map { _ in .outcomeUnknown }
        case .conflict: return batches.map { .conflict($0.expectations.map(\.key)) }
        case .unknownWritten:
            _ = try await forwarded.commit(batches, by: deadline)
            return batches.map { _ in .outcomeUnknown }
        case .thrownWritten:
            _ = try await forwarded.commit(batches, by: deadline)
            throw StorageError(.unavailable)
        case .misanswered: return try await forwarded.commit(batches, by: deadline) + [.outcomeUnknown]
        }
    }
}

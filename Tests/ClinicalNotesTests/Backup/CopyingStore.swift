import ClinicalNotes
import Synchronization

/// A store in memory whose copying calls hang until they are let go, fail, or answer something else.
final class CopyingStore: ForwardingStore, CopyableStore {
    enum Call: CaseIterable {
        case snapshot, records, end, load
    }

    private struct State {
        var isHanging = true
        var waiting: [CheckedContinuation<Void, Never>] = []
        var ended = 0
    }

    let forwarded: any NoteStore
    private let base: InMemoryNoteStore
    private let hanging: Call?
    private let failure: StorageError.Code?
    private let answer: @Sendable ([CopiedRecord]) -> [CopiedRecord]
    private let state = Mutex(State())

    /// - Parameters:
    ///   - base: The store behind.
    ///   - call: What hangs.
    ///   - failure: What a snapshot throws when it is read.
    ///   - answer: What it answers in place of what it found.
    init(
        _ base: InMemoryNoteStore,
        hanging call: Call? = nil,
        failing failure: StorageError.Code? = nil,
        answering answer: @escaping @Sendable ([CopiedRecord]) -> [CopiedRecord] = { $0 }
    ) {
        (self.base, forwarded) = (base, base)
        hanging = call
        self.failure = failure
        self.answer = answer
    }

    /// How many snapshots were ended.
    var ended: Int { state.withLock { $0.ended } }

    /// Lets everything go on that hangs, deaf to cancellation until then.
    func goOn() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            state.isHanging = false
            return state.waiting
        }
        for waiting in waiting { waiting.resume() }
    }

    func snapshot(by deadline: Deadline) async throws(StorageError) -> any StoreSnapshot {
        await pass(.snapshot)
        return Snapshot(try await base.snapshot(by: .never), of: self)
    }

    func load(_ records: [CopiedRecord], by deadline: Deadline) async throws(StorageError) {
        await pass(.load)
        try await base.load(records, by: .never)
    }

    private func pass(_ call: Call) async {
        guard call == hanging else { return }
        await withCheckedContinuation { continuation in
            let goesOn = state.withLock { state in
                if state.isHanging { state.waiting.append(continuation) }
                return !state.isHanging
            }
            if goesOn { continuation.resume() }
        }
    }

    private struct Snapshot: StoreSnapshot {
        let base: any StoreSnapshot
        let store: CopyingStore

        init(_ base: any StoreSnapshot, of store: CopyingStore) {
            self.base = base
            self.store = store
        }

        func records(
            of tenant: TenantID,
            after: RecordKey?,
            limit: Int,
            by deadline: Deadline
        ) async throws(StorageError) -> [CopiedRecord] {
            await store.pass(.records)
            if let failure = store.failure { throw StorageError(failure) }
            return store.answer(try await base.records(of: tenant, after: after, limit: limit, by: .never))
        }

        func end() async {
            await store.pass(.end)
            await base.end()
            store.state.withLock { $0.ended += 1 }
        }
    }
}

extension CopiedRecord {
    /// The record with another count, or another value.
    func with(revision: UInt64? = nil, value: [UInt8]? = nil) -> CopiedRecord {
        let record = StoredRecord(
            key: record.key,
            revision: revision ?? record.revision,
            value: value.map { RecordBytes($0) } ?? record.value
        )
        return CopiedRecord(record, index: index)
    }
}

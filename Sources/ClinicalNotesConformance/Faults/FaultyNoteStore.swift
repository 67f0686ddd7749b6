public import ClinicalNotesModel
public import ClinicalNotesStorage
internal import Synchronization

/// A store before another one that does wrong when it is told to, for tests of what stands on a store.
///
/// ```swift
/// let store = FaultyNoteStore(InMemoryNoteStore(), seed: 7)
/// // ... a vault on it ...
/// for fault in StoreFault.all {
///     store.arm(fault, on: .call(3))
///     // ... a call of the vault: it must be right, or fail and say why ...
///     store.disarm()
/// }
/// ```
///
/// What it does follows from the seed and the number of the call since it was armed, so that a run whose calls come in the same
/// order repeats exactly. It remembers the last states of every record that passes through: those are its older and foreign ones.
public final class FaultyNoteStore: ForwardingStore {
    /// A call that a fault strikes.
    struct Strike {
        let deed: StoreFault.Deed
        var random: SeededRandom
    }

    private struct Armed {
        let fault: StoreFault
        let trigger: FaultTrigger
        let operations: Set<StoreCall.Operation>
    }

    private struct State {
        var armed: Armed?
        var count = FaultCount()
        var memory = RecordMemory()
        var postponed: [WriteBatch] = []
        var underWay = 0
    }

    /// The store that does right.
    public let forwarded: any NoteStore
    private let seed: UInt64
    private let state: Mutex<State>

    /// Makes a store that does right until a fault is armed.
    ///
    /// - Parameters:
    ///   - store: The store behind.
    ///   - seed: What its choices follow from.
    ///   - records: What it is to remember from the beginning, older states first.
    public init(_ store: any NoteStore, seed: UInt64 = 1, remembering records: [StoredRecord] = []) {
        forwarded = store
        self.seed = seed
        var begin = State()
        for record in records { begin.memory.note(record) }
        state = Mutex(begin)
    }

    /// Does wrong from now on, by this fault and no other.
    ///
    /// - Parameters:
    ///   - fault: What it does.
    ///   - trigger: On which calls.
    ///   - operation: Only on calls of this kind; else on all that the fault can strike.
    public func arm(
        _ fault: StoreFault,
        on trigger: FaultTrigger = .everyCall,
        of operation: StoreCall.Operation? = nil
    ) {
        let operations = operation.map { fault.operations.intersection([$0]) } ?? fault.operations
        state.withLock { state in
            state.armed = Armed(fault: fault, trigger: trigger, operations: operations)
            state.count = FaultCount()
        }
    }

    /// Does right again.
    ///
    /// What it wrote stays as it is; what it postponed is written before the next commit.
    ///
    /// - Returns: How the fault fared.
    @discardableResult
    public func disarm() -> FaultCount {
        state.withLock { state in
            state.armed = nil
            return state.count
        }
    }

    /// How the fault that was armed last fares.
    public var count: FaultCount { state.withLock { $0.count } }

    /// Waits until no call is under way, also those that nobody waits for any longer.
    ///
    /// A call that never answers ends when whoever made it is cancelled.
    public func settle() async {
        while state.withLock({ $0.underWay > 0 }) { try? await Task.sleep(for: .milliseconds(1)) }
    }

    /// As the contract has it, unless a fault strikes.
    public func fetch(
        _ keys: [RecordKey],
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord?] {
        defer { end() }
        let strike = try await begin(.fetch, by: deadline)
        let found = try await forwarded.fetch(keys, by: self.deadline(deadline, for: strike))
        return answer(found, strike)
    }

    /// As the contract has it, unless a fault strikes.
    public func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        defer { end() }
        let strike = try await begin(.list, by: deadline)
        let found = try await forwarded.list(
            tenant,
            owner: owner,
            collection: collection,
            after: after,
            limit: limit,
            by: self.deadline(deadline, for: strike)
        )
        return answer(found.map(Optional.some), strike).compactMap(\.self)
    }

    /// As the contract has it, unless a fault strikes.
    public func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        defer { end() }
        let strike = try await begin(.scan, by: deadline)
        let page = try await forwarded.scan(query, by: self.deadline(deadline, for: strike))
        guard let strike, let changed = page.changed(by: strike) else { return page }
        struck()
        return changed
    }

    /// As the contract has it, unless a fault strikes.
    public func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        defer { end() }
        let strike = try await begin(.commit, by: deadline)
        let postponed = takePostponed()
        if !postponed.isEmpty { _ = try await forwarded.commit(postponed, by: deadline) }
        await remember(batches)
        guard let strike, strike.deed != .late else {
            return try await forwarded.commit(batches, by: self.deadline(deadline, for: strike))
        }
        return try await commit(batches, struckBy: strike, by: deadline)
    }

    /// As the contract has it, unless a fault strikes; what was postponed is written before.
    public func close() async throws(StorageError) {
        defer { end() }
        _ = try await begin(.close, by: .never)
        let postponed = takePostponed()
        if !postponed.isEmpty { _ = try? await forwarded.commit(postponed, by: .never) }
        try await forwarded.close()
    }
}

extension FaultyNoteStore {
    /// Counts a call, and tells whether it is struck; fails, or waits, where that is what the fault does.
    private func begin(_ operation: StoreCall.Operation, by deadline: Deadline) async throws(StorageError)
        -> Strike?
    {
        let strike = state.withLock { state -> Strike? in
            state.underWay += 1
            guard let armed = state.armed, armed.operations.contains(operation) else { return nil }
            state.count.calls += 1
            var random = SeededRandom(seed &+ UInt64(state.count.calls) &* 0x9e37_79b9)
            switch armed.trigger.kind {
            case .everyCall: break
            case .call(let number): guard number == state.count.calls else { return nil }
            case .chance(let probability):
                guard Double.random(in: 0..<1, using: &random) < probability else { return nil }
            }
            return Strike(deed: armed.fault.deed, random: random)
        }
        switch strike?.deed {
        case .fail(let code):
            struck()
            throw StorageError(code)
        case .never:
            struck()
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(3_600)) }
            throw StorageError(.cancelled)
        case .late:
            struck()
            let end = deadline.instant ?? ContinuousClock().now + .milliseconds(100)
            // Also for a caller who was cancelled meanwhile.
            await Task.detached { try? await Task.sleep(until: end + .milliseconds(1)) }.value
        default: break
        }
        return strike
    }

    /// Whoever is late does as if there were no deadline.
    private func deadline(_ deadline: Deadline, for strike: Strike?) -> Deadline {
        strike?.deed == .late ? .never : deadline
    }

    private func end() { state.withLock { $0.underWay -= 1 } }

    private func takePostponed() -> [WriteBatch] {
        state.withLock { state in
            defer { state.postponed = [] }
            return state.postponed
        }
    }

    func struck() { state.withLock { $0.count.strikes += 1 } }

    func postpone(_ batches: [WriteBatch]) { state.withLock { $0.postponed += batches } }

    /// Takes in what was found, and answers it as the fault changes it.
    private func answer(_ found: [StoredRecord?], _ strike: Strike?) -> [StoredRecord?] {
        let memory = state.withLock { state in
            for case let record? in found { state.memory.note(record) }
            return strike == nil ? nil : state.memory
        }
        guard let strike, let changed = memory?.changed(found, by: strike) else { return found }
        struck()
        return changed
    }

    /// Takes in what is about to be replaced.
    private func remember(_ batches: [WriteBatch]) async {
        let keys = Set(
            batches.flatMap(\.writes).compactMap { write in
                switch write {
                case .put(let key, _, _), .delete(let key): key
                case .append: nil
                }
            }
        ).sorted()
        guard !keys.isEmpty, let found = try? await forwarded.fetch(keys, by: .never) else { return }
        state.withLock { state in for record in found { if let record { state.memory.note(record) } } }
    }
}

internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension FaultyNoteStore {
    /// A commit as a fault makes it; as it should be if the fault finds nothing to change.
    func commit(
        _ batches: [WriteBatch],
        struckBy strike: Strike,
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        var random = strike.random
        switch strike.deed {
        case .drop, .postpone: return try await commit(batches, by: deadline, writing: { _ in [] }, strike)
        case .lose(let lost):
            guard let writes = batches.losing(lost, &random) else { break }
            return try await commit(batches, by: deadline, writing: { writes[$0] }, strike)
        case .tear:
            guard batches.contains(where: { $0.writes.count > 1 }) else { break }
            return try await commit(
                batches,
                by: deadline,
                writing: { batches[$0].writes.dropLast((batches[$0].writes.count + 1) / 2) },
                strike
            )
        case .reverseWrites:
            guard batches.map(\.writes.count).reduce(0, +) > 1 else { break }
            let reversed = batches.reversed().map { $0.writing($0.writes.reversed()) }
            let ends = try await ends(of: batches, by: deadline)
            struck()
            return told(
                try await forwarded.commit(Array(reversed), by: deadline).reversed(),
                of: batches,
                from: ends
            )
        case .ignoreExpectations, .sayCommitted:
            let judged = try await forwarded.commit(batches.map { $0.writing([]) }, by: deadline)
            guard judged.contains(where: \.isConflict) else { break }
            struck()
            let ends = try await ends(of: batches, by: deadline)
            let carried = strike.deed == .sayCommitted ? batches : batches.map { $0.expecting([]) }
            _ = try await forwarded.commit(carried, by: deadline)
            return told(batches.map { _ in .committed(positions: []) }, of: batches, from: ends)
        case .refuse, .loseOutcome:
            guard strike.deed == .loseOutcome || batches.allSatisfy({ !$0.expectations.isEmpty }) else {
                break
            }
            struck()
            return batches.map {
                strike.deed == .refuse ? .conflict($0.expectations.map(\.key)) : .outcomeUnknown
            }
        default: return try await commitThenLie(batches, strike, by: deadline)
        }
        return try await forwarded.commit(batches, by: deadline)
    }

    /// Commits as it should, and says something else.
    private func commitThenLie(
        _ batches: [WriteBatch],
        _ strike: Strike,
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        let outcomes = try await forwarded.commit(batches, by: deadline)
        let written = zip(batches, outcomes).filter { $1.isCommitted }.map { $0.0.expecting([]) }
        var told = outcomes
        switch strike.deed {
        case .commitTwice where !written.isEmpty:
            _ = try await forwarded.commit(written, by: deadline)
            struck()
        case .throwAfterwards where !written.isEmpty:
            struck()
            throw StorageError(.unavailable)
        case .sayConflict:
            told = zip(batches, outcomes).map { batch, outcome in
                outcome.isCommitted && !batch.expectations.isEmpty
                    ? .conflict(batch.expectations.map(\.key)) : outcome
            }
        case .sayUnknown: told = outcomes.map { $0.isCommitted ? .outcomeUnknown : $0 }
        case .shiftPositions:
            told = outcomes.map { outcome in
                if case .committed(let positions) = outcome {
                    .committed(positions: positions.map { $0 + 1 })
                } else {
                    outcome
                }
            }
        case .miscount: told = outcomes + [.outcomeUnknown]
        default: break
        }
        if told != outcomes { struck() }
        return told
    }

    /// Carries out other writes than those of the batches, and says of all that they are durable.
    private func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline,
        writing writes: (Int) -> [RecordWrite],
        _ strike: Strike
    ) async throws(StorageError) -> [CommitOutcome] {
        let ends = try await ends(of: batches, by: deadline)
        let changed = batches.indices.map { batches[$0].writing(writes($0)) }
        let outcomes = try await forwarded.commit(changed, by: deadline)
        if outcomes.contains(where: \.isCommitted) { struck() }
        if strike.deed == .postpone {
            postpone(zip(batches, outcomes).filter { $1.isCommitted }.map { $0.0.expecting([]) })
        }
        return told(outcomes, of: batches, from: ends)
    }

    /// The positions that appends would have been given.
    private func told(
        _ outcomes: [CommitOutcome],
        of batches: [WriteBatch],
        from ends: [LogKey: UInt64]
    ) -> [CommitOutcome] {
        var ends = ends
        return zip(batches, outcomes).map { batch, outcome in
            guard outcome.isCommitted else { return outcome }
            var positions: [UInt64] = []
            for case .append(let log, _) in batch.writes {
                let end = ends[log] ?? 0
                positions.append(end)
                ends[log] = end + 1
            }
            return .committed(positions: positions)
        }
    }

    /// Where the logs go on that the batches append to, found by halves: positions have no gap.
    private func ends(of batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [LogKey:
        UInt64]
    {
        var ends: [LogKey: UInt64] = [:]
        for batch in batches {
            for case .append(let log, _) in batch.writes where ends[log] == nil {
                var (filled, free) = (0 as UInt64, 1 as UInt64)
                while try await isThere(log, free - 1, by: deadline) { (filled, free) = (free, free * 2) }
                while filled < free - 1 {
                    let middle = filled + (free - filled) / 2
                    if try await isThere(log, middle - 1, by: deadline) {
                        filled = middle
                    } else {
                        free = middle
                    }
                }
                ends[log] = filled
            }
        }
        return ends
    }

    private func isThere(_ log: LogKey, _ position: UInt64, by deadline: Deadline) async throws(StorageError)
        -> Bool
    {
        try await forwarded.fetch([log.key(at: position)], by: deadline) != [nil]
    }
}

extension [WriteBatch] {
    /// The writes of each batch without one of a kind, or with one that lost its entries; `nil` if there is none of that kind.
    fileprivate func losing(_ lost: StoreFault.Deed.Lost, _ random: inout SeededRandom) -> [[RecordWrite]]? {
        let candidates = indices.flatMap { batch in
            self[batch].writes.indices.filter { lost.matches(self[batch].writes[$0]) }.map { (batch, $0) }
        }
        guard let (batch, place) = candidates.randomElement(using: &random) else { return nil }
        var writes = map(\.writes)
        if lost == .entries, case .put(let key, let value, _) = writes[batch][place] {
            writes[batch][place] = .put(key, value, index: [])
        } else {
            writes[batch].remove(at: place)
        }
        return writes
    }
}

extension StoreFault.Deed.Lost {
    fileprivate func matches(_ write: RecordWrite) -> Bool {
        switch (self, write) {
        case (.put, .put), (.append, .append), (.delete, .delete): true
        case (.entries, .put(_, _, let index)): !index.isEmpty
        default: false
        }
    }
}

extension WriteBatch {
    fileprivate func writing(_ writes: [RecordWrite]) -> WriteBatch {
        WriteBatch(tenant: tenant, expectations: expectations, writes: writes)
    }

    fileprivate func expecting(_ expectations: [Expectation]) -> WriteBatch {
        WriteBatch(tenant: tenant, expectations: expectations, writes: writes)
    }
}

extension CommitOutcome {
    fileprivate var isCommitted: Bool { if case .committed = self { true } else { false } }
    fileprivate var isConflict: Bool { if case .conflict = self { true } else { false } }
}

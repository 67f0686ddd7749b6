internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let interruptions: [StoreRequirement] = [
        StoreRequirement("ST-54", "A commit that is cancelled is whole or absent, as its caller is told.") {
            run in
            try await run.interrupt { batches, moment in
                await withTaskGroup(of: InterruptedCommit.Result.self) { group in
                    // At times before it begins.
                    if moment == .zero { group.cancelAll() }
                    group.addTask {
                        await InterruptedCommit.result { () throws(StorageError) in
                            try await run.store.commit(batches, by: .never)
                        }
                    }
                    try? await Task.sleep(for: moment)
                    group.cancelAll()
                    return await group.next() ?? .success([])
                }
            }
        },
        StoreRequirement("ST-55", "A commit whose deadline passes is whole or absent, as its caller is told.")
        { run in
            try await run.interrupt { batches, moment in
                await InterruptedCommit.result { () throws(StorageError) in
                    try await run.store.commit(batches, by: .after(moment))
                }
            }
        },
        StoreRequirement(
            "ST-56",
            "A log with a record at its end stops no commit, and leaves none half done."
        ) {
            run in
            let (log, value) = (run.log(), RecordBytes([1]))
            try await run.write(.put(log.key(at: LogKey.positionLimit - 1), value, index: []))
            let batches = [
                run.batch([.put(run.key(0), value, index: [run.entry(0, at: 1)])]),
                run.batch([.put(run.key(1), value, index: []), .append(log, value)]),
                run.batch([.put(run.key(2), value, index: [])]),
            ]
            let result = await InterruptedCommit.result { () throws(StorageError) in
                try await run.store.commit(batches, by: .never)
            }
            let found = try await run.store.fetch((0..<3).map { run.key($0) }, by: .never)
            switch result {
            case .success(let outcomes):
                let wanted: [CommitOutcome] = [[], [0], []].map { .committed(positions: $0) }
                try run.requireEqual(outcomes, wanted, "outcomes")
            case .failure(let error):
                let left = found.count { $0 != nil }
                throw ConformanceRun.Failure(detail: "the commit threw \(error) and left \(left) records")
            }
            try run.requireEqual(found.map { $0?.revision }, [1, 1, 1], "records")
        },
    ]
}

/// A commit that something came between.
enum InterruptedCommit {
    typealias Result = Swift.Result<[CommitOutcome], StorageError>

    static func result(
        _ commit: () async throws(StorageError) -> [CommitOutcome]
    ) async -> Result {
        do throws(StorageError) {
            return .success(try await commit())
        } catch {
            return .failure(error)
        }
    }
}

extension ConformanceRun {
    /// Commits again and again while something comes between, and looks whether what is told is so.
    fileprivate func interrupt(
        _ commit: (_ batches: [WriteBatch], _ moment: Duration) async -> InterruptedCommit.Result
    ) async throws {
        var random = random
        var refused: [RecordKey] = []
        let moments = [0, 5, 20, 50, 120, 300, 800, 2_000, 4_000]
        for round in 0..<90 as Range<UInt64> {
            // Ten batches of four records each.
            let keys = (0..<10 as Range<UInt64>).map { batch in
                (0..<4).map { key(round * 40 + batch * 4 + $0) }
            }
            let batches = keys.map { keys in
                batch(
                    keys.map { .put($0, RecordBytes([1]), index: []) } + [.append(log(), RecordBytes([1]))]
                )
            }
            let moment = Duration.microseconds(moments.randomElement(using: &random) ?? 0)
            let result = await commit(batches, moment)
            let found = try await store.fetch(keys.flatMap(\.self), by: .never)
            let there = stride(from: 0, to: 40, by: 4).map { start in
                found[start..<start + 4].count { $0 != nil }
            }
            let half = there.first { $0 != 0 && $0 != 4 }
            try require(half == nil, "\(half ?? 0) of the four records of a batch are there")
            switch result {
            case .failure(let error):
                try require(there.allSatisfy { $0 == 0 }, "\(error) was thrown, and batches were written")
                refused += keys.flatMap(\.self)
            case .success(let outcomes):
                try requireEqual(outcomes.count, 10, "outcomes")
                for (number, outcome) in outcomes.enumerated() where outcome != .outcomeUnknown {
                    guard case .committed(let positions) = outcome, positions.count == 1 else {
                        throw Failure(detail: "\(outcome) in place of committed")
                    }
                    try requireEqual(there[number], 4, "records of a batch that was committed")
                }
            }
        }
        // What was refused does not come about later, either.
        let late = try await store.fetch(refused, by: .never).count { $0 != nil }
        try requireEqual(late, 0, "records of commits that threw, later")
        // Nor does it leave a gap.
        let entries = try await list(collection: .audit, limit: 2_000).map(\.key)
        let positions = (0..<UInt64(entries.count)).map { log().key(at: $0) }
        try require(entries == positions, "the log has a gap")
        let records = try await list(collection: .header, limit: 5_000).count
        try requireEqual(records, 4 * entries.count, "records beside \(entries.count) log entries")
    }
}

internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let crashes: [StoreRequirement] = [
        StoreRequirement(
            "ST-64",
            "What was told as committed is there after a loss of power, and nothing half."
        ) {
            run in
            let there = try await run.afterCrash { work in work.acknowledged }
            try run.requireEqual(there.lost, 0, "commits that were told as committed and are lost")
        },
        StoreRequirement("ST-65", "What was read is there after a loss of power.") { run in
            let there = try await run.afterCrash { work in work.seen }
            try run.requireEqual(there.lost, 0, "commits that were read and are lost")
        },
    ]
}

extension ConformanceRun {
    /// Writes and reads until the power is cut; answers how much of what was known before is lost after.
    fileprivate func afterCrash(
        _ known: @escaping @Sendable (WrittenPairs) -> Set<UInt64>
    ) async throws -> (lost: Int, all: Int) {
        guard adapter.crash != nil else { throw Skip(lacking: "crash") }
        let work = WrittenPairs()
        let (due, after) = try await withThrowingTaskGroup(of: (Set<UInt64>, ConformanceRun)?.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    // What comes of calls on a store whose database is gone is nobody's matter.
                    _ = try? await self.writePairs(work)
                    return nil
                }
            }
            for _ in 0..<2 {
                group.addTask {
                    while !work.isOver {
                        guard let seen = try? await self.readPairs() else { return nil }
                        work.see(seen)
                        await Task.yield()
                    }
                    return nil
                }
            }
            group.addTask {
                defer { work.finish() }
                try await self.wait { known(work).count >= 40 }
                let due = known(work)
                return (due, try await self.crashed())
            }
            for try await result in group { if let result { return result } }
            throw Failure(detail: "the store was gone before its power was cut")
        }
        let there = try await after.pairs()
        return (due.subtracting(there).count, there.count)
    }
}

internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let concurrency: [StoreRequirement] = [
        StoreRequirement("ST-22", "Of writers that expect the same revision one wins: no update is lost.") {
            run in
            let key = run.key(0)
            try await run.write(.put(key, RecordBytes([0, 0]), index: []))
            let commits = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        var committed = 0
                        while committed < 12 {
                            guard let seen = try await run.fetch(key) else {
                                throw ConformanceRun.Failure(detail: "the record is gone")
                            }
                            let count = seen.value.joined.reduce(0) { $0 << 8 | Int($1) } + 1
                            let value = RecordBytes([UInt8(count >> 8), UInt8(truncatingIfNeeded: count)])
                            let outcome = try await run.commit(
                                run.batch(
                                    [.put(key, value, index: [run.entry(0, at: Int64(count))])],
                                    expecting: [Expectation(key, at: seen.revision)]
                                )
                            )[0]
                            if case .committed = outcome { committed += 1 }
                        }
                        return committed
                    }
                }
                return try await group.reduce(0, +)
            }
            let last = try await run.fetch(key)
            try run.requireEqual(last?.revision, UInt64(commits + 1), "revision after \(commits) commits")
            let value = last?.value.joined.reduce(0) { $0 << 8 | Int($1) }
            try run.requireEqual(value, commits, "updates that are there")
            let times = try await run.scan(.all).hits.map(\.entry.time.milliseconds)
            try run.requireEqual(times, [Int64(commits)], "entries")
        },
        StoreRequirement("ST-23", "Nobody sees a batch half: its log entry, record and index come together.")
        { run in
            let key = run.key(0)
            try await run.write(
                .put(key, RecordBytes([0]), index: [run.entry(0, at: 0)]),
                .append(run.log(), RecordBytes([0]))
            )
            // The writer goes on until both readers have looked often enough, whoever gets a processor when.
            let looks = CountDown(120)
            let rounds: UInt64 = 60
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    var round: UInt64 = 0
                    while round < rounds || !looks.isOver {
                        try Task.checkCancellation()
                        round += 1
                        let value = RecordBytes(Bytes16(high: 0, low: round).bytes)
                        try await run.write(
                            .append(run.log(), value),
                            .delete(key),
                            .put(key, value, index: [run.entry(0, at: Int64(round))])
                        )
                    }
                }
                for _ in 0..<2 {
                    group.addTask {
                        var round: UInt64 = 0
                        while round < rounds || !looks.isOver {
                            let hits = try await run.scan(.pseudonym([run.pseudonym(0)])).hits
                            try run.requireEqual(hits.count, 1, "entries of a record that is replaced")
                            let log = run.log().key(at: round + 1)
                            let found = try await run.store.fetch([key, log], by: .never)
                            guard let bytes = found[0]?.value.joined else {
                                throw ConformanceRun.Failure(detail: "a record that is replaced was absent")
                            }
                            let seen = bytes.reduce(0) { $0 << 8 | UInt64($1) }
                            try run.requireEqual(found[1] == nil, seen < round + 1, "log and record disagree")
                            round = max(round, seen)
                            looks.finish()
                            await Task.yield()
                        }
                    }
                }
                try await group.waitForAll()
            }
        },
    ]
}

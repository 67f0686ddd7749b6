internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let logs: [StoreRequirement] = [
        StoreRequirement("ST-12", "Positions of a log count from 0 without a gap, each log for itself.") {
            run in
            let logs = [run.log(), run.log(1), run.log(0, .log)]
            for round in 0..<4 as Range<UInt64> {
                for log in logs {
                    let value = RecordBytes([UInt8(round)])
                    let outcomes = try await run.commit(
                        run.batch([.append(log, value), .append(log, value)]),
                        run.batch([.append(log, value)], expecting: [Expectation(run.key(0), at: 1)])
                    )
                    try run.requireEqual(
                        outcomes,
                        [.committed(positions: [2 * round, 2 * round + 1]), .conflict([run.key(0)])],
                        "round \(round)"
                    )
                    let keys = [
                        log.key(at: 2 * round), log.key(at: 2 * round + 1), log.key(at: 2 * round + 2),
                    ]
                    let found = try await run.store.fetch(keys, by: .never)
                    try run.requireEqual(found.map { $0?.value }, [value, value, nil], "records")
                }
            }
        },
        StoreRequirement("ST-13", "Appends from many tasks leave no gap and give no position twice.") { run in
            let positions = try await withThrowingTaskGroup(of: [UInt64].self) { group in
                for writer in 0..<8 as Range<UInt8> {
                    group.addTask {
                        var given: [UInt64] = []
                        for _ in 0..<20 {
                            let write = RecordWrite.append(run.log(), RecordBytes([writer]))
                            guard case .committed(let positions) = try await run.commit(run.batch([write]))[0]
                            else { throw ConformanceRun.Failure(detail: "not committed") }
                            given += positions
                        }
                        try run.require(given == given.sorted(), "positions of one writer go back")
                        return given
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            try run.requireEqual(positions.sorted(), Array(0..<160), "positions")
        },
        StoreRequirement("ST-32", "The next position follows the last record, however it came there.") {
            run in
            let (log, value) = (run.log(), RecordBytes([1]))
            let append = run.batch([.append(log, value)])
            try await run.write(.put(log.key(at: 4), value, index: []), .append(log, value))
            try run.requireEqual(await run.fetch(log.key(at: 5))?.value, value, "after a record that was put")
            let outcomes = try await run.commit(
                append,
                run.batch([.put(log.key(at: 300), value, index: [])]),
                append,
                run.batch([.delete(log.key(at: 4)), .delete(log.key(at: 5))]),
                append
            )
            try run.requireEqual(
                outcomes,
                [[6], [], [301], [], [302]].map { .committed(positions: $0) },
                "positions within a group"
            )
            // An id beyond the positions is not a record of the log.
            let beyond = log.key(at: LogKey.positionLimit)
            try await run.write(
                .put(beyond, value, index: []),
                .put(run.key(1, in: .audit), value, index: [])
            )
            try run.requireEqual(await run.commit(append), [.committed(positions: [303])], "later")
            // A record at the end of the positions stops no log.
            try await run.write(.put(log.key(at: LogKey.positionLimit - 1), value, index: []))
            try run.requireEqual(await run.commit(append), [.committed(positions: [304])], "before the end")
        },
    ]
}

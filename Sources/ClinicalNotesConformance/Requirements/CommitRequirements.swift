internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let commits: [StoreRequirement] = [
        StoreRequirement("ST-05", "A conflict names the records that moved, and writes nothing.") { run in
            let (moved, standing, written) = (run.key(0), run.key(1), run.key(2))
            try await run.write(
                .put(moved, RecordBytes([1]), index: []),
                .put(standing, RecordBytes([1]), index: [])
            )
            try await run.write(.put(moved, RecordBytes([2]), index: []))
            for revision in [0, 1, 3, UInt64.max] {
                let outcomes = try await run.commit(
                    run.batch(
                        [
                            .put(written, RecordBytes([3]), index: [run.entry(0, at: 1)]),
                            .put(moved, RecordBytes([3]), index: []), .delete(standing),
                            .append(run.log(), RecordBytes([3])),
                        ],
                        expecting: [Expectation(standing, at: 1), Expectation(moved, at: revision)]
                    )
                )
                try run.requireEqual(outcomes, [.conflict([moved])], "expecting revision \(revision)")
            }
            try run.requireEqual(await run.fetch(written), nil, "record of the refused batch")
            try run.requireEqual(await run.fetch(moved)?.revision, 2, "revision after the conflict")
            try run.requireEqual(await run.fetch(standing)?.revision, 1, "deleted by the refused batch")
            try run.requireEqual(await run.scan(.all).hits, [], "index after the conflict")
            let next = try await run.commit(run.batch([.append(run.log(), RecordBytes([4]))]))
            try run.requireEqual(next, [.committed(positions: [0])], "log after the conflict")
        },
        StoreRequirement("ST-06", "A record that must be absent is a conflict if it exists.") { run in
            let key = run.key(0)
            let create = run.batch([.put(key, RecordBytes([1]), index: [])], expecting: [.absent(key)])
            try run.requireEqual(await run.commit(create), [.committed(positions: [])], "first creation")
            try run.requireEqual(await run.commit(create), [.conflict([key])], "second creation")
            try await run.write(.delete(key))
            try run.requireEqual(await run.commit(create), [.committed(positions: [])], "after the deletion")
        },
        StoreRequirement("ST-07", "Batches of one commit are judged in order and each alone.") { run in
            let (first, second) = (run.key(0), run.key(1))
            let outcomes = try await run.commit(
                run.batch([.put(first, RecordBytes([1]), index: [])], expecting: [.absent(first)]),
                run.batch([.put(second, RecordBytes([1]), index: [])], expecting: [.absent(first)]),
                run.batch(
                    [.put(second, RecordBytes([2]), index: [])],
                    expecting: [Expectation(first, at: 1)]
                ),
                run.batch([.append(run.log(), RecordBytes([3]))], expecting: [Expectation(second, at: 1)])
            )
            let committed = CommitOutcome.committed(positions: [])
            try run.requireEqual(
                outcomes,
                [committed, .conflict([first]), committed, .committed(positions: [0])],
                "outcomes"
            )
            try run.requireEqual(await run.fetch(second)?.value.joined, [2], "value")
        },
        StoreRequirement("ST-08", "Of batches that expect one record absent exactly one is committed.") {
            run in
            // As receipts are written: a record that must be new, beside what it is a receipt of.
            func batch(_ name: UInt64, _ value: UInt8) -> WriteBatch {
                run.batch(
                    [
                        .append(run.log(), RecordBytes([value])),
                        .put(run.key(name), RecordBytes([value]), index: [run.entry(name, at: Int64(value))]),
                    ],
                    expecting: [.absent(run.key(name))]
                )
            }
            let outcomes = try await run.commit(batch(0, 1), batch(0, 2), batch(1, 3))
            try run.requireEqual(
                outcomes,
                [.committed(positions: [0]), .conflict([run.key(0)]), .committed(positions: [1])],
                "in one commit"
            )
            try run.requireEqual(await run.commit(batch(0, 4)), [.conflict([run.key(0)])], "later")
            let committed = try await withThrowingTaskGroup(of: UInt8?.self) { group in
                for value in 10..<22 as Range<UInt8> {
                    group.addTask {
                        let outcome = try await run.commit(batch(2, value))[0]
                        if case .committed = outcome { return value }
                        return nil
                    }
                }
                return try await group.reduce(into: [UInt8]()) { $0 += [$1].compactMap(\.self) }
            }
            try run.requireEqual(committed.count, 1, "batches committed of twelve at once")
            let standing = try await run.store.fetch([run.key(0), run.key(2)], by: .never)
            try run.requireEqual(standing.map { $0?.value.joined }, [[1], committed], "records")
            try run.requireEqual(standing.map { $0?.revision }, [1, 1], "revisions")
            let next = try await run.commit(run.batch([.append(run.log(), RecordBytes([9]))]))
            try run.requireEqual(next, [.committed(positions: [3])], "log after the conflicts")
            let absent = run.log().key(at: 4)
            let appending = run.batch([.append(run.log(), RecordBytes([5]))], expecting: [.absent(absent)])
            try run.requireEqual(
                await run.commit(appending, appending),
                [.committed(positions: [4]), .conflict([absent])],
                "a record that was appended"
            )
        },
        StoreRequirement("ST-09", "A conflict names every record that moved.") { run in
            let (put, absent, standing) = (run.key(0), run.key(1), run.key(2))
            try await run.write(
                .put(put, RecordBytes([1]), index: []),
                .put(standing, RecordBytes([1]), index: [])
            )
            let outcomes = try await run.commit(
                run.batch(
                    [],
                    expecting: [.absent(put), Expectation(standing, at: 1), Expectation(absent, at: 3)]
                )
            )
            guard case .conflict(let named) = outcomes[0] else {
                throw ConformanceRun.Failure(detail: "\(outcomes[0]) in place of a conflict")
            }
            try run.requireEqual(Set(named), [put, absent], "records named")
        },
        StoreRequirement("ST-31", "A batch without writes only checks; a commit of nothing does nothing.") {
            run in
            let key = run.key(0)
            try await run.write(.put(key, RecordBytes([1]), index: []))
            let outcomes = try await run.commit(
                run.batch([], expecting: [Expectation(key, at: 1)]),
                run.batch([], expecting: [Expectation(key, at: 2)])
            )
            try run.requireEqual(outcomes, [.committed(positions: []), .conflict([key])], "outcomes")
            try run.requireEqual(await run.fetch(key)?.revision, 1, "revision of a record only checked")
            try run.requireEqual(await run.store.commit([], by: .never), [], "no batches")
        },
        StoreRequirement("ST-10", "Writes of a batch are carried out in order, after all expectations.") {
            run in
            let (twice, again) = (run.key(0), run.key(1))
            let outcomes = try await run.commit(
                run.batch(
                    [
                        .put(twice, RecordBytes([1]), index: [run.entry(0, at: 1)]),
                        .put(twice, RecordBytes([2]), index: [run.entry(0, at: 2)]),
                        .put(again, RecordBytes([1]), index: [run.entry(0, at: 3)]),
                        .delete(again),
                        .put(again, RecordBytes([3]), index: []),
                    ],
                    expecting: [.absent(twice), .absent(again)]
                )
            )
            try run.requireEqual(outcomes, [.committed(positions: [])], "outcome")
            let found = try await run.store.fetch([twice, again], by: .never)
            try run.requireEqual(found.map { $0?.revision }, [2, 1], "revisions")
            try run.requireEqual(found.map { $0?.value.joined }, [[2], [3]], "values")
            let times = try await run.scan(.all).hits.map(\.entry.time.milliseconds)
            try run.requireEqual(times, [2], "times in the index")
        },
    ]
}

internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let sizes: [StoreRequirement] = [
        StoreRequirement("ST-33", "A fetch of thousands of keys answers each of them.") { run in
            let keys = (0..<1_200).map { run.key($0, of: $0 % 7) }
            try await run.write(keys.map { .put($0, RecordBytes($0.record.bytes.bytes), index: []) })
            let asked = keys + (0..<20_000).map { run.key(100_000 + $0) } + [keys[0]]
            let found = try await run.store.fetch(asked, by: .never)
            try run.requireEqual(found.count, asked.count, "elements")
            let there = Set(keys)
            let wrong = zip(asked, found).count { key, record in
                there.contains(key) ? record?.value.joined != key.record.bytes.bytes : record != nil
            }
            try run.requireEqual(wrong, 0, "keys that are answered wrongly of \(asked.count)")
        },
        StoreRequirement(
            "ST-34",
            "Hundreds of records that are fetched, listed or scanned at once are of one moment."
        ) { run in
            let keys = (0..<300).map { run.key($0) }
            @Sendable func put(_ round: UInt8) async throws {
                let entries = [run.entry(0, at: Int64(round))]
                try await run.write(keys.map { .put($0, RecordBytes([round]), index: entries) })
            }
            func check(_ found: Set<Int64?>, _ count: Int, _ what: String) throws {
                try run.require(
                    found.count == 1 && count == 300,
                    "\(found.count) different values of \(count) records that only change together, \(what)"
                )
            }
            try await put(0)
            let readers = CountDown(3)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    var round: UInt8 = 0
                    while !readers.isOver {
                        round &+= 1
                        try await put(round)
                        await Task.yield()
                    }
                }
                group.addTask {
                    defer { readers.finish() }
                    for _ in 0..<20 {
                        let found = try await run.store.fetch(keys, by: .never)
                        try check(
                            Set(found.map { $0?.value.joined.first.map(Int64.init) }),
                            found.count,
                            "fetched"
                        )
                    }
                }
                group.addTask {
                    defer { readers.finish() }
                    for _ in 0..<20 {
                        let found = try await run.list(limit: 400)
                        try check(
                            Set(found.map { $0.value.joined.first.map(Int64.init) }),
                            found.count,
                            "listed"
                        )
                    }
                }
                group.addTask {
                    defer { readers.finish() }
                    for _ in 0..<20 {
                        let found = try await run.scan(.pseudonym([run.pseudonym(0)])).hits
                        try check(Set(found.map(\.entry.time.milliseconds)), found.count, "scanned")
                    }
                }
                try await group.waitForAll()
            }
        },
        StoreRequirement("ST-35", "A predicate may name a thousand pseudonyms and every status class.") {
            run in
            var expected = ExpectedIndex()
            var writes: [RecordWrite] = []
            for number in 0..<300 as Range<UInt64> {
                let entries = [run.entry(number * 4, at: Int64(number), status: UInt8(number % 256))]
                writes.append(.put(run.key(number), RecordBytes([1]), index: entries))
                expected.add(run.key(number), entries)
            }
            try await run.write(writes)
            let names: IndexPredicate = .pseudonym(Set((0..<1_200).map { run.pseudonym($0) }))
            let statuses: IndexPredicate = .statusClass(Set(0...255))
            for predicate in [names, statuses, .and([names, statuses]), .or([names, statuses])] {
                let found = try await run.scan(predicate).hits
                try run.require(
                    found == expected.selected(by: predicate, .ascending),
                    "\(found.count) hits in place of 300"
                )
            }
        },
        StoreRequirement("ST-36", "A record may stand in hundreds of lists.") { run in
            let entries = (0..<300).map { run.entry($0, at: Int64($0 % 5)) }
            try await run.write(.put(run.key(0), RecordBytes([1]), index: entries))
            let found = try await run.scan(.all).hits
            try run.requireEqual(found.count, 300, "hits of all")
            for name in [0, 16, 17, 64, 100, 255, 256, 299] as [UInt64] {
                let hits = try await run.scan(.pseudonym([run.pseudonym(name)])).hits
                try run.requireEqual(hits.map(\.entry), [entries[Int(name)]], "hits of list \(name)")
            }
            try await run.write(.put(run.key(0), RecordBytes([2]), index: [entries[299]]))
            try run.requireEqual(await run.scan(.all).hits.map(\.entry), [entries[299]], "entries left")
        },
        StoreRequirement("ST-37", "A page may have thousands of records or hits, as its limit says.") { run in
            let count: UInt64 = 2_300
            for start in stride(from: 0, to: count, by: 460) {
                try await run.write(
                    (start..<start + 460).map { number in
                        .put(run.key(number), RecordBytes([1]), index: [run.entry(0, at: Int64(number))])
                    }
                )
            }
            for limit in [999, 1_001, 2_299, 2_300, 5_000, .max] {
                let wanted = min(limit, Int(count))
                try run.requireEqual(await run.list(limit: limit).count, wanted, "records of \(limit)")
                for predicate in [.all, .pseudonym([run.pseudonym(0)])] as [IndexPredicate] {
                    let page = try await run.scan(predicate, limit: limit)
                    try run.requireEqual(page.hits.count, wanted, "hits of \(limit)")
                    try run.requireEqual(page.hasMore, limit < Int(count), "more after \(limit)")
                }
            }
        },
        StoreRequirement("ST-38", "A commit may have hundreds of batches.") { run in
            let batches = (0..<300 as Range<UInt64>).map { number in
                run.batch(
                    [
                        .put(run.key(number), RecordBytes([1]), index: []),
                        .append(run.log(), RecordBytes([2])),
                    ],
                    expecting: [.absent(run.key(number == 150 ? 149 : number))]
                )
            }
            let outcomes = try await run.store.commit(batches, by: .never)
            let wanted = (0..<300 as Range<UInt64>).map { number -> CommitOutcome in
                number == 150
                    ? .conflict([run.key(149)]) : .committed(positions: [number < 150 ? number : number - 1])
            }
            try run.requireEqual(outcomes.count, 300, "outcomes")
            let wrong = zip(outcomes, wanted).count { $0 != $1 }
            try run.requireEqual(wrong, 0, "outcomes that are wrong of 300")
            let found = try await run.store.fetch((0..<300).map { run.key($0) }, by: .never)
            try run.requireEqual(found.count { $0 != nil }, 299, "records")
            try run.requireEqual(await run.list(collection: .audit, limit: 400).count, 299, "entries")
        },
        StoreRequirement("ST-39", "A batch may have hundreds of writes and expectations.") { run in
            let keys = (0..<400).map { run.key($0) }
            let batch = run.batch(
                keys.map { .put($0, RecordBytes([1]), index: [run.entry(0, at: 1)]) }
                    + (0..<200).map { _ in .append(run.log(), RecordBytes([2])) },
                expecting: keys.map { .absent($0) }
            )
            try run.requireEqual(
                await run.commit(batch),
                [.committed(positions: Array(0..<200))],
                "the first time"
            )
            try run.requireEqual(await run.list(collection: .header, limit: 500).count, 400, "records")
            try run.requireEqual(await run.scan(.all).hits.count, 400, "hits")
            try run.requireEqual(await run.list(collection: .audit, limit: 500).count, 200, "entries")
            guard case .conflict(let moved) = try await run.commit(batch)[0] else {
                throw ConformanceRun.Failure(detail: "400 records that are there passed for absent")
            }
            try run.requireEqual(Set(moved), Set(keys), "records that moved")
            // The last of many expectations counts as the first does.
            let stale = (0..<399).map { Expectation(keys[$0], at: 1) } + [Expectation(keys[399], at: 2)]
            let late = try await run.commit(
                run.batch([.append(run.log(), RecordBytes([3]))], expecting: stale)
            )
            try run.requireEqual(late, [.conflict([keys[399]])], "the last of 400 expectations")
            let removed = try await run.commit(run.batch(keys.map { .delete($0) }))
            try run.requireEqual(removed, [.committed(positions: [])], "400 deletions")
            try run.requireEqual(await run.list(collection: .header, limit: 500).count, 0, "records left")
        },
        StoreRequirement("ST-40", "What is appended comes back whole, whatever its size.") { run in
            for (position, size) in [0, 65_535, 65_536, 65_537, 70_000, 3 << 20].enumerated() {
                let value = RecordBytes((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ position) })
                try await run.write(.append(run.log(), value))
                let found = try await run.fetch(run.log().key(at: UInt64(position)))
                try run.require(
                    found?.value == value,
                    "\(found?.value.count ?? 0) bytes in place of \(size), or others"
                )
                let listed = try await run.list(collection: .audit, limit: 9).last?.value
                try run.require(listed == value, "\(listed?.count ?? 0) bytes listed in place of \(size)")
            }
        },
    ]
}

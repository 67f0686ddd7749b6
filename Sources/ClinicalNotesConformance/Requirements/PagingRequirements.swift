internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let paging: [StoreRequirement] = [
        StoreRequirement("ST-18", "Pages one after another give every hit once, in both directions.") { run in
            var expected = ExpectedIndex()
            for number in 0..<40 as Range<UInt64> {
                // Five to a time, so that pages end amid equal times.
                let entries = [run.entry(number % 2, at: Int64(number / 5) * 100, status: UInt8(number % 3))]
                let key = run.key(number, of: number % 4)
                try await run.write(.put(key, RecordBytes([1]), index: entries))
                expected.add(key, entries)
            }
            let both: IndexPredicate = .pseudonym([run.pseudonym(0), run.pseudonym(1)])
            let narrow: IndexPredicate = .and([both, .statusClass([0, 2])])
            for predicate in [.pseudonym([run.pseudonym(0)]), both, narrow, .all] {
                for order in [IndexQuery.Order.ascending, .descending] {
                    let wanted = expected.selected(by: predicate, order)
                    for limit in [1, 2, 3, 7, wanted.count - 1, wanted.count, wanted.count + 1] {
                        let found = try await run.pages(predicate, order, limit: limit)
                        try run.require(
                            found == wanted,
                            "\(found.count) hits of \(wanted.count) in \(order) pages of \(limit)"
                        )
                    }
                }
            }
        },
        StoreRequirement("ST-19", "A record stands once for each entry, and no page parts a position.") {
            run in
            var generated = GeneratedIndex(run)
            var expected = try await generated.fill(40)
            let crowded = run.key(1000)
            let entries = (0..<5).map { run.entry($0, at: 2) } + [run.entry(0, at: 2, status: 9)]
            try await run.write(.put(crowded, RecordBytes([1]), index: entries))
            expected.add(crowded, entries)
            let five: IndexPredicate = .pseudonym(Set((0..<5).map { run.pseudonym($0) }))
            for predicate in [five, .all] {
                for order in [IndexQuery.Order.ascending, .descending] {
                    let wanted = expected.selected(by: predicate, order)
                    for limit in 1...8 {
                        let found = try await run.pages(predicate, order, limit: limit, mayExceed: true)
                        try run.require(
                            ExpectedIndex.settled(found) == wanted,
                            "\(found.count) hits of \(wanted.count) in \(order) pages of \(limit)"
                        )
                    }
                }
            }
        },
        StoreRequirement("ST-11", "A page goes on after a place where nothing stands, and may be empty.") {
            run in
            for number in 0..<4 as Range<UInt64> {
                let put = RecordWrite.put(
                    run.key(number),
                    RecordBytes([1]),
                    index: [run.entry(0, at: Int64(number) * 10)]
                )
                try await run.write(put)
            }
            func times(_ order: IndexQuery.Order, after time: Int64, limit: Int = 9) async throws -> [Int64] {
                let place = IndexQuery.Position(
                    time: Instant(milliseconds: time),
                    owner: run.owner(7),
                    record: run.record(7)
                )
                let predicate: IndexPredicate = .pseudonym([run.pseudonym(0)])
                return try await run.scan(predicate, order, after: place, limit: limit)
                    .hits.map(\.entry.time.milliseconds)
            }
            try run.requireEqual(await times(.ascending, after: 5), [10, 20, 30], "ascending")
            try run.requireEqual(await times(.ascending, after: 5, limit: 2), [10, 20], "ascending, two")
            try run.requireEqual(await times(.descending, after: 25), [20, 10, 0], "descending")
            try run.requireEqual(await times(.ascending, after: 31), [], "after the end")
            try run.requireEqual(await times(.descending, after: -1), [], "before the beginning")
            try run.requireEqual(await run.scan(.all, limit: 0).hits, [], "limit 0")
        },
    ]
}

extension ConformanceRun {
    /// All pages of a scan in a row.
    fileprivate func pages(
        _ predicate: IndexPredicate,
        _ order: IndexQuery.Order,
        limit: Int,
        mayExceed: Bool = false
    ) async throws -> [IndexPage.Hit] {
        var found: [IndexPage.Hit] = []
        var after: IndexQuery.Position?
        while true {
            let page = try await scan(predicate, order, after: after, limit: limit)
            let isOnePosition = Set(page.hits.map(\.position)).count == 1
            try require(
                page.hits.count <= limit || mayExceed && isOnePosition,
                "\(page.hits.count) hits on a page of \(limit)"
            )
            found += page.hits
            guard page.hasMore else { return found }
            guard let last = page.hits.last else {
                throw Failure(detail: "an empty page says that there is more")
            }
            try require(after != last.position, "a page does not go on")
            after = last.position
        }
    }
}

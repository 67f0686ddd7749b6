internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let listedState: [StoreRequirement] = [
        StoreRequirement("ST-41", "A list shows records as they stand: no deleted ones, no earlier values.") {
            run in
            let (changed, gone, back, fresh) = (run.key(0), run.key(1), run.key(2), run.key(3))
            for key in [changed, gone, back] { try await run.write(.put(key, RecordBytes([1]), index: [])) }
            for round in 2...4 as ClosedRange<UInt8> {
                try await run.write(.put(changed, RecordBytes([round]), index: []))
            }
            try await run.write(.delete(gone), .delete(back))
            try await run.write(
                .put(back, RecordBytes([7]), index: []),
                .put(fresh, RecordBytes([]), index: [])
            )
            let wanted = [
                StoredRecord(key: changed, revision: 4, value: RecordBytes([4])),
                StoredRecord(key: back, revision: 1, value: RecordBytes([7])),
                StoredRecord(key: fresh, revision: 1, value: RecordBytes([])),
            ].sorted { $0.key < $1.key }
            let found = try await run.list(limit: 100)
            try run.requireEqual(found.map(\.key), wanted.map(\.key), "records listed")
            try run.requireEqual(found.map(\.revision), wanted.map(\.revision), "revisions listed")
            try run.requireEqual(found.map(\.value.joined), wanted.map(\.value.joined), "values listed")
            try run.requireEqual(
                await run.list(collection: .header, limit: 100),
                wanted,
                "records of one collection"
            )
            try run.requireEqual(
                await run.list(owner: run.owner(0), limit: 100),
                wanted,
                "records of one owner"
            )
        },
        StoreRequirement("ST-42", "A page of a list is full unless it is the last.") { run in
            let keys = (0..<40).map { run.key($0, of: $0 % 3) }.sorted()
            try await run.write(keys.map { .put($0, RecordBytes([1]), index: []) })
            for start in [nil, 7, 36] as [Int?] {
                let left = Array(keys[(start.map { $0 + 1 } ?? 0)...])
                for limit in [1, 4, 16, 39, 40, 41, 1_000] {
                    let found = try await run.list(after: start.map { keys[$0] }, limit: limit).map(\.key)
                    try run.require(
                        found == Array(left.prefix(limit)),
                        "\(found.count) records on a page of \(limit), with \(left.count) left"
                    )
                }
            }
            // What is left out of a page does not count.
            let others = (0..<40).map { run.key($0, of: $0 % 3, in: .key) }
            try await run.write(others.map { .put($0, RecordBytes([1]), index: []) })
            for owner in [nil, run.owner(1)] {
                let wanted = keys.filter { $0.owner == owner ?? $0.owner }
                for limit in [0, 1, 5, 12, 40] {
                    let found = try await run.list(owner: owner, collection: .header, limit: limit)
                    try run.require(
                        found.map(\.key) == Array(wanted.prefix(limit)),
                        "\(found.count) records on a page of \(limit) of one collection"
                    )
                }
            }
        },
        StoreRequirement("ST-43", "A page of a scan is full unless it is the last.") { run in
            let keys = (0..<40).map { run.key($0, of: $0 % 3) }
            try await run.write(
                keys.enumerated().map { number, key in
                    .put(
                        key,
                        RecordBytes([1]),
                        index: [run.entry(UInt64(number % 2), at: Int64(number), status: UInt8(number % 4))]
                    )
                }
            )
            let some: IndexPredicate = .pseudonym([run.pseudonym(0), run.pseudonym(1)])
            for (predicate, count) in [(.all, 40), (some, 40), (.statusClass([0, 1]), 20)]
                as [(IndexPredicate, Int)]
            {
                for limit in [1, 4, 16, 19, 20, 39, 40, 1_000] {
                    let page = try await run.scan(predicate, limit: limit)
                    try run.require(
                        page.hits.count == min(limit, count) && page.hasMore == (limit < count),
                        "\(page.hits.count) hits on a page of \(limit), of \(count) that there are"
                    )
                }
            }
        },
        StoreRequirement(
            "ST-44",
            "A list goes on after its place, whatever was written or deleted before it."
        ) {
            run in
            let keys = (0..<24).map { run.key($0) }.sorted()
            func put(_ key: RecordKey) -> RecordWrite { .put(key, RecordBytes([1]), index: []) }
            // Every other one, the rest come while somebody pages.
            try await run.write(stride(from: 0, to: 24, by: 2).map { put(keys[$0]) })
            var seen: [RecordKey] = []
            for round in 0... {
                let page = try await run.list(after: seen.last, limit: 3)
                guard !page.isEmpty else { break }
                try run.require(round < 24, "the pages have no end")
                seen += page.map(\.key)
                try await run.write(put(keys[2 * min(round, 11) + 1]))
                if round == 1 { try await run.write(.delete(keys[0])) }
            }
            let stood = Set(stride(from: 0, to: 24, by: 2).map { keys[$0] })
            try run.requireEqual(Set(seen).count, seen.count, "records on all pages, each counted once")
            try run.require(
                stood.isSubset(of: seen),
                "\(stood.subtracting(seen).count) records were passed over"
            )
        },
        StoreRequirement(
            "ST-45",
            "A scan goes on after its place, whatever was written or deleted before it."
        ) {
            run in
            func put(_ number: Int) -> RecordWrite {
                .put(run.key(UInt64(number)), RecordBytes([1]), index: [run.entry(0, at: Int64(number))])
            }
            for order in [IndexQuery.Order.ascending, .descending] {
                try await run.write((0..<24).map { .delete(run.key(UInt64($0))) })
                try await run.write(stride(from: 0, to: 24, by: 2).map { put($0) })
                let name: IndexPredicate = .pseudonym([run.pseudonym(0)])
                var seen: [IndexPage.Hit] = []
                for round in 0... {
                    let page = try await run.scan(name, order, after: seen.last?.position, limit: 3)
                    seen += page.hits
                    guard page.hasMore else { break }
                    try run.require(round < 24 && !page.hits.isEmpty, "the pages have no end")
                    // Before the place in either direction.
                    let number = 2 * min(round, 11) + 1
                    try await run.write(put(order == .ascending ? number : 24 - number))
                    if round == 1 { try await run.write(.delete(run.key(order == .ascending ? 0 : 22))) }
                }
                let stood = Set(stride(from: 0, to: 24, by: 2).map { run.key(UInt64($0)) })
                let keys = seen.map(\.key)
                try run.requireEqual(Set(keys).count, keys.count, "records on all pages, each counted once")
                try run.require(
                    stood.isSubset(of: keys),
                    "\(stood.subtracting(keys).count) hits were passed over"
                )
            }
        },
    ]
}

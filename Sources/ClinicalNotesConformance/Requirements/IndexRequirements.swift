internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let indexes: [StoreRequirement] = [
        StoreRequirement("ST-14", "A delete removes a record with its entries; of what is absent, nothing.") {
            run in
            let (gone, kept) = (run.key(0), run.key(1))
            try await run.write(
                .put(gone, RecordBytes([1]), index: [run.entry(0, at: 1), run.entry(1, at: 2)]),
                .put(kept, RecordBytes([1]), index: [run.entry(0, at: 1)])
            )
            try await run.write(.delete(gone), .delete(run.key(9)))
            try run.requireEqual(await run.fetch(gone), nil, "deleted record")
            let both: IndexPredicate = .pseudonym([run.pseudonym(0), run.pseudonym(1)])
            for predicate in [.all, both, .pseudonym([run.pseudonym(1)])] as [IndexPredicate] {
                let keys = try await run.scan(predicate).hits.map(\.key)
                try run.require(!keys.contains(gone), "the deleted record is still found")
            }
            try run.requireEqual(await run.scan(both).hits.map(\.key), [kept], "what is left")
        },
        StoreRequirement("ST-15", "A put replaces all entries of its record and no others.") { run in
            let (changed, other) = (run.key(0), run.key(1))
            let before = [run.entry(0, at: 1), run.entry(1, at: 1), run.entry(1, at: 2)]
            let after = [run.entry(1, at: 2, status: 3), run.entry(2, at: 5)]
            try await run.write(
                .put(changed, RecordBytes([1]), index: before),
                .put(other, RecordBytes([1]), index: before)
            )
            try await run.write(.put(changed, RecordBytes([2]), index: after))
            var expected = ExpectedIndex()
            expected.add(changed, after)
            expected.add(other, before)
            for predicate in [.all, .pseudonym([run.pseudonym(0), run.pseudonym(1)])] as [IndexPredicate] {
                let found = ExpectedIndex.settled(try await run.scan(predicate).hits)
                try run.requireEqual(found, expected.selected(by: predicate, .ascending), "entries")
            }
            try await run.write(.put(changed, RecordBytes([3]), index: []))
            let left = try await run.scan(.all).hits.map(\.key)
            try run.requireEqual(Set(left), [other], "records with entries")
        },
        StoreRequirement("ST-16", "A scan finds exactly what the predicate selects.") { run in
            var generated = GeneratedIndex(run)
            let expected = try await generated.fill(60)
            for round in 0..<250 {
                let predicate = generated.predicate()
                let order = generated.order()
                let page = try await run.scan(predicate, order)
                let found = ExpectedIndex.settled(page.hits)
                let wanted = expected.selected(by: predicate, order)
                try run.require(
                    found == wanted && !page.hasMore,
                    "\(found.count) hits in place of \(wanted.count) for predicate \(round): \(predicate)"
                )
            }
        },
        StoreRequirement("ST-17", "Hits stand in the order of time, owner and record, or its reverse.") {
            run in
            var expected = ExpectedIndex()
            for number in 0..<30 as Range<UInt64> {
                let key = run.key(number, of: number % 3)
                let entries = [run.entry(number % 2, at: Int64(number / 10) - 1)]
                try await run.write(.put(key, RecordBytes([1]), index: entries))
                expected.add(key, entries)
            }
            let one: IndexPredicate = .pseudonym([run.pseudonym(0)])
            let both: IndexPredicate = .pseudonym([run.pseudonym(0), run.pseudonym(1)])
            for predicate in [one, both, .all] {
                for order in [IndexQuery.Order.ascending, .descending] {
                    let found = try await run.scan(predicate, order).hits
                    try run.require(found == expected.selected(by: predicate, order), "not in \(order) order")
                }
            }
        },
        StoreRequirement("ST-20", "A scan stays within its tenant and its collection.") { run in
            let entries = [run.entry(0, at: 1)]
            let key = run.key(0)
            let foreign = RecordKey(
                tenant: run.otherTenant,
                owner: key.owner,
                collection: key.collection,
                record: run.record(2)
            )
            let put = RecordWrite.put(foreign, RecordBytes([3]), index: entries)
            try await run.write(
                .put(key, RecordBytes([1]), index: entries),
                .put(run.key(1, in: .revision), RecordBytes([2]), index: entries)
            )
            try await run.commit(WriteBatch(tenant: run.otherTenant, expectations: [], writes: [put]))
            for predicate in [.all, .pseudonym([run.pseudonym(0)])] as [IndexPredicate] {
                try run.requireEqual(await run.scan(predicate).hits.map(\.key), [key], "hits")
            }
        },
    ]
}

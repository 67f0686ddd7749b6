internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let listing: [StoreRequirement] = [
        StoreRequirement("ST-21", "A list gives the records in the order of their keys, filtered and paged.")
        { run in
            let collections: [RecordCollection] = [.owner, .header, .revision, .audit]
            var all: [RecordKey] = []
            for number in 0..<48 as Range<UInt64> {
                let collection = collections[Int(number / 3) % collections.count]
                all.append(run.key(number, of: number % 3, in: collection))
            }
            for key in all { try await run.write(.put(key, RecordBytes(key.record.bytes.bytes), index: [])) }
            let foreign = RecordKey(
                tenant: run.otherTenant,
                owner: run.owner(0),
                collection: .header,
                record: run.record(0)
            )
            let put = RecordWrite.put(foreign, RecordBytes([1]), index: [])
            try await run.commit(WriteBatch(tenant: run.otherTenant, expectations: [], writes: [put]))
            all.sort()
            for owner in [nil, run.owner(1), run.owner(9)] {
                for collection in [nil, RecordCollection.header, .key] {
                    let wanted = all.filter { key in
                        (owner ?? key.owner) == key.owner && (collection ?? key.collection) == key.collection
                    }
                    for limit in [1, 5, 100] {
                        let found = try await run.listed(owner, collection, limit: limit)
                        try run.require(
                            found == wanted,
                            "\(found.count) records in place of \(wanted.count) in lists of \(limit)"
                        )
                    }
                }
            }
            try run.requireEqual(
                await run.listed(nil, nil, after: all[20], limit: 100),
                Array(all[21...]),
                "after"
            )
            // The place need be no record's, nor the owner's that is listed.
            let between = run.key(999, of: 7, in: .header)
            let later = all.filter { $0 > between }
            try run.requireEqual(
                await run.listed(nil, nil, after: between, limit: 7),
                later,
                "after no record"
            )
            try run.requireEqual(
                await run.listed(run.owner(2), nil, after: between, limit: 7),
                later.filter { $0.owner == run.owner(2) },
                "of one owner, after another's"
            )
        }
    ]
}

extension ConformanceRun {
    /// The keys of all lists in a row.
    fileprivate func listed(
        _ owner: OwnerID?,
        _ collection: RecordCollection?,
        after first: RecordKey? = nil,
        limit: Int
    ) async throws -> [RecordKey] {
        var keys: [RecordKey] = []
        var after = first
        while true {
            let found = try await store.list(
                tenant,
                owner: owner,
                collection: collection,
                after: after,
                limit: limit,
                by: .never
            )
            try require(found.count <= limit, "\(found.count) records in a list of \(limit)")
            for record in found {
                try requireEqual(record.value.joined, record.key.record.bytes.bytes, "listed value")
                try requireEqual(record.revision, 1, "listed revision")
            }
            guard let last = found.last else { return keys }
            try require(after.map { $0 < last.key } ?? true, "a list does not go on")
            keys += found.map(\.key)
            after = last.key
        }
    }
}

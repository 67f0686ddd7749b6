internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let records: [StoreRequirement] = [
        StoreRequirement("ST-01", "A record that was put is fetched with the same bytes.") { run in
            let values: [RecordBytes] = [
                RecordBytes([]), RecordBytes([0]), RecordBytes(Array(0...255)),
                RecordBytes(segments: [[1, 2], [], [3]]), RecordBytes(segments: []),
                RecordBytes([UInt8](repeating: 0xa5, count: 70_000)),
            ]
            for (number, value) in values.enumerated() {
                let key = run.key(UInt64(number))
                try await run.write(.put(key, value, index: []))
                let wanted = StoredRecord(key: key, revision: 1, value: value)
                try run.requireEqual(await run.fetch(key), wanted, "value \(number)")
            }
        },
        StoreRequirement("ST-02", "A fetch answers each key in order, absent ones with nil.") { run in
            let keys = (0..<3).map { run.key($0, of: $0) }
            for key in keys { try await run.write(.put(key, RecordBytes(key.record.bytes.bytes), index: [])) }
            let asked = [keys[2], run.key(9), keys[0], keys[2], keys[1]]
            let found = try await run.store.fetch(asked, by: .never)
            try run.requireEqual(found.map { $0?.key }, [keys[2], nil, keys[0], keys[2], keys[1]], "keys")
            for record in found.compactMap(\.self) {
                try run.requireEqual(record.value.joined, record.key.record.bytes.bytes, "value")
            }
            try run.requireEqual(await run.store.fetch([], by: .never), [], "no keys")
        },
        StoreRequirement("ST-03", "The first put makes revision 1, each later one adds 1.") { run in
            let key = run.key(0)
            for revision in 1...5 as ClosedRange<UInt64> {
                try await run.write(.put(key, RecordBytes([UInt8(revision)]), index: []))
                let wanted = StoredRecord(key: key, revision: revision, value: RecordBytes([UInt8(revision)]))
                try run.requireEqual(await run.fetch(key), wanted, "after put \(revision)")
            }
            try await run.write(.delete(key))
            try await run.write(.put(key, RecordBytes([9]), index: []))
            try run.requireEqual(await run.fetch(key)?.revision, 1, "revision after delete and put")
        },
        StoreRequirement("ST-04", "A fetch shows all records as of one moment.") { run in
            let keys = (0..<12).map { run.key($0, of: $0 % 3) }
            @Sendable func put(_ round: UInt8) async throws {
                try await run.write(keys.map { .put($0, RecordBytes([round]), index: []) })
            }
            try await put(0)
            let readers = CountDown(3)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    var round: UInt8 = 0
                    // As long as anyone reads, so that no reader comes too late to see a change.
                    while !readers.isOver {
                        round &+= 1
                        try await put(round)
                        await Task.yield()
                    }
                }
                for _ in 0..<3 {
                    group.addTask {
                        defer { readers.finish() }
                        for _ in 0..<60 {
                            let found = try await run.store.fetch(keys, by: .never)
                            let values = Set(found.map { $0?.value.joined })
                            let revisions = Set(found.map { $0?.revision })
                            try run.require(
                                values.count == 1 && revisions.count == 1,
                                "\(values.count) different values of records that only change together"
                            )
                        }
                    }
                }
                try await group.waitForAll()
            }
        },
        StoreRequirement("ST-66", "A collection may have any number of a byte, and lists are in that order.")
        {
            run in
            let keys = [0, 1, 63, 127, 128, 129, 200, 255].map { number in
                run.key(0, in: RecordCollection(rawValue: number))
            }
            let entries = [run.entry(0, at: 1)]
            try await run.write(
                keys.map { .put($0, RecordBytes([$0.collection.rawValue]), index: entries) }
            )
            try run.requireEqual(await run.list(limit: 99).map(\.key), keys, "keys listed")
            let found = try await run.store.fetch(keys, by: .never)
            let values = keys.map { [$0.collection.rawValue] }
            try run.requireEqual(found.map { $0?.value.joined }, values, "values")
            for key in keys {
                let listed = try await run.list(collection: key.collection, limit: 99)
                try run.requireEqual(listed.map(\.key), [key], "records of \(key.collection.rawValue)")
                let query = IndexQuery(
                    tenant: run.tenant,
                    collection: key.collection,
                    predicate: .all,
                    order: .ascending,
                    limit: 99
                )
                let hits = try await run.store.scan(query, by: .never).hits
                try run.requireEqual(hits.map(\.key), [key], "hits of \(key.collection.rawValue)")
            }
        },
        StoreRequirement("ST-67", "Revisions and positions count on, past what a byte or two can tell.") {
            run in
            let (key, log) = (run.key(0), run.log())
            let puts = (0..<700).map { RecordWrite.put(key, RecordBytes([UInt8($0 % 256)]), index: []) }
            try await run.write(puts)
            try run.requireEqual(await run.fetch(key)?.revision, 700, "revision after 700 puts")
            let outcome = try await run.commit(run.batch(puts, expecting: [Expectation(key, at: 700 - 256)]))
            try run.requireEqual(outcome, [.conflict([key])], "expecting revision 444")
            for last in [255, 65_535, UInt64(UInt32.max)] {
                try await run.write(.put(log.key(at: last), RecordBytes([1]), index: []))
                let next = try await run.commit(run.batch([.append(log, RecordBytes([2]))]))
                try run.requireEqual(next, [.committed(positions: [last + 1])], "after position \(last)")
                let value = try await run.fetch(log.key(at: last + 1))?.value.joined
                try run.requireEqual(value, [2], "record at \(last + 1)")
            }
        },
    ]
}

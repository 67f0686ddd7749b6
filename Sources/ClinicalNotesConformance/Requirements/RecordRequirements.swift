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
    ]
}

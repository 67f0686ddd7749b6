internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let limits: [StoreRequirement] = [
        StoreRequirement("ST-24", "A value of 16 MiB in segments comes back whole.") { run in
            let segments = (0..<16 as Range<UInt8>).map { [UInt8](repeating: $0 &+ 100, count: 1 << 20) }
            let key = run.key(0, in: .revision)
            try await run.write(.put(key, RecordBytes(segments: segments), index: []))
            let found = try await run.fetch(key)?.value
            try run.require(found == RecordBytes(segments: segments), "\(found?.count ?? 0) bytes, or others")
        },
        StoreRequirement("ST-25", "A value of 64 MiB is taken, one byte more is refused.") { run in
            let mebibyte = [UInt8](repeating: 0x5a, count: 1 << 20)
            let most = [[UInt8]](repeating: mebibyte, count: 64)
            try await run.write(.put(run.key(0), RecordBytes(segments: most), index: []))
            try run.requireEqual(await run.fetch(run.key(0))?.value.count, 64 << 20, "bytes")
            let tooMuch = RecordBytes(segments: most + [[0]])
            let small = run.batch([.put(run.key(1), RecordBytes([1]), index: [])])
            for write in [RecordWrite.put(run.key(2), tooMuch, index: []), .append(run.log(), tooMuch)] {
                try await run.requireError(.valueTooLarge, "a byte too much") {
                    () async throws(StorageError) in
                    try await run.store.commit([small, run.batch([write])], by: .never)
                }
            }
            try run.requireEqual(await run.fetch(run.key(1)), nil, "another batch of the refused commit")
        },
        StoreRequirement("ST-28", "After the deadline every call throws timedOut and writes nothing.") {
            run in
            let past = Deadline.after(.milliseconds(-1))
            let (key, store) = (run.key(0), run.store)
            let put = run.batch([.put(key, RecordBytes([1]), index: [])])
            let query = IndexQuery(
                tenant: run.tenant,
                collection: .header,
                predicate: .all,
                order: .ascending,
                limit: 1
            )
            try await run.requireError(.timedOut, "commit") { () async throws(StorageError) in
                try await store.commit([put], by: past)
            }
            try await run.requireError(.timedOut, "fetch") { () async throws(StorageError) in
                try await store.fetch([key], by: past)
            }
            try await run.requireError(.timedOut, "scan") { () async throws(StorageError) in
                try await store.scan(query, by: past)
            }
            try await run.requireError(.timedOut, "list") { () async throws(StorageError) in
                try await store.list(run.tenant, owner: nil, collection: nil, after: nil, limit: 1, by: past)
            }
            try run.requireEqual(await run.fetch(key), nil, "record of a late commit")
            let outcomes = try await store.commit([put], by: .after(.seconds(60)))
            try run.requireEqual(outcomes, [.committed(positions: [])], "a commit in time")
        },
    ]
}

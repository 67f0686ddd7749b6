internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let life: [StoreRequirement] = [
        StoreRequirement("ST-29", "After close every call throws closed.") { run in
            let (key, store) = (run.key(0), run.store)
            try await run.write(.put(key, RecordBytes([1]), index: []))
            try await store.close()
            let query = IndexQuery(
                tenant: run.tenant,
                collection: .header,
                predicate: .all,
                order: .ascending,
                limit: 1
            )
            try await run.requireError(.closed, "commit") { () async throws(StorageError) in
                try await store.commit([run.batch([.delete(key)])], by: .never)
            }
            try await run.requireError(.closed, "fetch") { () async throws(StorageError) in
                try await store.fetch([key], by: .never)
            }
            try await run.requireError(.closed, "scan") { () async throws(StorageError) in
                try await store.scan(query, by: .never)
            }
            try await run.requireError(.closed, "list") { () async throws(StorageError) in
                try await store.list(
                    run.tenant,
                    owner: nil,
                    collection: nil,
                    after: nil,
                    limit: 1,
                    by: .never
                )
            }
        },
        StoreRequirement("ST-30", "A durable store has everything again after it was opened again.") { run in
            try run.require(
                run.adapter.reopen != nil || !run.store.capabilities.contains(.durable),
                "a store that promises durability was checked without a way to open it again"
            )
            guard run.adapter.reopen != nil else { throw ConformanceRun.Skip(lacking: "reopen") }
            let key = run.key(0)
            let entries = [run.entry(0, at: 1), run.entry(1, at: -1, status: 200)]
            let batch = run.batch(
                [.put(key, RecordBytes([1, 2]), index: entries), .append(run.log(), RecordBytes([3]))],
                expecting: [.absent(key)]
            )
            try await run.commit(batch)
            try await run.write(.put(run.key(1), RecordBytes([1]), index: []))
            try await run.write(.put(run.key(1), RecordBytes([4]), index: []), .delete(run.key(2)))
            let records = try await run.store.fetch([key, run.key(1), run.log().key(at: 0)], by: .never)
            try await run.store.close()
            let again = try await run.reopened()
            let found = try await again.store.fetch([key, run.key(1), run.log().key(at: 0)], by: .never)
            try run.requireEqual(found, records, "records")
            var expected = ExpectedIndex()
            expected.add(key, entries)
            let hits = ExpectedIndex.settled(try await again.scan(.all).hits)
            try run.requireEqual(hits, expected.selected(by: .all, .ascending), "entries")
            try run.requireEqual(await again.commit(batch), [.conflict([key])], "the same batch again")
            let next = try await again.commit(run.batch([.append(run.log(), RecordBytes([4]))]))
            try run.requireEqual(next, [.committed(positions: [1])], "position")
            try await again.store.close()
        },
    ]
}

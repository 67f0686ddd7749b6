internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let receipts: [StoreRequirement] = [
        StoreRequirement("ST-08", "A repeat answers the first receipt and writes nothing.") { run in
            let key = run.key(0)
            func batch(_ value: [UInt8]) -> WriteBatch {
                run.batch(
                    [.put(key, RecordBytes(value), index: []), .append(run.log(), RecordBytes(value))],
                    expecting: [.absent(key)],
                    receipt: run.receipt(1, value: value)
                )
            }
            // The repeat stands in the same commit, then in a later one, where its expectation is long broken.
            let outcomes = try await run.commit(batch([1]), batch([2]))
            try run.requireEqual(outcomes, [.committed(positions: [0]), .repeated(receipt: [1])], "at once")
            try run.requireEqual(await run.commit(batch([3])), [.repeated(receipt: [1])], "later")
            let found = try await run.fetch(key)
            try run.requireEqual(
                found,
                StoredRecord(key: key, revision: 1, value: RecordBytes([1])),
                "record"
            )
            let next = try await run.commit(run.batch([.append(run.log(), RecordBytes([4]))]))
            try run.requireEqual(next, [.committed(positions: [1])], "log after the repeats")
        },
        StoreRequirement("ST-09", "The same commit for another request is a receipt mismatch.") { run in
            let key = run.key(0)
            func batch(_ digest: UInt64) -> WriteBatch {
                run.batch([.put(key, RecordBytes([1]), index: [])], receipt: run.receipt(1, digest: digest))
            }
            let outcomes = try await run.commit(batch(1), batch(2))
            try run.requireEqual(outcomes, [.committed(positions: []), .receiptMismatch], "at once")
            try run.requireEqual(await run.commit(batch(3)), [.receiptMismatch], "later")
            try run.requireEqual(await run.fetch(key)?.revision, 1, "revision")
        },
        StoreRequirement("ST-10", "A conflict leaves no receipt.") { run in
            let key = run.key(0)
            func batch(_ revision: UInt64) -> WriteBatch {
                run.batch(
                    [.put(key, RecordBytes([1]), index: [])],
                    expecting: [Expectation(key, at: revision)],
                    receipt: run.receipt(1)
                )
            }
            try run.requireEqual(await run.commit(batch(5)), [.conflict([key])], "first")
            try run.requireEqual(await run.commit(batch(0)), [.committed(positions: [])], "second")
        },
        StoreRequirement("ST-11", "Receipts of one tenant do not answer another.") { run in
            let receipt = run.receipt(1)
            try await run.commit(run.batch([], receipt: receipt))
            let other = WriteBatch(tenant: run.otherTenant, receipt: receipt, expectations: [], writes: [])
            try run.requireEqual(await run.commit(other), [.committed(positions: [])], "other tenant")
        },
    ]
}

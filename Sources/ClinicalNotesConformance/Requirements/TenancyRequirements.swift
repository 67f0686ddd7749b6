internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let tenancy: [StoreRequirement] = [
        StoreRequirement("ST-26", "A batch that names another tenant's record is refused whole.") { run in
            let own = run.key(0)
            let foreign = RecordKey(
                tenant: run.otherTenant,
                owner: own.owner,
                collection: own.collection,
                record: own.record
            )
            let foreignLog = LogKey(tenant: run.otherTenant, owner: own.owner, collection: .audit)
            let put = RecordWrite.put(own, RecordBytes([1]), index: [])
            let bad = [
                run.batch([put, .put(foreign, RecordBytes([1]), index: [])]),
                run.batch([put, .append(foreignLog, RecordBytes([1]))]),
                run.batch([put, .delete(foreign)]),
                run.batch([put], expecting: [.absent(foreign)]),
            ]
            for (number, batch) in bad.enumerated() {
                try await run.requireError(.invalidBatch, "batch \(number)") {
                    () async throws(StorageError) in
                    try await run.store.commit([run.batch([put]), batch], by: .never)
                }
            }
            let found = try await run.store.fetch([own, foreign], by: .never)
            try run.requireEqual(found, [nil, nil], "records of refused commits")
        },
        StoreRequirement("ST-27", "The same ids under two tenants are different records, logs and lists.") {
            run in
            let tenants = [run.tenant, run.otherTenant]
            for (number, tenant) in tenants.enumerated() {
                let key = RecordKey(
                    tenant: tenant,
                    owner: run.owner(0),
                    collection: .header,
                    record: run.record(0)
                )
                let log = LogKey(tenant: tenant, owner: run.owner(0), collection: .audit)
                let value = RecordBytes([UInt8(number)])
                let batch = WriteBatch(
                    tenant: tenant,
                    expectations: [.absent(key)],
                    writes: [.put(key, value, index: []), .append(log, value)]
                )
                try run.requireEqual(
                    await run.commit(batch),
                    [.committed(positions: [0])],
                    "tenant \(number)"
                )
            }
            for (number, tenant) in tenants.enumerated() {
                let found = try await run.store.list(
                    tenant,
                    owner: nil,
                    collection: nil,
                    after: nil,
                    limit: 9,
                    by: .never
                )
                try run.requireEqual(found.map(\.key.tenant), [tenant, tenant], "tenants in the list")
                let value = RecordBytes([UInt8(number)])
                try run.requireEqual(found.map(\.value), [value, value], "values in the list")
            }
        },
    ]
}

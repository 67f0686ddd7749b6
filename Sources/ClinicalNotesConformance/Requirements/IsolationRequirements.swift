internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let isolation: [StoreRequirement] = [
        StoreRequirement(
            "ST-46",
            "What a batch expects of records that it does not write holds until it commits."
        ) { run in try await run.checkSkew(against: run) },
        StoreRequirement("ST-47", "Who sees a record of a log sees all records before it.") { run in
            let writers = CountDown(5)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<5 as Range<UInt8> {
                    group.addTask {
                        defer { writers.finish() }
                        for _ in 0..<24 {
                            try await run.write(.append(run.log(), RecordBytes([writer])))
                            // A store that never waits would be done before anybody has read.
                            await Task.yield()
                        }
                    }
                }
                for lists in [false, true] {
                    group.addTask {
                        let keys = (0..<120).map { run.log().key(at: $0) }
                        while !writers.isOver {
                            let found: [RecordKey] =
                                lists
                                ? try await run.list(collection: .audit, limit: 200).map(\.key)
                                : try await run.store.fetch(keys, by: .never).compactMap { $0?.key }
                            try run.require(
                                found == Array(keys.prefix(found.count)),
                                "a record of a log was seen before an earlier one"
                            )
                            await Task.yield()
                        }
                    }
                }
                try await group.waitForAll()
            }
        },
        StoreRequirement(
            "ST-48",
            "A fetch finds nothing of another tenant, and a delete takes nothing of one."
        ) { run in
            let (key, log) = (run.key(0), run.log())
            try await run.write(.put(key, RecordBytes([1]), index: []), .append(log, RecordBytes([2])))
            let theirs = [run.foreign(key), run.foreign(log.key(at: 0))]
            try run.requireEqual(await run.store.fetch(theirs, by: .never), [nil, nil], "the same ids")
            let mixed = try await run.store.fetch([theirs[0], key, theirs[1]], by: .never)
            try run.requireEqual(mixed.map { $0?.key }, [nil, key, nil], "keys of both tenants")
            let batch = WriteBatch(
                tenant: run.otherTenant,
                expectations: [.absent(theirs[0])],
                writes: [.put(theirs[0], RecordBytes([3]), index: [])]
            )
            try run.requireEqual(await run.commit(batch), [.committed(positions: [])], "their own record")
            let both = try await run.store.fetch([key, theirs[0]], by: .never)
            try run.requireEqual(both.map { $0?.value.joined }, [[1], [3]], "values of both")
            let delete = WriteBatch(
                tenant: run.otherTenant,
                expectations: [],
                writes: [.delete(theirs[0]), .delete(theirs[1])]
            )
            try await run.commit(delete)
            let left = try await run.store.fetch([key, log.key(at: 0), theirs[0]], by: .never)
            try run.requireEqual(left.map { $0?.value.joined }, [[1], [2], nil], "after they deleted theirs")
        },
        StoreRequirement("ST-49", "A scan by whatever it selects stays within its tenant and its collection.")
        {
            run in
            let entries = [run.entry(0, at: 1, status: 3)]
            let (key, other) = (run.key(0), run.key(0, in: .revision))
            let theirs = [run.foreign(run.key(2)), run.foreign(key)]
            try await run.write(
                .put(key, RecordBytes([1]), index: entries),
                .put(other, RecordBytes([2]), index: entries)
            )
            try await run.commit(
                WriteBatch(
                    tenant: run.otherTenant,
                    expectations: [],
                    writes: theirs.map { .put($0, RecordBytes([3]), index: entries) }
                )
            )
            let time: IndexPredicate = .time(from: Instant(milliseconds: 0), to: nil)
            let predicates: [IndexPredicate] = [
                .statusClass([3]), .statusClass([1, 3]), time, .not(.statusClass([1])), .not(.nothing),
                .and([]), .and([.statusClass([3]), time]), .or([.statusClass([3]), .pseudonym([.zero])]),
                .or([.pseudonym([run.pseudonym(0)]), time]),
            ]
            for predicate in predicates {
                for order in [IndexQuery.Order.ascending, .descending] {
                    let keys = try await run.scan(predicate, order).hits.map(\.key)
                    try run.requireEqual(keys, [key], "hits of \(predicate)")
                }
            }
            // Nor do entries go with those of a namesake.
            try await run.write(.put(other, RecordBytes([2]), index: []))
            try await run.commit(
                WriteBatch(
                    tenant: run.otherTenant,
                    expectations: [],
                    writes: [.put(theirs[1], RecordBytes([3]), index: [])]
                )
            )
            try run.requireEqual(await run.scan(.all).hits.map(\.key), [key], "hits that are left")
        },
        StoreRequirement("ST-50", "One commit may have batches of two tenants, each judged for itself.") {
            run in
            func batch(_ tenant: TenantID, _ value: UInt8, expecting revision: UInt64 = 0) -> WriteBatch {
                let key = RecordKey(
                    tenant: tenant,
                    owner: run.owner(0),
                    collection: .header,
                    record: run.record(0)
                )
                let log = LogKey(tenant: tenant, owner: run.owner(0), collection: .audit)
                return WriteBatch(
                    tenant: tenant,
                    expectations: [Expectation(key, at: revision)],
                    writes: [
                        .put(key, RecordBytes([value]), index: []), .append(log, RecordBytes([value])),
                    ]
                )
            }
            let (one, two) = (run.tenant, run.otherTenant)
            let outcomes = try await run.commit(
                batch(one, 1),
                batch(two, 2),
                batch(one, 3, expecting: 1),
                batch(two, 4, expecting: 7),
                batch(two, 5, expecting: 1)
            )
            try run.requireEqual(
                outcomes,
                [
                    .committed(positions: [0]), .committed(positions: [0]), .committed(positions: [1]),
                    .conflict([run.foreign(run.key(0))]), .committed(positions: [1]),
                ],
                "outcomes"
            )
            let found = try await run.store.fetch([run.key(0), run.foreign(run.key(0))], by: .never)
            try run.requireEqual(found.map { $0?.value.joined }, [[3], [5]], "values")
        },
        StoreRequirement("ST-51", "Commits that name two tenants in either order do not wait for each other.")
        {
            run in
            let limit = min(.seconds(15), run.timeLimit / 2)
            let ending = await TimeLimit.run(limit) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for writer in 0..<4 as Range<UInt64> {
                        group.addTask {
                            let own = run.batch([.append(run.log(writer), RecordBytes([1]))])
                            let log = LogKey(
                                tenant: run.otherTenant,
                                owner: run.owner(writer),
                                collection: .audit
                            )
                            let theirs = WriteBatch(
                                tenant: run.otherTenant,
                                expectations: [],
                                writes: [.append(log, RecordBytes([1]))]
                            )
                            let batches = writer % 2 == 0 ? [own, theirs] : [theirs, own]
                            for round in 0..<25 as Range<UInt64> {
                                let outcomes = try await run.store.commit(batches, by: .never)
                                let wanted = CommitOutcome.committed(positions: [round])
                                try run.requireEqual(outcomes, [wanted, wanted], "round \(round)")
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            switch ending {
            case .finished: return
            case .failed(let error): throw error
            case .overdue, .cancelled:
                throw ConformanceRun.Failure(detail: "they were not done after \(limit)")
            }
        },
        StoreRequirement("ST-52", "An entry that is given twice with a record stands once.") { run in
            let (twice, once) = (run.entry(0, at: 1), run.entry(1, at: 2))
            try await run.write(.put(run.key(0), RecordBytes([1]), index: [twice, once, twice]))
            for predicate in [.all, .pseudonym([run.pseudonym(0), run.pseudonym(1)])] as [IndexPredicate] {
                let found = try await run.scan(predicate).hits.map(\.entry)
                try run.requireEqual(found, [twice, once], "entries")
            }
            try await run.write(.put(run.key(0), RecordBytes([2]), index: [once]))
            try run.requireEqual(await run.scan(.all).hits.map(\.entry), [once], "entries after a put")
        },
        StoreRequirement("ST-53", "A revision that no record can reach is a conflict like any other.") {
            run in
            let (standing, absent) = (run.key(0), run.key(1))
            try await run.write(.put(standing, RecordBytes([1]), index: []))
            let high: [UInt64] = [
                1 << 63, 1 << 63 + 1, 1 << 32 + 1, 1 << 32, 257, 256, .max, UInt64(Int64.max),
            ]
            for revision in high {
                let outcomes = try await run.commit(
                    run.batch(
                        [.put(standing, RecordBytes([2]), index: [])],
                        expecting: [Expectation(standing, at: revision)]
                    ),
                    run.batch(
                        [.put(absent, RecordBytes([2]), index: [])],
                        expecting: [Expectation(absent, at: revision)]
                    )
                )
                try run.requireEqual(
                    outcomes,
                    [.conflict([standing]), .conflict([absent])],
                    "expecting revision \(revision)"
                )
            }
        },
    ]
}

extension ConformanceRun {
    /// The same ids under the other tenant.
    func foreign(_ key: RecordKey) -> RecordKey {
        RecordKey(tenant: otherTenant, owner: key.owner, collection: key.collection, record: key.record)
    }

    /// Of two batches that each write what the other expects unchanged one is committed.
    func checkSkew(against other: ConformanceRun) async throws {
        for round in 0..<80 as Range<UInt64> {
            let keys = [key(2 * round), key(2 * round + 1)]
            // Records that stand, and records that are absent.
            let revision = round % 2
            if revision == 1 { try await write(keys.map { .put($0, RecordBytes([1]), index: []) }) }
            let committed = try await withThrowingTaskGroup(of: Bool.self) { group in
                for (number, run) in [self, other].enumerated() {
                    let batch = batch(
                        [.put(keys[number], RecordBytes([2]), index: [])],
                        expecting: [Expectation(keys[1 - number], at: revision)]
                    )
                    group.addTask {
                        if case .committed = try await run.commit(batch)[0] { true } else { false }
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            try requireEqual(committed, 1, "committed of two batches that each undo what the other expects")
        }
    }
}

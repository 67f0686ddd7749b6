internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let calls: [StoreRequirement] = [
        StoreRequirement("ST-57", "Every call ends soon after its deadline.") { run in
            try await run.write(.put(run.key(0), RecordBytes([1]), index: [run.entry(0, at: 1)]))
            try await run.requireEndInTime()
        },
        StoreRequirement(
            "ST-58",
            "Every call ends soon after its deadline, also while the database does not answer."
        ) { run in
            guard let slow = run.adapter.slow else { throw ConformanceRun.Skip(lacking: "slow") }
            try await run.write(.put(run.key(0), RecordBytes([1]), index: [run.entry(0, at: 1)]))
            let begin = ContinuousClock().now
            try await slow(.seconds(4))
            try await run.requireEndInTime()
            let left = Duration.seconds(4) - (ContinuousClock().now - begin)
            try await Task.sleep(for: max(.zero, left))
            // And goes on when it answers again.
            try await run.write(.put(run.key(2), RecordBytes([1]), index: []))
        },
        StoreRequirement(
            "ST-59",
            "Closing again, also at the same time, is no error, and nothing works after."
        ) {
            run in
            let store = run.store
            try await run.write(.put(run.key(0), RecordBytes([1]), index: []))
            let limit = min(.seconds(15), run.timeLimit / 2)
            let ending = await TimeLimit.run(limit) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<3 { group.addTask { try await store.close() } }
                    try await group.waitForAll()
                }
                try await store.close()
            }
            switch ending {
            case .finished: break
            case .failed(let error): throw error
            case .overdue, .cancelled:
                throw ConformanceRun.Failure(detail: "closing did not end within \(limit)")
            }
            try await run.requireError(.closed, "a fetch after closing twice") {
                () async throws(StorageError) in
                try await store.fetch([run.key(0)], by: .never)
            }
            try await run.requireError(.closed, "a commit after closing twice") {
                () async throws(StorageError) in
                try await store.commit([run.batch([.delete(run.key(0))])], by: .never)
            }
        },
        StoreRequirement(
            "ST-60",
            "What was told while the store was being closed holds when it is opened again."
        ) {
            run in
            guard run.adapter.reopen != nil else { throw ConformanceRun.Skip(lacking: "reopen") }
            let work = WrittenPairs()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        do {
                            try await run.writePairs(work)
                        } catch let error as StorageError {
                            try run.requireEqual(error.code, .closed, "a commit while the store is closed")
                        }
                    }
                }
                group.addTask {
                    try await run.wait { work.acknowledged.count >= 30 }
                    try await run.store.close()
                }
                try await group.waitForAll()
            }
            let again = try await run.reopened()
            let there = try await again.pairs()
            let lost = work.acknowledged.subtracting(there).count
            try run.requireEqual(lost, 0, "commits that were told as committed and are lost")
            let refused = work.refused.intersection(there).count
            try run.requireEqual(refused, 0, "commits that were refused and are there")
        },
        StoreRequirement("ST-61", "The adapter was written for the contract that is checked.") { run in
            try run.requireEqual(run.store.contractVersion, StoreContract.version, "version of the contract")
        },
    ]
}

extension ConformanceRun {
    /// Requires that each call comes back soon after its deadline, and that a commit that threw was not written.
    ///
    /// A machine that is busy may make one call late, and not five of them.
    fileprivate func requireEndInTime() async throws {
        let query = IndexQuery(
            tenant: tenant,
            collection: .header,
            predicate: .all,
            order: .ascending,
            limit: 9
        )
        try await requireEndInTime("fetch") { _, deadline in
            _ = try await store.fetch([key(0)], by: deadline)
        }
        try await requireEndInTime("scan") { _, deadline in _ = try await store.scan(query, by: deadline) }
        try await requireEndInTime("list") { _, deadline in
            _ = try await store.list(
                tenant,
                owner: nil,
                collection: nil,
                after: nil,
                limit: 9,
                by: deadline
            )
        }
        try await requireEndInTime("commit") { attempt, deadline in
            let written = key(100 + attempt)
            let put = batch([.put(written, RecordBytes([1]), index: [])])
            let result = await InterruptedCommit.result { () throws(StorageError) in
                try await store.commit([put], by: deadline)
            }
            let found = try await store.fetch([written], by: .after(.seconds(10)))[0]
            switch result {
            case .failure(let error):
                try require(found == nil, "the commit threw \(error) and was written")
            case .success(let outcomes):
                guard case .committed? = outcomes.first else { return }
                try require(found != nil, "what was committed is not there")
            }
        }
    }

    private func requireEndInTime(
        _ name: String,
        _ call: @escaping @Sendable (_ attempt: UInt64, _ deadline: Deadline) async throws -> Void
    ) async throws {
        let bound: Duration = .milliseconds(600)
        for attempt in 0..<5 as Range<UInt64> {
            let ending = await TimeLimit.run(bound) { try await call(attempt, .after(.milliseconds(100))) }
            switch ending {
            case .finished, .failed(is StorageError): return
            case .failed(let error): throw error
            case .overdue: continue
            case .cancelled: throw CancellationError()
            }
        }
        throw Failure(detail: "\(name) had a deadline of 100 ms, and five times did not end within \(bound)")
    }
}

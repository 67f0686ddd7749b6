internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let calls: [StoreRequirement] = [
        StoreRequirement("ST-57", "Every call ends soon after its deadline.") { run in
            try await run.write(.put(run.key(0), RecordBytes([1]), index: [run.entry(0, at: 1)]))
            try await run.requireEndInTime(min(.seconds(4), run.timeLimit / 2))
        },
        StoreRequirement(
            "ST-58",
            "Every call ends soon after its deadline, also while the database does not answer."
        ) { run in
            guard let slow = run.adapter.slow else { throw ConformanceRun.Skip(lacking: "slow") }
            try await run.write(.put(run.key(0), RecordBytes([1]), index: [run.entry(0, at: 1)]))
            let begin = ContinuousClock().now
            try await slow(.seconds(4))
            try await run.requireEndInTime(.seconds(3))
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
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<3 { group.addTask { try await store.close() } }
                try await group.waitForAll()
            }
            try await store.close()
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
    /// Requires that each call comes back after its deadline, and that a commit that threw was not written.
    fileprivate func requireEndInTime(_ bound: Duration) async throws {
        let deadline = Deadline.after(.milliseconds(300))
        let query = IndexQuery(
            tenant: tenant,
            collection: .header,
            predicate: .all,
            order: .ascending,
            limit: 9
        )
        let put = batch([.put(key(1), RecordBytes([1]), index: []), .append(log(), RecordBytes([1]))])
        let calls: [(String, @Sendable () async throws -> CommitOutcome?)] = [
            (
                "fetch",
                {
                    _ = try await store.fetch([key(0)], by: deadline); return nil
                }
            ),
            (
                "scan",
                {
                    _ = try await store.scan(query, by: deadline); return nil
                }
            ),
            (
                "list",
                {
                    _ = try await store.list(
                        tenant,
                        owner: nil,
                        collection: nil,
                        after: nil,
                        limit: 9,
                        by: deadline
                    )
                    return nil
                }
            ),
            ("commit", { try await store.commit([put], by: deadline).first }),
        ]
        let endings = await withTaskGroup(of: (String, TimeLimit.Ending<CommitOutcome?>).self) { group in
            for (name, call) in calls { group.addTask { (name, await TimeLimit.run(bound, call)) } }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for (name, ending) in endings.sorted(by: { $0.key < $1.key }) {
            switch ending {
            case .finished, .failed(is StorageError): continue
            case .failed(let error): throw error
            case .overdue, .cancelled:
                throw Failure(detail: "\(name) had a deadline of 300 ms and did not end within \(bound)")
            }
        }
        let found = try await store.fetch([key(1), log().key(at: 0)], by: .never)
        try requireEqual(found[0] == nil, found[1] == nil, "half of a batch is absent")
        switch endings["commit"] {
        case .failed(let error)?:
            try require(found[0] == nil, "the commit threw \(error) and was written")
        case .finished(.committed(_)?)?: try require(found[0] != nil, "what was committed is not there")
        default: break
        }
    }
}

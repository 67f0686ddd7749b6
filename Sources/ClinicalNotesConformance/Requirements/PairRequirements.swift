internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let pairs: [StoreRequirement] = [
        StoreRequirement("ST-62", "A store shows at once what another over the same database committed.") {
            run in
            let other = try await run.second()
            let (key, gone) = (run.key(0), run.key(1))
            try await run.write(
                .put(key, RecordBytes([0]), index: []),
                .put(gone, RecordBytes([0]), index: [])
            )
            for round in 1...10 as ClosedRange<UInt8> {
                let (writing, reading) = round % 2 == 0 ? (run, other) : (other, run)
                // Read before, so that what is kept would be old.
                _ = try await reading.store.fetch([key, gone, run.key(2)], by: .never)
                _ = try await reading.scan(.all)
                try await writing.write(
                    .put(key, RecordBytes([round]), index: [run.entry(0, at: Int64(round))]),
                    .append(run.log(), RecordBytes([round]))
                )
                if round == 5 { try await writing.write(.delete(gone)) }
                let found = try await reading.store.fetch([key, gone], by: .never)
                try run.requireEqual(found[0]?.value.joined, [round], "value that is fetched")
                try run.requireEqual(found[1] == nil, round >= 5, "whether a record was deleted")
                let times = try await reading.scan(.all).hits.map(\.entry.time.milliseconds)
                try run.requireEqual(times, [Int64(round)], "times that are scanned")
                let listed = try await reading.list(collection: .audit, limit: 99).count
                try run.requireEqual(listed, Int(round), "records that are listed")
            }
        },
        StoreRequirement("ST-63", "Commits through two stores over one database are judged as through one.") {
            run in
            let runs = [run, try await run.second()]
            let key = run.key(1_000)
            try await run.write(.put(key, RecordBytes([0]), index: []))
            let positions = try await withThrowingTaskGroup(of: [UInt64].self) { group in
                for writer in 0..<4 {
                    let own = runs[writer % 2]
                    group.addTask {
                        var given: [UInt64] = []
                        while given.count < 10 {
                            guard let seen = try await own.fetch(key), let count = seen.value.joined.first
                            else { throw ConformanceRun.Failure(detail: "the record is gone") }
                            let outcome = try await own.commit(
                                own.batch(
                                    [
                                        .put(key, RecordBytes([count + 1]), index: []),
                                        .append(own.log(), RecordBytes([count])),
                                    ],
                                    expecting: [Expectation(key, at: seen.revision)]
                                )
                            )[0]
                            if case .committed(let positions) = outcome { given += positions }
                        }
                        return given
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            try run.requireEqual(positions.sorted(), Array(0..<40), "positions")
            try run.requireEqual(await run.fetch(key)?.value.joined, [40], "updates that are there of 40")
            try await run.checkSkew(against: runs[1])
        },
    ]
}

internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreRequirement {
    static let confidentiality: [StoreRequirement] = [
        StoreRequirement(
            "ST-68",
            "An error tells no value and no key, and names no record that its call did not."
        ) {
            run in
            var work = ConfidentialWork(run)
            try await work.make()
            if let slow = run.adapter.slow {
                try await slow(.seconds(1))
                await work.askInVain(after: .after(.milliseconds(100)), "held up")
                // What is written when the database goes on was not refused.
                try await Task.sleep(for: .seconds(1))
            }
            try await run.store.close()
            await work.askInVain(after: .never, "closed")
            for told in work.told {
                let text = "\(told.error) \(told.error.detail.map { "\($0)" } ?? "")"
                for canary in work.all where canary.isTold(in: text) {
                    throw ConformanceRun.Failure(detail: "\(told.call): \(work.name(of: canary)) in an error")
                }
                if let record = told.error.record {
                    try run.require(
                        told.named.contains(record),
                        "\(told.call): an error names another record"
                    )
                }
            }
        },
        StoreRequirement("ST-69", "A log holds no value and no pseudonym.") { run in
            guard let logs = run.adapter.logs else { throw ConformanceRun.Skip(lacking: "logs") }
            var work = ConfidentialWork(run)
            try await work.make()
            try await run.store.close()
            await work.askInVain(after: .never, "closed")
            let secret = [work.kept, work.keptPseudonym, work.asked[1]] + work.refused
            try await work.require(secret, absentFrom: "the logs", logs)
        },
        StoreRequirement("ST-70", "What was refused, or only asked for, is not kept.") { run in
            guard let remains = run.adapter.remains else { throw ConformanceRun.Skip(lacking: "remains") }
            var work = ConfidentialWork(run)
            try await work.make()
            try await work.require(
                work.refused + work.asked,
                absentFrom: "the database",
                having: [work.kept],
                remains
            )
            try await run.store.close()
            await work.askInVain(after: .never, "closed")
            try await work.require(
                work.refused + work.asked,
                absentFrom: "the closed database",
                having: [work.kept],
                remains
            )
        },
    ]
}

import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import Testing

@Suite("The conformance kit")
struct ConformanceKitTests {
    static let broken =
        basics + BrokenStore.sizes + BrokenStore.states + BrokenStore.isolations + BrokenStore.interruptions
        + BrokenStore.calls + BrokenStore.databases + BrokenStore.secrets

    static let basics: [BrokenStore] = [
        BrokenStore("keeps the first segment only", caughtBy: "ST-01") {
            ChangedBatch { $0.mappingValues { RecordBytes($0.segments.first ?? []) } }
        },
        BrokenStore("drops absent records from the answer", caughtBy: "ST-02") {
            ChangedFetch { $0.filter { $0 != nil } }
        },
        BrokenStore("says revision 1 for ever", caughtBy: "ST-03") {
            ChangedFetch { $0.map { $0.map { StoredRecord(key: $0.key, revision: 1, value: $0.value) } } }
        },
        BrokenStore("fetches each record at its own moment", caughtBy: "ST-04") { TornFetch() },
        BrokenStore("ignores expectations", caughtBy: "ST-05") { ChangedBatch { $0.expecting([]) } },
        BrokenStore("names no record in a conflict", caughtBy: "ST-05") {
            ChangedOutcome { if case .conflict = $0 { .conflict([]) } else { $0 } }
        },
        BrokenStore("ignores that a record must be absent", caughtBy: "ST-06") {
            ChangedBatch { batch in batch.expecting(batch.expectations.filter { $0.revision != 0 }) }
        },
        BrokenStore("stops a group at its first conflict", caughtBy: "ST-07") { StopsAtConflict() },
        BrokenStore("judges a group before it writes", caughtBy: "ST-08") { JudgesGroupFirst() },
        BrokenStore("names the first record that moved", caughtBy: "ST-09") {
            ChangedOutcome {
                if case .conflict(let keys) = $0 { .conflict(Array(keys.prefix(1))) } else { $0 }
            }
        },
        BrokenStore("counts positions from 1", caughtBy: "ST-12") {
            ChangedOutcome {
                if case .committed(let positions) = $0 {
                    .committed(positions: positions.map { $0 + 1 })
                } else {
                    $0
                }
            }
        },
        BrokenStore("says the same position to all", caughtBy: "ST-13") {
            ChangedOutcome {
                if case .committed(let positions) = $0 {
                    .committed(positions: positions.map { _ in 0 })
                } else {
                    $0
                }
            }
        },
        BrokenStore("never deletes", caughtBy: "ST-14") {
            ChangedBatch { batch in
                batch.writing(batch.writes.filter { if case .delete = $0 { false } else { true } })
            }
        },
        BrokenStore("keeps the first entry only", caughtBy: "ST-15") {
            ChangedBatch { batch in
                batch.writing(
                    batch.writes.map {
                        if case .put(let key, let value, let index) = $0 {
                            .put(key, value, index: Array(index.prefix(1)))
                        } else {
                            $0
                        }
                    }
                )
            }
        },
        BrokenStore("takes the end of a range in", caughtBy: "ST-16") {
            ChangedScan(query: { $0.selecting($0.predicate.withClosedRanges) })
        },
        BrokenStore("knows descending only", caughtBy: "ST-17") {
            ChangedScan(page: { IndexPage(hits: $0.hits.reversed(), hasMore: $0.hasMore) })
        },
        BrokenStore("leaves equal times in any order", caughtBy: "ST-17") {
            ChangedScan(page: { IndexPage(hits: $0.hits.reversed().byTimeOnly, hasMore: $0.hasMore) })
        },
        BrokenStore("goes on after the time, not the place", caughtBy: "ST-18") {
            ChangedScan(query: { $0.afterAllOfItsTime })
        },
        BrokenStore("never says that there is more", caughtBy: "ST-18") {
            ChangedScan(page: { IndexPage(hits: $0.hits, hasMore: false) })
        },
        BrokenStore("gives a record once only", caughtBy: "ST-19") {
            ChangedScan(page: { IndexPage(hits: $0.hits.firstOfEachRecord, hasMore: $0.hasMore) })
        },
        BrokenStore("parts the entries of one position", caughtBy: "ST-19") {
            ChangedScan(page: {
                IndexPage(hits: Array($0.hits.prefix(1)), hasMore: $0.hasMore || $0.hits.count > 1)
            })
        },
        BrokenStore("scans another class too", caughtBy: "ST-20") { MixesCollections() },
        BrokenStore("lists in the order of records", caughtBy: "ST-21") {
            ChangedList { $0.sorted { $0.key.record < $1.key.record } }
        },
        BrokenStore("checks first and writes later", caughtBy: "ST-22") { ChecksThenWrites() },
        BrokenStore("shows a batch half", caughtBy: "ST-23") { WritesOneByOne() },
        BrokenStore("cuts large values", caughtBy: "ST-24") {
            ChangedBatch { $0.mappingValues { RecordBytes(segments: Array($0.segments.prefix(8))) } }
        },
        BrokenStore("answers a value too large", caughtBy: "ST-25") { SwallowsErrors() },
        BrokenStore("answers a foreign record", caughtBy: "ST-26") { SwallowsErrors() },
        BrokenStore("has one tenant only", caughtBy: "ST-27") {
            ChangedBatch { $0.inTenant(TenantID(.zero)) }
        },
        BrokenStore("ignores deadlines", caughtBy: "ST-28") { IgnoresDeadlines() },
        BrokenStore("does not close", caughtBy: "ST-29") { NeverCloses() },
        BrokenStore("promises durability without proof", caughtBy: "ST-30") { SaysDurable() },
        BrokenStore("refuses a batch without writes", caughtBy: "ST-31") {
            ChangedOutcome { $0 == .committed(positions: []) ? .outcomeUnknown : $0 }
        },
        BrokenStore("counts the records of a log", caughtBy: "ST-32") { CountsRecords() },
        BrokenStore("takes what stands beyond the positions for part of the log", caughtBy: "ST-32") {
            FollowsAnyRecord()
        },
        BrokenStore("carries writes out backwards", caughtBy: "ST-10") {
            ChangedBatch { $0.writing($0.writes.reversed()) }
        },
        BrokenStore("begins anew at a place where nothing stands", caughtBy: "ST-11") {
            ChangedScan(query: { $0.selecting($0.predicate, after: .some(nil)) })
        },
    ]

    @Test("A broken store is caught by the requirement that it breaks", arguments: broken)
    func catches(_ broken: BrokenStore) async throws {
        let requirement = try #require(StoreRequirement.all.first { $0.id == broken.requirement })
        let violation = await #expect(throws: ConformanceViolation.self) {
            try await requirement.check(await broken.make(), timeLimit: broken.timeLimit)
        }
        #expect(violation?.requirement == broken.requirement)
    }

    @Test("A store that loses everything when it is closed does not pass as durable")
    func catchesForgetting() async throws {
        let requirement = try #require(StoreRequirement.all.first { $0.id == "ST-30" })
        let violation = await #expect(throws: ConformanceViolation.self) {
            try await requirement.check(reopening: { SaysDurable() }) { SaysDurable() }
        }
        #expect(violation?.requirement == "ST-30")
    }

    @Test("Every requirement has a store that breaks it")
    func everyRequirementBites() {
        #expect(Set(Self.broken.map(\.requirement)) == Set(StoreRequirement.all.map(\.id)))
    }

    @Test("Identifiers are unique and statements are sentences")
    func identifiers() {
        let ids = StoreRequirement.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.count >= 30)
        #expect(StoreRequirement.all.allSatisfy { $0.statement.hasSuffix(".") })
    }

    @Test("A violation names the requirement, the seed and what was seen")
    func description() async throws {
        let requirement = try #require(StoreRequirement.all.first { $0.id == "ST-29" })
        let violation = await #expect(throws: ConformanceViolation.self) {
            try await requirement.check(seed: 7) { NeverCloses() }
        }
        #expect(violation?.seed == 7)
        #expect(
            violation?.description
                == "ST-29 After close every call throws closed. Seen: commit: no error in place of closed (seed 7)"
        )
    }

    @Test("A sound database passes everything, whatever is done to it", arguments: StoreRequirement.all)
    func passes(_ requirement: StoreRequirement) async throws {
        guard case .passed = try await requirement.check(.disk()) else {
            Issue.record("\(requirement) was not checked")
            return
        }
    }

    @Test(
        "What is not given is told as skipped",
        arguments: [
            ("ST-58", "slow"), ("ST-60", "reopen"), ("ST-62", "second"), ("ST-64", "crash"),
            ("ST-69", "logs"),
            ("ST-70", "remains"),
        ]
    )
    func skips(_ id: String, _ lacking: String) async throws {
        let requirement = try #require(StoreRequirement.all.first { $0.id == id })
        guard case .skipped(lacking) = try await requirement.check({ InMemoryNoteStore() }) else {
            Issue.record("\(requirement) was not skipped")
            return
        }
    }

    @Test("A store that answers nothing is through in time, and every requirement names what hung")
    func reportEnds() async throws {
        let few = StoreRequirement.all.filter {
            ["ST-01", "ST-04", "ST-22", "ST-57", "ST-61"].contains($0.id)
        }
        let begin = ContinuousClock().now
        let report = await ConformanceReport(
            checking: StoreUnderTest { DeafStore() },
            timeLimit: .milliseconds(500),
            few
        )
        #expect(ContinuousClock().now - begin < .seconds(30))
        #expect(report.violations.map(\.requirement) == ["ST-01", "ST-04", "ST-22", "ST-57"])
        #expect(report.violations[0].detail == "no end within 0.5 seconds; under way: 1 of commit")
    }

    @Test("A report tells each requirement, for people and as JSON")
    func report() async throws {
        let few = StoreRequirement.all.filter { ["ST-01", "ST-29", "ST-62"].contains($0.id) }
        let report = await ConformanceReport(checking: StoreUnderTest { NeverCloses() }, few)
        #expect(
            report.description.hasSuffix(
                "Storage contract, version 1: 1 hold, 1 violated, 1 skipped."
            )
        )
        #expect(report.description.contains("skipped  ST-62 "))
        #expect(
            report.json == """
                [
                {"requirement": "ST-01", "result": "passed", "violation": null},
                {"requirement": "ST-29", "result": "violated", "violation": "commit: no error in place of closed (seed 1)"},
                {"requirement": "ST-62", "result": "skipped", "violation": null, "lacking": "second"}
                ]
                """
        )
    }

    @Test("An adapter that cannot be made is a violation, and not an error of the kit")
    func cannotBeMade() async throws {
        let requirement = try #require(StoreRequirement.all.first)
        let adapter = StoreUnderTest { throw StorageError(.invalidLocation) }
        guard case .violated(let violation) = await requirement.result(adapter) else {
            Issue.record("it was made")
            return
        }
        #expect(violation.detail.contains("invalidLocation"))
    }
}

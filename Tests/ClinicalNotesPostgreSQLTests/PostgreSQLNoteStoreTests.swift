#if PostgreSQL
import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import TestSupport
import Testing

@Suite("The PostgreSQL store", .enabled(if: TestServer.isThere))
struct PostgreSQLNoteStoreTests {
    let server = TestServer()

    @Test("It keeps the storage contract", arguments: StoreRequirement.all, Layout.all)
    func conforms(_ requirement: StoreRequirement, layout: Layout) async throws {
        // Only a server of the check's own can be killed.
        if case .skipped = try await requirement.check(.postgreSQL(layout)) {
            let own = try OwnServer()
            guard case .passed = try await requirement.check(.postgreSQL(layout, on: own)) else {
                Issue.record("\(requirement) was not checked")
                return
            }
        }
    }

    @Test(
        "It keeps the contract for other generated entries and predicates",
        arguments: 2...4 as ClosedRange<UInt64>
    )
    func conforms(seed: UInt64) async throws {
        for requirement in StoreRequirement.all where ["ST-16", "ST-19"].contains(requirement.id) {
            try await requirement.check(seed: seed) { try await TestServer().open() }
        }
    }

    @Test("Closing waits for the calls that are under way")
    func closeDrains() async throws {
        let store = try await server.open()
        let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<200 as Range<UInt64> {
                group.addTask {
                    do {
                        _ = try await store.commit([Samples.add(number)], by: .after(.seconds(60)))
                        return true
                    } catch let error as StorageError {
                        #expect(error.code == .closed)
                        return false
                    }
                }
            }
            group.addTask {
                try await store.close()
                try await store.close()
                return false
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        let again = try await server.open()
        let found = try await again.fetch((0..<200).map(Samples.key), by: .after(.seconds(60)))
        #expect(found.count { $0 != nil } == outcomes)
        try await again.close()
    }

    @Test("A predicate with thousands of terms is answered; one nested too deep is refused")
    func largePredicates() async throws {
        let store = try await server.open()
        _ = try await store.commit([Samples.add(7)], by: .after(.seconds(30)))
        let times = (0..<2000 as Range<Int64>).map { time in
            IndexPredicate.time(from: Instant(milliseconds: time), to: Instant(milliseconds: time + 1))
        }
        let wide = try await store.scan(Samples.query(.or(times)), by: .after(.seconds(30)))
        #expect(wide.hits.map(\.key) == [Samples.key(7)])
        let deep = (0..<1000).reduce(IndexPredicate.statusClass([9])) { term, _ in
            .not(.and([term, .time(from: nil, to: Instant(milliseconds: 9))]))
        }
        let error = await #expect(throws: StorageError.self) {
            try await store.scan(Samples.query(deep), by: .after(.seconds(30)))
        }
        #expect(error?.code == .unsupportedPredicate)
        try await store.close()
    }

    @Test("A thousand calls at once all end, on few connections")
    func manyCalls() async throws {
        let store = try await server.open("application_name=\(server.schema)")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<1000 as Range<UInt64> {
                group.addTask {
                    if number.isMultiple(of: 10) {
                        _ = try await store.commit([Samples.add(number)], by: .after(.seconds(60)))
                    } else {
                        _ = try await store.fetch([Samples.key(number / 10 * 10)], by: .after(.seconds(60)))
                    }
                }
            }
            try await group.waitForAll()
        }
        let held = try server.sql(
            "SELECT count(*)::text FROM pg_stat_activity WHERE application_name = '\(server.schema)'"
        )
        #expect(Int(held).map { (2...9).contains($0) } == true)
        let page = try await store.scan(Samples.query(.all), by: .after(.seconds(30)))
        #expect(page.hits.count == 50 && page.hasMore)
        try await store.close()
    }

    @Test(
        "Calls of several tenants and stores at once wait for nobody in a ring",
        arguments: PostgreSQLPath.allCases
    )
    func severalTenants(_ path: PostgreSQLPath) async throws {
        let server = TestServer(Layout(path: path))
        let stores = [try await server.open(), try await server.open()]
        let tenants = [TenantID(Bytes16(high: 1, low: 1)), TenantID(Bytes16(high: 9, low: 4))]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<4 {
                group.addTask {
                    for round in 0..<25 {
                        let order = (task + round).isMultiple(of: 2) ? tenants : tenants.reversed()
                        let batches = order.map { tenant in
                            let log = LogKey(tenant: tenant, owner: OwnerID(.zero), collection: .audit)
                            return WriteBatch(
                                tenant: tenant,
                                expectations: [],
                                writes: [.append(log, RecordBytes([1]))]
                            )
                        }
                        let outcomes = try await stores[task % 2].commit(batches, by: .after(.seconds(30)))
                        #expect(outcomes.allSatisfy { if case .committed = $0 { true } else { false } })
                        let ends = tenants.map { tenant in
                            LogKey(tenant: tenant, owner: OwnerID(.zero), collection: .audit).key(
                                at: UInt64(round)
                            )
                        }
                        let found = try await stores[task % 2].fetch(ends, by: .after(.seconds(30)))
                        #expect(found.allSatisfy { $0 != nil })
                    }
                }
            }
            try await group.waitForAll()
        }
        for tenant in tenants {
            let log = try await stores[0].list(
                tenant,
                owner: nil,
                collection: nil,
                after: nil,
                limit: .max,
                by: .after(.seconds(30))
            )
            #expect(log.map(\.key.record.bytes.low) == Array(0..<100))
        }
        for store in stores { try await store.close() }
    }
}
#endif

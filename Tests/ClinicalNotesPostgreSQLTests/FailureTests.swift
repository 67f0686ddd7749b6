#if PostgreSQL
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import Testing

@Suite("A server that fails", .enabled(if: TestServer.isThere))
struct FailureTests {
    let server = TestServer()

    private func opened() async throws -> PostgreSQLNoteStore {
        try await server.open("application_name=\(server.schema)")
    }

    @Test("Connections that the server closed while nothing was asked are made anew, unseen")
    func closedBetween() async throws {
        let store = try await opened()
        for number in 0..<5 as Range<UInt64> {
            #expect(
                try await store.commit([Samples.add(number)], by: .after(.seconds(30)))
                    == [.committed(positions: [number])]
            )
            #expect(try await store.fetch([Samples.key(number)], by: .after(.seconds(30)))[0] != nil)
            try server.hangUp()
            try await Task.sleep(for: .milliseconds(50))
        }
        try await store.close()
    }

    @Test("Commits whose connections are cut are told as what became of them")
    func cutWhileCommitting() async throws {
        let store = try await opened()
        let told = try await WriteLoad.run(on: store) { load in
            while load.told.committed.count < 200 || load.told.unknown.isEmpty, load.lasted < .seconds(5) {
                try server.hangUp()
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...40)))
            }
        }
        try await told.check(in: store, server)
        #expect(!told.committed.isEmpty)
        print(
            "cut: \(told.committed.count) committed, \(told.refused.count) refused, \(told.unknown.count) unknown"
        )
        try await store.close()
    }

    @Test("A server that crashes under load loses nothing that was acknowledged")
    func crash() async throws {
        let own = try OwnServer()
        let store = try await own.server.open()
        let told = try await WriteLoad.run(on: store) { load in
            for _ in 0..<3 {
                try await load.progress()
                try own.crash()
            }
        }
        try await told.check(in: store, own.server)
        print(
            "crash: \(told.committed.count) committed, \(told.refused.count) refused, \(told.unknown.count) unknown"
        )
        try await store.close()
    }

    @Test("A lock that another one holds ends at the deadline, is no unknown outcome, and holds up no read")
    func lockHeld() async throws {
        let store = try await opened()
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        let other = try server.connection()
        var answers: [ServerAnswer] = []
        try other.fly(
            CommitFlight.begin(for: [Samples.tenant], by: .after(.seconds(30))),
            by: .after(.seconds(10)),
            into: &answers
        )
        let begun = ContinuousClock.now
        let error = await #expect(throws: StorageError.self) {
            try await store.commit([Samples.add(2)], by: .after(.milliseconds(300)))
        }
        #expect(error?.code == .timedOut)
        #expect(ContinuousClock.now - begun < .seconds(20))
        #expect(
            try await store.fetch([Samples.key(1), Samples.key(2)], by: .after(.seconds(10))).map {
                $0?.revision
            } == [1, nil]
        )
        try other.run("ROLLBACK", by: .after(.seconds(10)))
        #expect(
            try await store.commit([Samples.add(2)], by: .after(.seconds(30))) == [.committed(positions: [1])]
        )
        try await store.close()
    }

    @Test("A deadlock with somebody else's transaction is tried again")
    func deadlock() async throws {
        let own = try OwnServer()
        // The server ends the one that finds the ring: the store, which looks once, and earlier.
        try own.set("deadlock_timeout = '3s'")
        let store = try await own.server.open()
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        let other = try own.server.connection(superuser: true)
        try other.run("SET deadlock_timeout = '60s'", by: .after(.seconds(10)))
        try other.run("BEGIN", by: .after(.seconds(10)))
        try other.run("SELECT 1 FROM \(own.server.schema).record FOR UPDATE", by: .after(.seconds(10)))
        let batch = WriteBatch(
            tenant: Samples.tenant,
            expectations: [],
            writes: [.put(Samples.key(1), RecordBytes([7]), index: [])]
        )
        async let outcomes = store.commit([batch], by: .after(.seconds(30)))
        while try own.server.sql("SELECT count(*)::text FROM pg_locks WHERE NOT granted", superuser: true)
            == "0"
        {
            try await Task.sleep(for: .milliseconds(20))
        }
        var answers: [ServerAnswer] = []
        let locks = Array(CommitFlight.begin(for: [Samples.tenant], by: .after(.seconds(30))).dropFirst(2))
        try other.fly(locks, by: .after(.seconds(30)), into: &answers)
        try other.run("COMMIT", by: .after(.seconds(10)))
        #expect(try await outcomes == [.committed(positions: [])])
        #expect(try await store.fetch([Samples.key(1)], by: .after(.seconds(10)))[0]?.revision == 2)
        try await store.close()
    }

    @Test("Nothing waits for a server that froze: reads time out, and a commit that was sent is unknown")
    func frozen() async throws {
        let own = try OwnServer()
        let store = try await own.server.open()
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        _ = try await store.fetch([Samples.key(1)], by: .after(.seconds(30)))
        try own.freeze()
        let begun = ContinuousClock.now
        let outcomes = try await store.commit([Samples.add(2)], by: .after(.seconds(2)))
        #expect(outcomes == [.outcomeUnknown])
        let error = await #expect(throws: StorageError.self) {
            try await store.fetch([Samples.key(1)], by: .after(.seconds(2)))
        }
        #expect(error?.code == .timedOut)
        #expect(ContinuousClock.now - begun < .seconds(60))
        try own.thaw()
        // Either became of it, and nothing in between.
        let found = try await store.fetch([Samples.key(2), Samples.log.key(at: 1)], by: .after(.seconds(30)))
        #expect((found[0] == nil) == (found[1] == nil))
        try await store.close()
    }

    @Test("A call that is cancelled while it waits has done nothing")
    func cancelled() async throws {
        let store = try await opened()
        let other = try server.connection()
        var answers: [ServerAnswer] = []
        try other.fly(
            CommitFlight.begin(for: [Samples.tenant], by: .after(.seconds(30))),
            by: .after(.seconds(10)),
            into: &answers
        )
        async let first = store.commit([Samples.add(1)], by: .after(.seconds(30)))
        try await Task.sleep(for: .milliseconds(100))
        let second = Task { try await store.commit([Samples.add(2)], by: .after(.seconds(30))) }
        try await Task.sleep(for: .milliseconds(50))
        second.cancel()
        let error = await #expect(throws: StorageError.self) { try await second.value }
        #expect(error?.code == .cancelled)
        try other.run("ROLLBACK", by: .after(.seconds(10)))
        #expect(try await first == [.committed(positions: [0])])
        #expect(try await store.fetch([Samples.key(2)], by: .after(.seconds(10)))[0] == nil)
        try await store.close()
    }

    @Test(
        "Settings that lose commits are refused also while a store is open",
        arguments: ["fsync", "full_page_writes", "synchronous_commit"]
    )
    func settingsChange(_ setting: String) async throws {
        let own = try OwnServer()
        let store = try await own.server.open()
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        try own.set("\(setting) = off")
        let late = await #expect(throws: StorageError.self) {
            try await store.commit([Samples.add(2)], by: .after(.seconds(30)))
        }
        #expect(late?.code == .notDurable)
        let refusal = await #expect(throws: StorageError.self) { try await own.server.open() }
        #expect(refusal?.code == .notDurable)
        try own.set("\(setting) = on")
        #expect(
            try await store.commit([Samples.add(2)], by: .after(.seconds(30))) == [.committed(positions: [1])]
        )
        try await store.close()
    }

    @Test(
        "Where nobody waited for the standby the outcome is unknown, and nothing is read until it is settled"
    )
    func cancelledReplication() async throws {
        let own = try OwnServer()
        let store = try await own.server.open("application_name=writer")
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        try own.set("synchronous_standby_names = 'nobody'")
        async let outcomes = store.commit([Samples.add(2)], by: .after(.seconds(30)))
        while try own.server.sql(
            "SELECT count(*)::text FROM pg_stat_activity WHERE wait_event = 'SyncRep'",
            superuser: true
        ) == "0" {
            try await Task.sleep(for: .milliseconds(20))
        }
        try own.server.sql(
            "SELECT count(pg_cancel_backend(pid))::text FROM pg_stat_activity WHERE wait_event = 'SyncRep'",
            superuser: true
        )
        #expect(try await outcomes == [.outcomeUnknown])
        let error = await #expect(throws: StorageError.self) {
            try await store.fetch([Samples.key(2)], by: .after(.milliseconds(500)))
        }
        #expect(error?.code == .timedOut)
        try own.set("synchronous_standby_names = ''")
        #expect(try await store.fetch([Samples.key(2)], by: .after(.seconds(30)))[0] != nil)
        try await store.close()
    }

    @Test("Tables that are gone are told as a database that was replaced")
    func dropped() async throws {
        let store = try await opened()
        try server.sql("DROP SCHEMA \(server.schema) CASCADE")
        for call in 0..<2 {
            let error = await #expect(throws: StorageError.self) {
                if call == 0 {
                    _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
                } else {
                    _ = try await store.fetch([Samples.key(1)], by: .after(.seconds(30)))
                }
            }
            #expect(error?.code == .replaced)
        }
        try await store.close()
    }
}
#endif

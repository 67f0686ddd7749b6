#if PostgreSQL
import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import TestSupport
import Testing

@Suite(
    "A primary that is lost beside a synchronous standby",
    .serialized,
    .enabled(if: TestServer.isThere),
    .timeLimit(.minutes(15))
)
struct FailoverTests {
    static let failovers = Soak.isOn ? 5 : 1

    enum Loss: String, CaseIterable {
        case killed, hung
    }

    @Test(
        "One that is killed, or hangs, is replaced under load: nothing acknowledged is lost, and service comes back",
        arguments: Loss.allCases
    )
    func replaced(_ loss: Loss) async throws {
        let own = try OwnServer(standby: true)
        let store = try await own.server.open()
        var longest = Duration.zero
        let told = try await WriteLoad.run(on: store, deadline: .seconds(10)) { load in
            for _ in 0..<Self.failovers {
                try await load.progress()
                load.serverIsGone()
                let old = own.primary
                if loss == .killed { try own.kill(old) } else { try own.freeze(old) }
                try own.promote()
                try own.rejoin()
                load.serverIsBack()
                let back = ContinuousClock.now
                try await load.progress()
                longest = max(longest, .now - back)
                // One that hangs is ended only now, so that the store has to leave it by itself.
                if loss == .hung { try own.kill(old) }
            }
        }
        try await told.check(in: store, own.server)
        try await store.close()
        print(
            "\(loss) the primary \(Self.failovers) times, replaced by its standby: \(told.committed.count) commits",
            "acknowledged, 0 lost; \(told.unknown.count) unknown, \(told.refused.count) refused;",
            "\(told.reads) reads, \(told.stale) stale; service after \(longest) at most"
        )
    }

    @Test("A primary that comes back after it was replaced is left alone, though it still takes writes")
    func comesBack() async throws {
        let own = try OwnServer(standby: true)
        let store = try await own.server.open("application_name=first")
        // This one knows of no other server.
        let lonely = try await own.server.alone(1).open("application_name=lonely")
        for (name, store) in [("first", store), ("lonely", lonely)] {
            try await fillReaders(of: store, on: own, named: name)
        }
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        try own.freeze(1)
        try own.promote(2)
        try own.rejoin()
        try await write(2, to: store)
        try own.thaw(1)

        // The trap: whoever looks for a server that takes writes finds the old one first, and there the past.
        let old = own.server.alone(1)
        #expect(try old.sql("SELECT count(*)::text FROM SCHEMA.entry") == "1")
        let reads = try await withThrowingTaskGroup(of: StoredRecord?.self) { group in
            for _ in 0..<64 {
                group.addTask { try await store.fetch([Samples.key(2)], by: .after(.seconds(30)))[0] }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(reads.count == 64 && !reads.contains(nil))
        let later = try await own.server.open()
        #expect(try await later.fetch([Samples.key(2)], by: .after(.seconds(30)))[0] != nil)
        try await write(3, to: later)
        #expect(try await store.fetch([Samples.key(3)], by: .after(.seconds(30)))[0] != nil)

        // Nobody begins to use it, not even who has no other.
        let refusal = await #expect(throws: StorageError.self) {
            try await PostgreSQLNoteStore(old.address, schema: old.schema, by: .after(.seconds(2)))
        }
        #expect(refusal?.code == .timedOut)
        // Who does already, and cannot know, reads the past; the first commit says that something is wrong.
        #expect(
            try await lonely.fetch([Samples.key(1), Samples.key(2)], by: .after(.seconds(30))).map {
                $0 != nil
            } == [true, false]
        )
        let told = (try? await lonely.commit([Samples.add(4)], by: .after(.seconds(2)))) ?? []
        #expect(told.isEmpty || told == [.outcomeUnknown])
        try own.kill(1)
        #expect(try await later.fetch([Samples.key(4)], by: .after(.seconds(30)))[0] == nil)
        for store in [store, later, lonely] { try await store.close() }
    }

    @Test(
        "Who only reads leaves a primary that was replaced while nobody looked, in a share of the call's time"
    )
    func readsOnly() async throws {
        let own = try OwnServer(standby: true)
        let reader = try await own.server.open()
        let writer = try await own.server.open()
        _ = try await writer.commit([Samples.add(1)], by: .after(.seconds(30)))
        try own.freeze(1)
        try own.promote(2)
        try own.rejoin()
        try await write(2, to: writer)
        try own.thaw(1)
        // The trap: it answers, takes writes, and waits for a standby that follows another one.
        #expect(try own.server.alone(1).sql("SELECT count(*)::text FROM SCHEMA.entry") == "1")
        for _ in 0..<3 {
            let found = try await reader.fetch([Samples.key(1), Samples.key(2)], by: .after(.seconds(30)))
            #expect(found.map { $0?.revision } == [1, 1])
        }
        for store in [reader, writer] { try await store.close() }
    }

    @Test("Who only reads leaves a primary that was replaced and comes back waiting for no standby")
    func readsOnlyAlone() async throws {
        let own = try OwnServer(standby: true)
        let reader = try await own.server.open()
        let writer = try await own.server.open()
        _ = try await writer.commit([Samples.add(1)], by: .after(.seconds(30)))
        try own.freeze(1)
        try own.promote(2)
        try own.rejoin()
        try await write(2, to: writer)
        try own.thaw(1)
        let old = own.server.alone(1)
        try old.sql(
            "ALTER SYSTEM SET synchronous_standby_names = ''",
            "SELECT pg_reload_conf()::text",
            superuser: true
        )
        while try old.sql("SHOW synchronous_standby_names") != "" {
            try await Task.sleep(for: .milliseconds(20))
        }
        // The trap: it answers, and is refused, while another one could be read.
        let found = try await reader.fetch([Samples.key(1), Samples.key(2)], by: .after(.seconds(30)))
        #expect(found.map { $0?.revision } == [1, 1])
        for store in [reader, writer] { try await store.close() }
    }

    @Test(
        "A commit for which the primary stopped waiting is unknown, also where it is gone with that primary",
        arguments: ["pg_cancel_backend", "pg_terminate_backend"]
    )
    func stopsWaiting(_ ending: String) async throws {
        let own = try OwnServer(standby: true)
        let store = try await own.server.open()
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        try own.kill(2)
        async let outcomes = store.commit([Samples.add(2)], by: .after(.seconds(60)))
        let waiting = "FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        while try own.server.sql("SELECT count(*)::text \(waiting)", superuser: true) == "0" {
            try await Task.sleep(for: .milliseconds(20))
        }
        try own.server.sql("SELECT count(\(ending)(pid))::text \(waiting)", superuser: true)
        #expect(try await outcomes == [.outcomeUnknown])
        // The trap: it stands on this server, for everyone to see, and on no other.
        #expect(try own.server.sql("SELECT count(*)::text FROM SCHEMA.entry") == "2")
        try own.kill(1)
        try own.promote(2)
        try own.rejoin()
        #expect(try await store.fetch([Samples.key(2)], by: .after(.seconds(30)))[0] == nil)
        #expect(
            try await store.commit([Samples.add(2)], by: .after(.seconds(30))) == [.committed(positions: [1])]
        )
        try await store.close()
    }

    @Test("Without a standby that is waited for the same loses what was acknowledged")
    func control() async throws {
        let own = try OwnServer(standby: true)
        try own.set("synchronous_standby_names = ''")
        let store = try await own.server.open()
        try own.kill(2)
        for number in 0..<20 as Range<UInt64> {
            let outcomes = try await store.commit([Samples.add(number)], by: .after(.seconds(30)))
            #expect(outcomes == [.committed(positions: [number])])
        }
        try await store.close()
        try own.kill(1)
        try own.promote(2)
        try own.rejoin()
        let later = try await own.server.open()
        let lost = try await later.fetch((0..<20).map(Samples.key), by: .after(.seconds(30))).count {
            $0 == nil
        }
        #expect(lost == 20)
        print("killed a primary that waits for no standby: 20 commits acknowledged, \(lost) lost (control)")
        try await later.close()
    }

    @Test("A store that was opened beside a standby refuses one that was promoted and waits for none")
    func promotedAlone() async throws {
        let own = try OwnServer(standby: true)
        let store = try await own.server.open()
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        try own.kill(1)
        try own.promote(2)
        // So it is where the standby's own file names nobody.
        try own.set("synchronous_standby_names = ''")
        for call in 0..<2 {
            let error = await #expect(throws: StorageError.self) {
                if call == 0 {
                    _ = try await store.commit([Samples.add(2)], by: .after(.seconds(30)))
                } else {
                    _ = try await store.fetch([Samples.key(2)], by: .after(.seconds(30)))
                }
            }
            #expect(error?.code == .notDurable)
        }
        try await store.close()
    }

    @Test(
        "What the contract says of a loss of power holds where the standby takes over",
        arguments: StoreRequirement.all.filter { ["ST-64", "ST-65"].contains($0.id) }
    )
    func conforms(_ requirement: StoreRequirement) async throws {
        let own = try OwnServer(standby: true)
        let result = try await requirement.check(.postgreSQL(.fast, on: own), timeLimit: .seconds(120))
        guard case .passed = result else {
            Issue.record("\(requirement) was not checked")
            return
        }
        #expect(own.primary == 2)
    }

    /// Reads at once until the store has as many connections as it may.
    private func fillReaders(
        of store: PostgreSQLNoteStore,
        on own: OwnServer,
        named name: String
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<400 {
                group.addTask { _ = try await store.fetch([Samples.key(0)], by: .after(.seconds(60))) }
            }
            try await group.waitForAll()
        }
        let held = try own.server.sql(
            "SELECT count(*)::text FROM pg_stat_activity WHERE application_name = '\(name)'",
            superuser: true
        )
        #expect(Int(held).map { $0 > 2 } == true)
    }

    /// Commits again as long as what came of it is not known.
    private func write(_ number: UInt64, to store: PostgreSQLNoteStore) async throws {
        for _ in 0..<20 {
            guard let outcomes = try? await store.commit([Samples.add(number)], by: .after(.seconds(10)))
            else { continue }
            // What is there already came with a commit of unknown outcome.
            if outcomes != [.outcomeUnknown] { return }
        }
        Issue.record("no commit comes through")
    }
}
#endif

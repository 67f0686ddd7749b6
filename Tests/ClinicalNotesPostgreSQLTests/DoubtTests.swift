#if PostgreSQL
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import Synchronization
import Testing

@Suite("What is read beside a commit", .enabled(if: TestServer.isThere), .timeLimit(.minutes(5)))
struct DoubtTests {
    /// Holds up the warning with which a server says that it stopped waiting, so that the store does not know it yet.
    private final class Hold: Sendable {
        private let isHeld = Mutex(false)
        private let end = DispatchSemaphore(value: 0)

        var wasReached: Bool { isHeld.withLock(\.self) }

        func judge(_ message: Relay.Message) -> Relay.Verdict {
            guard message.sender == .server, message.kind == UInt8(ascii: "N") else { return .pass }
            isHeld.withLock { $0 = true }
            _ = end.wait(timeout: .now() + 120)
            return .pass
        }

        func release() { end.signal() }
    }

    @Test(
        "What a commit may have left on one server alone is not shown before it is told and confirmed",
        arguments: PostgreSQLPath.allCases
    )
    func beforeItIsTold(_ path: PostgreSQLPath) async throws {
        let own = try OwnServer()
        let server = TestServer(at: own.server.address, Layout(path: path))
        let relay = try Relay(to: server)
        let store = try await server.through(relay.hosts).open("sslmode=disable&gssencmode=disable")
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        _ = try await store.fetch([Samples.key(1)], by: .after(.seconds(30)))
        try own.set("synchronous_standby_names = 'nobody'")
        let hold = Hold()
        relay.judge { hold.judge($0) }
        async let outcomes = store.commit([Samples.add(2)], by: .after(.seconds(59)))
        let waiting = "FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        while try server.sql("SELECT count(*)::text \(waiting)", superuser: true) == "0" {
            try await Task.sleep(for: .milliseconds(20))
        }
        try server.sql("SELECT count(pg_cancel_backend(pid))::text \(waiting)", superuser: true)
        while try !hold.wasReached || server.sql("SELECT count(*)::text FROM SCHEMA.entry") != "2" {
            try await Task.sleep(for: .milliseconds(20))
        }
        // The trap: the server shows it, nobody else has it, and the store was told nothing.
        let (soon, all) = (Duration.milliseconds(500), Samples.query(.all))
        let reads: [@Sendable () async throws -> Void] = [
            { _ = try await store.fetch([Samples.key(1), Samples.key(2)], by: .after(soon)) },
            { _ = try await store.fetch([Samples.log.key(at: 1)], by: .after(soon)) },
            { _ = try await store.scan(all, by: .after(soon)) },
            {
                _ = try await store.list(
                    Samples.tenant,
                    owner: nil,
                    collection: .header,
                    after: nil,
                    limit: 9,
                    by: .after(soon)
                )
            }, { await (try store.snapshot(by: .after(soon)) as? PostgreSQLSnapshot)?.end() },
        ]
        for read in reads {
            let error = await #expect(throws: StorageError.self) { try await read() }
            #expect(error?.code == .timedOut)
        }
        // What shows nothing of it is read as ever.
        let others = [Samples.key(1), Samples.log.key(at: 0), Samples.key(3)]
        #expect(
            try await store.fetch(others, by: .after(.seconds(30))).map { $0?.revision } == [1, 1, nil]
        )
        #expect(
            try await store.list(
                Samples.tenant,
                owner: nil,
                collection: .directory,
                after: nil,
                limit: 9,
                by: .after(.seconds(30))
            ).isEmpty
        )
        #expect(
            try await store.list(
                Samples.tenant,
                owner: nil,
                collection: .header,
                after: nil,
                limit: 1,
                by: .after(.seconds(30))
            ).map(\.key) == [Samples.key(1)]
        )
        async let late = store.fetch([Samples.key(2)], by: .after(.seconds(30)))
        hold.release()
        #expect(try await outcomes == [.outcomeUnknown])
        try own.set("synchronous_standby_names = ''")
        #expect(try await late[0]?.revision == 1)
        try await store.close()
    }

    @Test(
        "A practice in doubt whose turn does not come holds up nobody but who asks for it",
        arguments: PostgreSQLPath.allCases
    )
    func others(_ path: PostgreSQLPath) async throws {
        let server = TestServer(Layout(path: path))
        // Of another lock, which is made of the halves of the id.
        let other = TenantID(Bytes16(high: 1, low: 2))
        let store = try await server.open()
        let own = try Server(
            ServerAddress(server.address),
            schema: SchemaName(server.schema),
            path: path,
            needsStandby: false
        )
        let holder = try server.connection()
        var answers: [ServerAnswer] = []
        try holder.fly(
            own.begin(for: [other], by: .after(.seconds(60))),
            by: .after(.seconds(10)),
            into: &answers
        )
        try holder.run("SET LOCAL \(Server.idleLimit) = 0", by: .after(.seconds(10)))
        store.server.doubts.doubt([other, Samples.tenant])
        #expect(
            try await store.commit([Samples.add(1)], by: .after(.seconds(30))) == [.committed(positions: [0])]
        )
        #expect(store.server.doubts.unconfirmed == [other])
        #expect(try await store.fetch([Samples.key(1)], by: .after(.seconds(30)))[0]?.revision == 1)
        #expect(try await store.scan(Samples.query(.all), by: .after(.seconds(30))).hits.count == 1)
        // Whoever asks for it, or for everything, waits.
        let log = LogKey(tenant: other, owner: Samples.log.owner, collection: .audit)
        let soon = Duration.milliseconds(500)
        let reads: [@Sendable () async throws -> Void] = [
            { _ = try await store.fetch([log.key(at: 0)], by: .after(soon)) },
            { await (try store.snapshot(by: .after(soon)) as? PostgreSQLSnapshot)?.end() },
        ]
        for read in reads {
            let error = await #expect(throws: StorageError.self) { try await read() }
            #expect(error?.code == .timedOut)
        }
        #expect(store.server.doubts.unconfirmed == [other])
        try holder.run("ROLLBACK", by: .after(.seconds(10)))
        #expect(try await store.fetch([log.key(at: 0)], by: .after(.seconds(30))) == [nil])
        #expect(store.server.doubts.unconfirmed.isEmpty)
        try await store.close()
    }

    @Test("What a write may show is what it leaves, in the place that is read")
    func mayShow() {
        let (key, log) = (Samples.key(1), Samples.log)
        let (old, new) = (RecordBytes([1]), RecordBytes([2]))
        func record(_ key: RecordKey, _ value: RecordBytes) -> StoredRecord {
            StoredRecord(key: key, revision: 1, value: value)
        }
        let put = RecordWrite.put(key, new, index: [])
        #expect(put.mayShow(in: [nil, record(key, new)], of: [Samples.key(2), key]))
        #expect(!put.mayShow(in: [record(key, old), nil], of: [key, Samples.key(2)]))
        #expect(!put.mayShow(in: [record(Samples.key(2), new)], of: [Samples.key(2)]))
        #expect(RecordWrite.delete(key).mayShow(in: [nil], of: [key]))
        #expect(!RecordWrite.delete(key).mayShow(in: [record(key, old)], of: [key]))
        #expect(!RecordWrite.delete(key).mayShow(in: [nil], of: [Samples.key(2)]))
        let append = RecordWrite.append(log, new)
        #expect(append.mayShow(in: [record(log.key(at: 3), new)], of: [log.key(at: 3)]))
        #expect(!append.mayShow(in: [record(log.key(at: 3), old)], of: [log.key(at: 3)]))
        #expect(!append.mayShow(in: [nil], of: [log.key(at: 3)]))
        #expect(!append.mayShow(in: [record(key, new)], of: [key]))
        func shows(_ write: RecordWrite, _ found: StoredRecord...) -> Bool {
            write.mayShow(listing: found, in: key.tenant, key.owner, nil)
        }
        #expect(shows(put, record(Samples.key(2), old), record(key, new)))
        #expect(!shows(put, record(key, old), record(Samples.key(2), new)) && !shows(put))
        #expect(shows(append, record(log.key(at: 3), new)))
        #expect(!shows(append, record(log.key(at: 3), old), record(key, new)) && !shows(append))
        // What is gone may be missing anywhere in the place.
        #expect(shows(.delete(key)) && shows(.delete(key), record(Samples.key(2), old)))
        #expect(!RecordWrite.delete(key).mayShow(listing: [], in: key.tenant, key.owner, .audit))
        for write in [put, .delete(key)] {
            #expect(
                write.mayShow(in: key.tenant, nil, nil) && write.mayShow(in: key.tenant, key.owner, .header)
            )
            #expect(!write.mayShow(in: PathTests.other, nil, nil))
            #expect(!write.mayShow(in: key.tenant, OwnerID(.zero), nil))
            #expect(!write.mayShow(in: key.tenant, nil, .audit))
        }
        #expect(append.mayShow(in: log.tenant, nil, .audit) && !append.mayShow(in: log.tenant, nil, .header))
        #expect(!append.mayShow(in: PathTests.other, nil, .audit))
    }
}
#endif

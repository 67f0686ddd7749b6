#if PostgreSQL
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import Synchronization
import Testing

@Suite("Copying a database that is used", .enabled(if: TestServer.isThere))
struct CopyingTests {
    let server = TestServer()

    private func all(_ snapshot: any StoreSnapshot) async throws -> [CopiedRecord] {
        var found: [CopiedRecord] = []
        while true {
            let more = try await snapshot.records(
                of: Samples.tenant,
                after: found.last?.record.key,
                limit: 7,
                by: .never
            )
            guard !more.isEmpty else { return found }
            found += more
        }
    }

    @Test("A snapshot shows one moment, whatever is written meanwhile")
    func moment() async throws {
        let store = try await server.open()
        for number in 0..<20 as Range<UInt64> {
            _ = try await store.commit([Samples.add(number)], by: .never)
        }
        let snapshot = try await store.snapshot(by: .never)
        for number in 20..<40 as Range<UInt64> {
            _ = try await store.commit([Samples.add(number)], by: .never)
        }
        let headers = try await all(snapshot).filter { $0.record.key.collection == .header }
        #expect(headers.map(\.record.key) == (0..<20).map(Samples.key))
        #expect(headers.map(\.index) == (0..<20).map { [Samples.entry(0, at: $0)] })
        await snapshot.end()
        await #expect(throws: StorageError(.closed)) {
            try await snapshot.records(of: Samples.tenant, after: nil, limit: 1, by: .never)
        }
        #expect(try await all(try await store.snapshot(by: .never)).count == 80)
        try await store.close()
    }

    @Test(
        "What is loaded from another kind of store stands as it stood, and nothing is loaded over what is there",
        arguments: Layout.all
    )
    func loading(_ layout: Layout) async throws {
        let server = TestServer(layout)
        let memory = InMemoryNoteStore()
        for number in 0..<9 as Range<UInt64> {
            _ = try await memory.commit([Samples.add(number)], by: .never)
        }
        let again = RecordWrite.put(Samples.key(3), RecordBytes([1]), index: [Samples.entry(7, at: 7)])
        _ = try await memory.commit(
            [WriteBatch(tenant: Samples.tenant, expectations: [], writes: [again, again])],
            by: .never
        )
        let copies = try await all(try await memory.snapshot(by: .never))
        let store = try await server.open()
        try await store.load(copies, by: .never)
        #expect(try await all(try await store.snapshot(by: .never)) == copies)
        #expect(try await store.fetch([Samples.key(3)], by: .never)[0]?.revision == 3)
        let hits = try await store.scan(Samples.query(.all), by: .never).hits
        #expect(hits == (try await memory.scan(Samples.query(.all), by: .never).hits))
        // The log goes on where it was.
        #expect(try await store.commit([Samples.add(9)], by: .never) == [.committed(positions: [9])])
        await #expect(throws: StorageError(.invalidBatch)) { try await store.load([copies[0]], by: .never) }
        #expect(try await store.fetch([Samples.key(3)], by: .never)[0]?.revision == 3)
        try await store.close()
    }

    @Test(
        "A load whose end is lost is told so, is read once it is known to stay, and is there whole or not at all",
        arguments: PostgreSQLPath.allCases,
        [false, true]
    )
    func loadLost(_ path: PostgreSQLPath, _ isSent: Bool) async throws {
        let server = TestServer(Layout(path: path))
        let relay = try Relay(to: server)
        let store = try await server.through(relay.hosts).open("sslmode=disable&gssencmode=disable")
        let copies = [Samples.key(1), Samples.log.key(at: 0)].map { key in
            CopiedRecord(
                StoredRecord(key: key, revision: 3, value: RecordBytes([1])),
                index: key.collection == .header ? [Samples.entry(0, at: 1)] : []
            )
        }
        // The second flight is the one that writes: it is cut before it begins, or when the server answers to its end.
        let ends = Mutex(0)
        relay.judge { message in
            let count = ends.withLock { ends in
                if message.sender == .store, message.kind == UInt8(ascii: "S") { ends += 1 }
                return ends
            }
            return switch message.sender {
            case .store: count == 1 && !isSent && message.kind != UInt8(ascii: "S") ? .cut : .pass
            case .server: count == 2 ? .cut : .pass
            }
        }
        let error = await #expect(throws: StorageError.self) {
            try await store.load(copies, by: .after(.seconds(30)))
        }
        #expect(error?.code == .unavailable)
        #expect(store.server.doubts.unconfirmed == [Samples.tenant])
        relay.judge { _ in .pass }
        let keys = copies.map(\.record.key)
        #expect(
            try await store.fetch(keys, by: .after(.seconds(30))).map { $0?.revision }
                == (isSent ? [3, 3] : [nil, nil])
        )
        #expect(store.server.doubts.unconfirmed.isEmpty)
        if isSent {
            await #expect(throws: StorageError(.invalidBatch)) {
                try await store.load(copies, by: .after(.seconds(30)))
            }
        } else {
            try await store.load(copies, by: .after(.seconds(30)))
        }
        #expect(try server.sql("SELECT count(*)::text FROM SCHEMA.entry") == "1")
        #expect(
            try await store.commit([Samples.add(2)], by: .after(.seconds(30))) == [.committed(positions: [1])]
        )
        try await store.close()
    }

    @Test(
        "Records that are longer on their way than the server waits for who does nothing are loaded all the same",
        arguments: PostgreSQLPath.allCases
    )
    func slowLine(_ path: PostgreSQLPath) async throws {
        let server = TestServer(Layout(path: path))
        let relay = try Relay(to: server)
        let store = try await server.through(relay.hosts).open("sslmode=disable&gssencmode=disable")
        let copies = (1...2 as ClosedRange<UInt64>).map { number in
            let value = RecordBytes([UInt8](repeating: 7, count: 4096))
            return CopiedRecord(
                StoredRecord(key: Samples.key(number), revision: 1, value: value),
                index: [Samples.entry(0, at: 1)]
            )
        }
        // After this the statements are prepared, so that a flight begins with its values.
        try await store.load([copies[0]], by: .after(.seconds(30)))
        let seen = Mutex((flights: 0, last: UInt8(0), isHeld: false))
        relay.judge { message in
            guard message.sender == .store else { return .pass }
            let isHeld = seen.withLock { seen in
                defer {
                    if message.kind == UInt8(ascii: "S") { seen.flights += 1 }
                    seen.last = message.kind
                }
                guard seen.flights == 1, message.kind == UInt8(ascii: "B"), seen.last != UInt8(ascii: "P"),
                    !seen.isHeld
                else { return false }
                seen.isHeld = true
                return true
            }
            // The server waits for five.
            if isHeld { Thread.sleep(forTimeInterval: 6) }
            return .pass
        }
        try await store.load([copies[1]], by: .after(.seconds(30)))
        #expect(seen.withLock { $0.isHeld && $0.flights == 2 })
        let keys = copies.map(\.record.key)
        #expect(try await store.fetch(keys, by: .after(.seconds(30))).map { $0?.revision } == [1, 1])
        try await store.close()
    }

    @Test("A store that was closed gives no snapshot")
    func closed() async throws {
        let store = try await server.open()
        try await store.close()
        await #expect(throws: StorageError(.closed)) { try await store.snapshot(by: .after(.seconds(30))) }
    }

    @Test("A snapshot that the server ended since nobody read it says that it was held back, however often")
    func idle() async throws {
        let relay = try Relay(to: server)
        let store = try await server.through(relay.hosts).open("sslmode=disable&gssencmode=disable")
        _ = try await store.commit([Samples.add(0)], by: .after(.seconds(30)))
        let snapshot = try await store.snapshot(by: .after(.seconds(30)))
        relay.judge { message in
            guard message.sender == .server else { return .pass }
            let end = RefusedCommitTests.refusal("25P03", severity: "FATAL")
            return message.number == 0 ? .replace(end) : .cut
        }
        for _ in 0..<2 {
            let error = await #expect(throws: StorageError.self) {
                try await snapshot.records(
                    of: Samples.tenant,
                    after: nil,
                    limit: 9,
                    by: .after(.seconds(30))
                )
            }
            #expect(error == StorageError(.heldBack, detail: StorageErrorDetail(sqlState: "25P03")))
        }
        await snapshot.end()
        relay.judge { _ in .pass }
        try await store.close()
    }

    @Test("A snapshot whose connection is lost ends, and never shows another moment")
    func lost() async throws {
        let store = try await server.open("application_name=\(server.schema)")
        _ = try await store.commit([Samples.add(0)], by: .never)
        let snapshot = try await store.snapshot(by: .never)
        _ = try await store.commit([Samples.add(1)], by: .never)
        try server.sql(
            "SELECT count(pg_terminate_backend(pid))::text FROM pg_stat_activity WHERE application_name = '\(server.schema)'",
            superuser: true
        )
        for _ in 0..<2 {
            await #expect(throws: StorageError.self) {
                try await snapshot.records(of: Samples.tenant, after: nil, limit: 9, by: .never)
            }
        }
        await snapshot.end()
        try await store.close()
    }
}
#endif

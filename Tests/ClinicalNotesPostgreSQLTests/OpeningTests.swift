#if PostgreSQL
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import Testing

@Suite("Opening a PostgreSQL store", .enabled(if: TestServer.isThere))
struct OpeningTests {
    let server = TestServer()

    /// What is no database for a store, and the code with which it is refused.
    static let addresses: [(String, StorageError.Code)] = [
        ("nonsense", .invalidLocation), ("postgresql://[", .invalidLocation), ("hots=a", .invalidLocation),
        ("host=a,b port=1,2,3", .invalidLocation), ("host=127.0.0.1\0", .invalidLocation),
        (TestServer.named + "_none", .invalidLocation),
        (TestServer.named.replacing("notes@", with: "nobody:canary@"), .invalidLocation),
        ("postgresql://notes:canary@127.0.0.1:1/notes", .unavailable),
        (TestServer.named + "?options=-csynchronous_commit%3Doff", .notDurable),
        (TestServer.named + "?options=-cdefault_transaction_read_only%3Don", .unavailable),
    ]

    @Test(
        "What is no database for a store is refused with its reason and nothing else",
        arguments: addresses.indices
    )
    func refuses(_ number: Int) async throws {
        let (address, code) = Self.addresses[number]
        let error = await #expect(throws: StorageError.self) {
            try await PostgreSQLNoteStore(address, schema: server.schema, by: .after(.seconds(20)))
        }
        #expect(error?.code == code)
        #expect(error.map { "\($0)" }?.contains("canary") == false)
        #expect(
            try server.sql("SELECT count(*)::text FROM pg_namespace WHERE nspname = '\(server.schema)'")
                == "0"
        )
    }

    @Test(
        "A schema's name is no way into a statement",
        arguments: ["", "A", "a b", "a\"b", "pg_a", "1a", "ä", String(repeating: "a", count: 64)]
    )
    func names(_ name: String) async throws {
        let error = await #expect(throws: StorageError.self) {
            try await PostgreSQLNoteStore(server.address, schema: name)
        }
        #expect(error?.code == .invalidLocation)
    }

    @Test("Several hosts are tried in their order, and one that does not answer holds up nobody")
    func severalHosts() async throws {
        // Nobody is at the first address, and at the second one nobody listens.
        let others = ["192.0.2.1:1", "127.0.0.1:1"] + server.hosts
        let begun = ContinuousClock.now
        let store = try await server.through(others.joined(separator: ",")).open("sslmode=prefer")
        #expect(ContinuousClock.now - begun < .seconds(20))
        #expect(
            try await store.commit([Samples.add(1)], by: .after(.seconds(30))) == [.committed(positions: [0])]
        )
        try await store.close()
    }

    @Test("A server elsewhere must prove its name, unless the address says otherwise")
    func demandsCertificates() throws {
        let hosts = try ServerAddress("host=db.example,127.0.0.1,/run/postgresql").hosts
        #expect(hosts.map { $0["sslmode"] } == ["verify-full", nil, nil])
        #expect(hosts.map { $0["host"] } == ["db.example", "127.0.0.1", "/run/postgresql"])
        #expect(try ServerAddress("host=db.example sslmode=require").hosts[0]["sslmode"] == "require")
        #expect(hosts.allSatisfy { $0["target_session_attrs"] == "read-write" })
        let named = try ServerAddress("dbname=notes", environment: ["PGHOST": "db.example,127.0.0.1"]).hosts
        #expect(named.map { $0["sslmode"] } == ["verify-full", nil])
        #expect(named.map { $0["host"] } == ["db.example", "127.0.0.1"])
        let moved = try ServerAddress("host=127.0.0.1", environment: ["PGHOSTADDR": "192.0.2.1"]).hosts
        #expect(moved.map { $0["sslmode"] } == ["verify-full"])
        let other = try ServerAddress("dbname=notes", environment: ["PGSERVICE": "notes"]).hosts
        #expect(other.map { $0["sslmode"] } == ["verify-full"])
    }

    @Test("A schema that somebody else made is left as it was")
    func foreignSchema() async throws {
        try server.sql("CREATE SCHEMA \(server.schema)", "CREATE TABLE SCHEMA.record (id integer)")
        let error = await #expect(throws: StorageError.self) { try await server.open() }
        #expect(error?.code == .corrupted)
        #expect(
            try server.sql(
                "SELECT count(*)::text FROM pg_class WHERE relnamespace = '\(server.schema)'::regnamespace"
            ) == "1"
        )
    }

    @Test("A newer schema is refused, also by a store that was open before it was there")
    func newerSchema() async throws {
        let store = try await server.open()
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        try server.sql("INSERT INTO SCHEMA.schema_version VALUES (\(SchemaMigration.all().count + 1))")
        let refusal = await #expect(throws: StorageError.self) { try await server.open() }
        #expect(refusal?.code == .newerSchema)
        let late = await #expect(throws: StorageError.self) {
            try await store.commit([Samples.add(2)], by: .after(.seconds(30)))
        }
        #expect(late?.code == .newerSchema)
        #expect(try server.sql("SELECT count(*)::text FROM SCHEMA.record") == "2")
        try await store.close()
    }

    @Test(
        "Stores that are opened at once on a new schema agree on it, and an interrupted migration leaves nothing",
        arguments: Layout.all
    )
    func openedAtOnce(_ layout: Layout) async throws {
        let server = TestServer(layout)
        let connection = try server.connection()
        let broken =
            SchemaMigration.all() + [
                SchemaMigration(statements: ["CREATE TABLE SCHEMA.later (id integer)", "NONSENSE"])
            ]
        #expect(throws: ServerFailure.refused("42601")) {
            try SchemaMigration.migrate(
                SchemaName(server.schema),
                for: .fast,
                on: connection,
                by: .after(.seconds(10)),
                through: broken
            )
        }
        #expect(
            try server.sql("SELECT count(*)::text FROM pg_namespace WHERE nspname = '\(server.schema)'")
                == "0"
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<6 as Range<UInt64> {
                group.addTask {
                    let store = try await server.open()
                    _ = try await store.commit([Samples.add(number)], by: .after(.seconds(30)))
                    try await store.close()
                }
            }
            try await group.waitForAll()
        }
        let store = try await server.open()
        #expect(
            try await store.fetch((0..<6).map(Samples.key), by: .after(.seconds(30))).allSatisfy { $0 != nil }
        )
        #expect(
            try server.sql("SELECT count(*)::text FROM SCHEMA.schema_version")
                == "\(SchemaMigration.all().count)"
        )
        try await store.close()
    }

    @Test("A role that may only read and write the tables is enough once they are there")
    func fewestRights() async throws {
        try await server.open().close()
        let role = "r" + server.schema.dropFirst(5)
        let address = server.address.replacing("//notes@", with: "//\(role)@")
        try server.sql("CREATE ROLE \(role) LOGIN", superuser: true)
        let refusal = await #expect(throws: StorageError.self) {
            try await PostgreSQLNoteStore(address, schema: server.schema)
        }
        #expect(refusal?.code == .invalidLocation)
        try server.sql(
            "GRANT USAGE ON SCHEMA \(server.schema) TO \(role)",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA \(server.schema) TO \(role)"
        )
        let store = try await PostgreSQLNoteStore(address, schema: server.schema)
        #expect(
            try await store.commit([Samples.add(1)], by: .after(.seconds(30))) == [.committed(positions: [0])]
        )
        try await store.close()
        try server.sql("DROP OWNED BY \(role)", "DROP ROLE \(role)", superuser: true)
    }

    @Test(
        "Tables that a crash empties are refused, and so is a server without a standby where one is asked for"
    )
    func losesNothing() async throws {
        try await server.open().close()
        let own = try OwnServer()
        let alone = await #expect(throws: StorageError.self) { try await own.server.open(needsStandby: true) }
        #expect(alone?.code == .notDurable)
        try server.sql("ALTER TABLE SCHEMA.record SET UNLOGGED")
        let unlogged = await #expect(throws: StorageError.self) { try await server.open() }
        #expect(unlogged?.code == .notDurable)
    }
}
#endif

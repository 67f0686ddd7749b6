#if PostgreSQL
import ClinicalNotesConformance
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import Testing

/// What the two paths keep alike where something comes between, and what the portable one has of its own.
@Suite("The paths of a PostgreSQL store", .enabled(if: TestServer.isThere))
struct PathTests {
    static func batch(of tenant: TenantID, _ value: UInt8) -> WriteBatch {
        let log = LogKey(tenant: tenant, owner: OwnerID(.zero), collection: .audit)
        return WriteBatch(tenant: tenant, expectations: [], writes: [.append(log, RecordBytes([value]))])
    }

    static let other = TenantID(Bytes16(high: 9, low: 9))
    static let nobody = "00000000-0000-0000-0000-000000000000"

    /// The turn of a practice, taken by somebody else.
    private func takeTurn(of tenant: TenantID, on server: TestServer) throws -> ServerConnection {
        let connection = try server.connection()
        let server = try Server(
            ServerAddress(server.address),
            schema: SchemaName(server.schema),
            path: server.layout.path,
            needsStandby: false
        )
        var answers: [ServerAnswer] = []
        let calls = server.begin(for: [tenant], by: .after(.seconds(60)))
        try connection.fly(calls, by: .after(.seconds(10)), into: &answers)
        return connection
    }

    @Test("A schema is of one path, and a store of the other is refused", arguments: PostgreSQLPath.allCases)
    func onePath(_ path: PostgreSQLPath) async throws {
        let server = TestServer(Layout(path: path))
        let store = try await server.open()
        let error = await #expect(throws: StorageError.self) {
            try await PostgreSQLNoteStore(
                server.address,
                schema: server.schema,
                path: path == .fast ? .portable : .fast
            )
        }
        #expect(error?.code == .invalidLocation)
        #expect(
            try await store.commit([Samples.add(1)], by: .after(.seconds(30))) == [.committed(positions: [0])]
        )
        try await store.close()
    }

    @Test("Tables are cut by the practice's hash where that is asked for, and stay so", arguments: Layout.all)
    func partitions(_ layout: Layout) async throws {
        let server = TestServer(layout)
        let store = try await server.open()
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        try await store.close()
        // It need not be said again.
        let again = try await PostgreSQLNoteStore(server.address, schema: server.schema, path: layout.path)
        #expect(try await again.fetch([Samples.key(1)], by: .after(.seconds(30)))[0]?.revision == 1)
        try await again.close()
        let parts = try server.sql(
            """
            SELECT count(*)::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE c.relnamespace = '\(server.schema)'::regnamespace AND c.relkind = 'r'
            """
        )
        let tables = layout.path == .fast ? 2 : 3
        #expect(parts == "\(tables * (layout.partitions ?? 0))")
        let storage = try server.sql(
            """
            SELECT string_agg(DISTINCT a.attstorage::text, '') FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE c.relnamespace = '\(server.schema)'::regnamespace AND a.attname = 'value'
            """
        )
        #expect(storage == (layout.path == .fast ? "e" : "x"))
    }

    @Test("Commits whose connections are cut are told as what became of them, whatever others wrote since")
    func cutWhileCommitting() async throws {
        let server = TestServer(.portable, isNamed: true)
        let stores = [try await server.open(), try await server.open()]
        let writers = SeveralWriters()
        try await writers.write(through: stores, for: .seconds(3)) {
            try server.hangUp()
            try await Task.sleep(for: .milliseconds(Int.random(in: 1...40)))
        }
        try await writers.check(in: stores[0])
        let told = writers.told
        print(
            "portable, cut: \(told.committed.count) committed, \(told.refused.count) refused, \(told.unknown.count) unknown"
        )
        for store in stores { try await store.close() }
        #expect(
            try server.sql("SELECT count(*)::text FROM SCHEMA.turn WHERE store <> '\(Self.nobody)'") == "0"
        )
    }

    @Test("What became of a commit is told by the store's own row, whatever others wrote since")
    func settled() async throws {
        let server = TestServer(.portable)
        let other = try await server.open()
        let own = try Server(
            ServerAddress(server.address),
            schema: SchemaName(server.schema),
            path: .portable,
            needsStandby: false
        )
        var place: ServerConnection?
        let writer = BatchWriter(server: own, deadline: .after(.seconds(30)))
        for value in 0..<3 as Range<UInt8> {
            _ = try writer.commit([Self.batch(of: Samples.tenant, value)], on: &place)
            _ = try await other.commit([Self.batch(of: Samples.tenant, value)], by: .after(.seconds(30)))
        }
        let settlement = Settlement(own, by: .after(.seconds(30)))
        func fate(_ number: Int64, of tenant: TenantID = Samples.tenant, later: Int64 = 0) -> CommitFate {
            var origin = place?.origin ?? ServerConnection.Origin()
            origin.timeline -= later
            return settlement.fate(ofCommitAfter: number, sentOn: origin, of: tenant, on: &place)
        }
        own.doubts.doubt([Samples.tenant, Self.other])
        #expect(fate(2) == .written)
        #expect(own.doubts.unconfirmed == [Self.other])
        #expect(fate(3) == .absent)
        // A server that took over since does not know what the one before it wrote.
        #expect(fate(3, later: 1) == .unknown)
        #expect(fate(2, later: 1) == .written)
        // What cannot be is not told as anything.
        #expect(fate(1) == .unknown)
        #expect(fate(0, of: Self.other) == .absent)
        // A commit that only checked counts as none.
        let conflict = WriteBatch(
            tenant: Samples.tenant,
            expectations: [Expectation(Samples.key(1), at: 7)],
            writes: [.delete(Samples.key(1))]
        )
        #expect(try writer.commit([conflict], on: &place) == [.conflict([Samples.key(1)])])
        #expect(fate(2) == .written)
        try await other.close()
    }

    @Test("A server that crashes under load loses nothing that was acknowledged")
    func crash() async throws {
        let own = try OwnServer()
        let adapter = StoreUnderTest.postgreSQL(.portable, on: own)
        let (store, crash) = (try await adapter.make(), try #require(adapter.crash))
        let writers = SeveralWriters()
        try await writers.write(through: [store], for: .seconds(5)) {
            try await Task.sleep(for: .milliseconds(Int.random(in: 200...700)))
            try await crash().close()
        }
        try await writers.check(in: store)
        try await store.close()
    }

    @Test("A turn that another one has ends at the deadline, is no unknown outcome, and holds up no read")
    func turnTaken() async throws {
        let server = TestServer(.portable)
        let store = try await server.open()
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        let holder = try takeTurn(of: Samples.tenant, on: server)
        let error = await #expect(throws: StorageError.self) {
            try await store.commit([Samples.add(2)], by: .after(.milliseconds(300)))
        }
        #expect(error?.code == .timedOut)
        let keys = [Samples.key(1), Samples.key(2)]
        #expect(try await store.fetch(keys, by: .after(.seconds(10))).map { $0?.revision } == [1, nil])
        // Who gave up does not come back: nothing of it is written when the turn is free.
        try holder.run("ROLLBACK", by: .after(.seconds(10)))
        #expect(
            try await store.commit([Samples.add(3)], by: .after(.seconds(30))) == [.committed(positions: [1])]
        )
        #expect(try await store.fetch(keys, by: .after(.seconds(10))).map { $0?.revision } == [1, nil])
        try await store.close()
    }

    @Test("What one practice's transaction wrote stands, and is told, where the next one's fails")
    func halfOfTwo() async throws {
        let server = TestServer(.portable)
        let store = try await server.open()
        let (first, second) = (Samples.tenant, Self.other)
        for tenant in [first, second] {
            _ = try await store.commit([Self.batch(of: tenant, 0)], by: .after(.seconds(30)))
        }
        let holder = try takeTurn(of: second, on: server)
        let batches = [
            Self.batch(of: second, 1), Self.batch(of: first, 1), Self.batch(of: second, 2),
            Self.batch(of: first, 2),
        ]
        let outcomes = try await store.commit(batches, by: .after(.milliseconds(700)))
        #expect(
            outcomes == [
                .outcomeUnknown, .committed(positions: [1]), .outcomeUnknown, .committed(positions: [2]),
            ]
        )
        // Where nothing stands, it is an error.
        let error = await #expect(throws: StorageError.self) {
            try await store.commit([batches[0]], by: .after(.milliseconds(300)))
        }
        #expect(error?.code == .timedOut)
        try holder.run("ROLLBACK", by: .after(.seconds(10)))
        #expect(
            try await store.commit([batches[0], batches[1]], by: .after(.seconds(30)))
                == [.committed(positions: [1]), .committed(positions: [3])]
        )
        try await store.close()
    }

    /// What a server may say instead of carrying out a commit.
    enum Stumble: String, CaseIterable {
        case serialization = "40001", deadlock = "40P01", unknown = "40003"
    }

    @Test(
        "A commit that the server refuses at its end is tried again, and happens once",
        arguments: PostgreSQLPath.allCases,
        Stumble.allCases
    )
    func refusedAtCommit(_ path: PostgreSQLPath, _ stumble: Stumble) async throws {
        let server = TestServer(Layout(path: path))
        let store = try await server.open()
        // A trigger that waits for the commit, and a number that no transaction takes back.
        try server.sql(
            "CREATE SEQUENCE SCHEMA.stumbles",
            """
            CREATE FUNCTION SCHEMA.stumble() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('\(server.schema).stumbles') <= 2 THEN RAISE SQLSTATE '\(stumble.rawValue)'; END IF;
                RETURN NULL;
            END $$
            """,
            """
            CREATE CONSTRAINT TRIGGER stumble AFTER INSERT ON SCHEMA.entry DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION SCHEMA.stumble()
            """
        )
        #expect(
            try await store.commit([Samples.add(1)], by: .after(.seconds(30))) == [.committed(positions: [0])]
        )
        #expect(try server.sql("SELECT last_value::text FROM SCHEMA.stumbles") == "3")
        #expect(try await store.fetch([Samples.key(1)], by: .after(.seconds(10)))[0]?.revision == 1)
        try await store.close()
    }

    @Test(
        "A read that the server refuses for the sake of others is made again",
        arguments: PostgreSQLPath.allCases
    )
    func refusedReading(_ path: PostgreSQLPath) async throws {
        let server = TestServer(Layout(path: path))
        let store = try await server.open()
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        // A policy that looks at each row, and a number that no transaction takes back.
        try server.sql(
            "CREATE SEQUENCE SCHEMA.stumbles",
            """
            CREATE FUNCTION SCHEMA.stumble() RETURNS boolean LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('\(server.schema).stumbles') = 1 THEN RAISE SQLSTATE '40001'; END IF;
                RETURN true;
            END $$
            """,
            "CREATE POLICY stumble ON SCHEMA.record USING (SCHEMA.stumble())",
            "ALTER TABLE SCHEMA.record ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE SCHEMA.record FORCE ROW LEVEL SECURITY"
        )
        #expect(try await store.fetch([Samples.key(1)], by: .after(.seconds(30)))[0]?.revision == 1)
        #expect(try server.sql("SELECT (last_value > 1)::text FROM SCHEMA.stumbles") == "true")
        try await store.close()
    }

    @Test(
        "A commit is two flights on the portable path, one on the fast one, and a read is one",
        arguments: [1, 40]
    )
    func flights(_ count: Int) async throws {
        for path in PostgreSQLPath.allCases {
            let store = try await TestServer(Layout(path: path)).open()
            let batches = (0..<UInt64(count)).map { Samples.add($0) }
            let begun = store.roundTrips
            _ = try await store.commit(batches, by: .after(.seconds(30)))
            #expect(store.roundTrips - begun == (path == .fast ? 1 : 2))
            // The first read makes its connection.
            _ = try await store.fetch([Samples.key(0)], by: .after(.seconds(30)))
            let reading = store.roundTrips
            _ = try await store.fetch((0..<UInt64(count)).map { Samples.key($0) }, by: .after(.seconds(30)))
            #expect(store.roundTrips - reading == 1)
            try await store.close()
        }
    }
}
#endif

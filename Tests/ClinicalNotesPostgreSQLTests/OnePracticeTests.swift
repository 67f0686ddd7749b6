#if PostgreSQL
import ClinicalNotesConformance
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Synchronization
import Testing

/// The tables are cut by the practice's hash, so that a statement which does not name one practice by equality touches more than
/// one part of a table; what an engine that spreads practices over machines would ask another machine for.
@Suite("Statements of the portable path", .enabled(if: TestServer.isThere))
struct OnePracticeTests {
    typealias Call = ServerConnection.Call

    /// Every statement that was sent, by its text and its practice, twice each.
    final class Gathered: Sendable {
        private let calls = Mutex<[String: [[UInt8]: [Call]]]>([:])
        private let mixed = Mutex(0)

        /// How many flights that write were of more than one practice.
        var mixedWrites: Int { mixed.withLock(\.self) }

        var all: [Call] { calls.withLock { $0.values.flatMap { $0.values.flatMap(\.self) } } }

        func add(_ flight: [Call], in schema: String) {
            for call in flight { add(call, in: schema) }
            guard flight.contains(where: { $0.sql.hasPrefix("UPDATE") || $0.sql.contains(".record (") })
            else {
                return
            }
            let asking = flight.filter {
                !$0.parameters.starts.isEmpty && !$0.sql.contains(Server.idleLimit)
            }
            let practices = asking.map(OnePracticeTests.tenant)
            if Set(practices).count > 1 { mixed.withLock { $0 += 1 } }
        }

        private func add(_ call: Call, in schema: String) {
            var call = call
            call.sql = call.sql.replacing("\"\(schema)\".", with: "SCHEMA.")
            // Large values are about nothing else than small ones.
            guard call.parameters.bytes.count < 1 << 20 else { return }
            let practice = OnePracticeTests.isOfPractice(call) ? OnePracticeTests.tenant(of: call) : []
            calls.withLock { calls in
                if calls[call.sql, default: [:]][practice, default: []].count < 2 {
                    calls[call.sql, default: [:]][practice, default: []].append(call)
                }
            }
        }
    }

    /// A connection to a schema that is cut into parts, on which statements are tried.
    struct Parts {
        let server = TestServer(Layout(path: .portable, partitions: 32))
        let connection: ServerConnection

        init() async throws {
            try await server.open().close()
            connection = try server.connection()
        }

        /// The parts that a statement touches, each by its number.
        func touched(by call: Call) throws -> Set<String> {
            let sql = call.sql.replacing("SCHEMA.", with: "\(server.schema).")
            var answers: [ServerAnswer] = []
            defer { try? connection.run("ROLLBACK", by: .after(.seconds(10))) }
            try connection.fly(
                [
                    Call(sql: "BEGIN"), Call(sql: sql, parameters: call.parameters, isKept: false),
                    Call(
                        sql: """
                            SELECT DISTINCT substring(c.relname::text from '[0-9]+$') FROM pg_locks l
                            JOIN pg_class c ON c.oid = l.relation JOIN pg_inherits i ON i.inhrelid = c.oid
                            WHERE l.pid = pg_backend_pid() AND c.relkind = 'r'
                            """,
                        isKept: false
                    ),
                ],
                by: .after(.seconds(10)),
                into: &answers
            )
            let parts = try #require(answers.last)
            return Set(parts.rows.map { parts.text($0, 0) })
        }
    }

    /// Whether a statement is about what practices keep.
    static func isOfPractice(_ call: Call) -> Bool {
        ["record", "entry", PracticeTurn.table].contains { call.sql.contains("SCHEMA.\($0) ") }
            && !call.sql.hasPrefix("CREATE")
    }

    static func tenant(of call: Call) -> [UInt8] {
        let start = call.parameters.starts[0]
        return Array(call.parameters.bytes[start..<start + 16])
    }

    @Test("Each of all that the kit makes it send names one practice", .timeLimit(.minutes(10)))
    func namesOne() async throws {
        let gathered = Gathered()
        let schemas = Mutex(TestServer(.portable))
        @Sendable func open(_ server: TestServer) async throws -> PostgreSQLNoteStore {
            let log = FlightLog { gathered.add($0, in: server.schema) }
            let watched = try Server(
                ServerAddress(server.address),
                schema: SchemaName(server.schema),
                path: .portable,
                needsStandby: false,
                log: log
            )
            return try await PostgreSQLNoteStore(watched, by: .after(.seconds(30)))
        }
        let adapter = StoreUnderTest(
            make: {
                let server = schemas.withLock { server in
                    server = TestServer(.portable)
                    return server
                }
                return try await open(server)
            },
            reopen: { try await open(schemas.withLock(\.self)) },
            second: { try await open(schemas.withLock(\.self)) }
        )
        for requirement in StoreRequirement.all { _ = try await requirement.check(adapter) }
        // What is sent after an unknown outcome only.
        for tenant in [PathTests.other, Samples.tenant] {
            let server = try Server(
                ServerAddress(TestServer.named),
                schema: SchemaName("lost"),
                path: .portable,
                needsStandby: false
            )
            gathered.add(server.barrier(for: tenant, by: .never), in: "lost")
        }
        let parts = try await Parts()
        var homes: [[UInt8]: Set<String>] = [:]
        var tried: Set<String> = []
        for call in gathered.all {
            guard Self.isOfPractice(call) else { continue }
            let touched = try parts.touched(by: call)
            // What selects nothing, whatever there is, is asked of nobody.
            #expect(touched.count == 1 || (touched.isEmpty && call.sql.contains("NOT (")), "\(call.sql)")
            guard !touched.isEmpty else { continue }
            #expect(homes[Self.tenant(of: call), default: touched] == touched, "\(call.sql)")
            homes[Self.tenant(of: call)] = touched
            tried.insert(call.sql)
        }
        // Practices are at home in different parts, so that a statement about two would have shown.
        #expect(Set(homes.values).count > 3)
        #expect(gathered.mixedWrites == 0)
        for begin in ["INSERT INTO", "UPDATE", "DELETE FROM"] {
            for table in ["record", "entry", PracticeTurn.table] where (begin, table) != ("UPDATE", "entry") {
                #expect(tried.contains { $0.hasPrefix("\(begin) SCHEMA.\(table) ") }, "\(begin) \(table)")
            }
        }
        #expect(tried.contains { $0.contains("FOR UPDATE") } && tried.contains { $0.contains("LATERAL") })
        print("tried \(tried.count) statements of the portable path: each names one practice")
    }

    @Test("What the rest of them are is known: they begin and end transactions, and open the store")
    func othersAreKnown() async throws {
        let gathered = Gathered()
        let server = TestServer(.portable)
        let watched = try Server(
            ServerAddress(server.address),
            schema: SchemaName(server.schema),
            path: .portable,
            needsStandby: false,
            log: FlightLog { gathered.add($0, in: server.schema) }
        )
        let store = try await PostgreSQLNoteStore(watched, by: .after(.seconds(30)))
        let opening = gathered.all.count
        #expect(gathered.all.allSatisfy { !Self.isOfPractice($0) } && opening > 5)
        for number in 0..<3 as Range<UInt64> {
            _ = try await store.commit([Samples.add(number)], by: .after(.seconds(30)))
        }
        let rest = Set(gathered.all.filter { !Self.isOfPractice($0) }.map(\.sql))
        #expect(rest.contains { $0.hasPrefix("BEGIN") } && rest.contains("COMMIT"))
        let words = [
            "advisory", "xact_status", "plpgsql", "FUNCTION", "SEQUENCE", "SET LOCAL", "logical",
            "lock_timeout",
        ]
        // But for what is asked of a server that names its standbys, as PostgreSQL alone does.
        for call in gathered.all where call.sql != Settlement.barrier {
            #expect(!words.contains { call.sql.contains($0) }, "\(call.sql)")
        }
        try await store.close()
    }

    @Test("A statement that names two practices, or none, does show")
    func shows() async throws {
        let parts = try await Parts()
        var one = Parameters()
        one.add(Samples.tenant.bytes)
        var two = Parameters()
        two.add([Samples.tenant.bytes, PathTests.other.bytes])
        let select = "SELECT value FROM SCHEMA.record WHERE"
        #expect(try parts.touched(by: Call(sql: "\(select) tenant = $1::uuid", parameters: one)).count == 1)
        #expect(try parts.touched(by: Call(sql: "\(select) owner = $1::uuid", parameters: one)).count == 32)
        #expect(
            try parts.touched(by: Call(sql: "\(select) tenant = $1::uuid OR revision = 7", parameters: one))
                .count == 32
        )
        #expect(try parts.touched(by: Call(sql: "\(select) tenant >= $1::uuid", parameters: one)).count == 32)
        #expect(
            try parts.touched(by: Call(sql: "\(select) tenant = ANY ($1::uuid[])", parameters: two)).count
                == 2
        )
        let joined = """
            SELECT r.value FROM unnest($1::uuid[]) AS k(tenant) LEFT JOIN LATERAL (
                SELECT s.value FROM SCHEMA.record s WHERE s.tenant = k.tenant LIMIT 1
            ) r ON true
            """
        #expect(try parts.touched(by: Call(sql: joined, parameters: two)).count > 1)
        let both = """
            INSERT INTO SCHEMA.turn (tenant, store, number) SELECT t, t, 1 FROM unnest($1::uuid[]) AS t
            """
        #expect(try parts.touched(by: Call(sql: both, parameters: two)).count == 2)
    }
}
#endif

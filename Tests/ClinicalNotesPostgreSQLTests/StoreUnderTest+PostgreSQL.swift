#if PostgreSQL
import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import Foundation
import Synchronization

@testable import ClinicalNotesPostgreSQL

extension StoreUnderTest {
    /// The adapter on schemas of a server; one of its own is killed for a crash, and started again or replaced.
    static func postgreSQL(_ layout: Layout, on own: OwnServer? = nil) -> StoreUnderTest {
        let schemas = Schemas(own?.server.address ?? TestServer.named, layout)
        return StoreUnderTest(
            make: { try await schemas.next().open() },
            reopen: { try await schemas.current.open() },
            second: { try await schemas.current.open() },
            crash: own.map { own in crashing(own, schemas) },
            slow: { duration in
                let lock = try TableLock(on: schemas.current)
                Task {
                    try? await Task.sleep(for: duration)
                    lock.release()
                }
            },
            remains: { take in try dump(schemas.current, take) },
            logs: own.map { own in log(of: own) }
        )
    }

    private static func log(of own: OwnServer) -> @Sendable (@escaping Take) async throws -> Void {
        { take in
            take(Array(try Data(contentsOf: URL(fileURLWithPath: own.folder + "/1/log"))))
            // That of a standby, where there is one.
            if let log = FileManager.default.contents(atPath: own.folder + "/2/log") { take(Array(log)) }
        }
    }

    /// All tables of a schema as text.
    private static func dump(_ server: TestServer, _ take: Take) throws {
        let tables = try server.sql(
            "SELECT string_agg(c.relname, ' ') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                + "WHERE n.nspname = '\(server.schema)' AND c.relkind = 'r'"
        )
        for table in tables.split(separator: " ") {
            take(
                Array(
                    try server.sql("SELECT coalesce(string_agg(t::text, ' '), '') FROM SCHEMA.\(table) t")
                        .utf8
                )
            )
        }
    }

    private static func crashing(
        _ own: OwnServer,
        _ schemas: Schemas
    ) -> @Sendable () async throws -> any NoteStore {
        {
            try own.crash()
            return try await schemas.current.open()
        }
    }
}

/// The schema that was made last.
private final class Schemas: Sendable {
    private let address: String
    private let layout: Layout
    private let server: Mutex<TestServer>

    init(_ address: String, _ layout: Layout) {
        self.address = address
        self.layout = layout
        server = Mutex(TestServer(at: address, layout))
    }

    var current: TestServer { server.withLock { $0 } }

    func next() -> TestServer {
        server.withLock { server in
            server = TestServer(at: address, layout)
            return server
        }
    }
}

/// A lock on the table that every commit writes, held by somebody else; reads go on.
private final class TableLock: Sendable {
    private let connection: Mutex<ServerConnection>

    init(on server: TestServer) throws {
        let connection = try server.connection()
        try connection.run("BEGIN", by: .after(.seconds(10)))
        try connection.run(
            "LOCK TABLE \(server.schema).record IN EXCLUSIVE MODE",
            by: .after(.seconds(10))
        )
        self.connection = Mutex(connection)
    }

    func release() {
        connection.withLock { try? $0.run("ROLLBACK", by: .after(.seconds(10))) }
    }
}
#endif

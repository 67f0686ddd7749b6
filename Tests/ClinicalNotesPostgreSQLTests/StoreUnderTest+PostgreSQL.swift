#if PostgreSQL
import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import Synchronization

@testable import ClinicalNotesPostgreSQL

extension StoreUnderTest {
    /// The adapter on schemas of a server; one of its own is killed for a crash, and started again or replaced.
    static func postgreSQL(on own: OwnServer? = nil) -> StoreUnderTest {
        let schemas = Schemas(own?.server.address ?? TestServer.named)
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
            }
        )
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
    private let server: Mutex<TestServer>

    init(_ address: String) {
        self.address = address
        server = Mutex(TestServer(at: address))
    }

    var current: TestServer { server.withLock { $0 } }

    func next() -> TestServer {
        server.withLock { server in
            server = TestServer(at: address)
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

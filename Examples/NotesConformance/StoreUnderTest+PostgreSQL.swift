internal import ClinicalNotesConformance
internal import ClinicalNotesPostgreSQL
internal import ClinicalNotesStorage
internal import Foundation
internal import Synchronization

extension StoreUnderTest {
    /// The adapter on a server, each store in a schema of its own.
    ///
    /// - Parameters:
    ///   - url: The server.
    ///   - path: How the stores take turns.
    ///   - partitions: In how many parts the tables are cut, if they are.
    ///   - server: Where its folder is known, it is killed and held up.
    ///   - log: The file that the server logs to, where it can be read.
    /// - Returns: The adapter; its tables are dumped where PostgreSQL's `psql` is installed.
    static func postgreSQL(
        at url: String,
        path: PostgreSQLPath,
        partitions: Int?,
        on server: ServerScript?,
        loggingTo log: String?
    ) -> StoreUnderTest {
        let schema = LastSchema()
        @Sendable func open(_ schema: String) async throws -> PostgreSQLNoteStore {
            try await PostgreSQLNoteStore(url, schema: schema, path: path, partitions: partitions)
        }
        return StoreUnderTest(
            make: { try await open(schema.renew()) },
            reopen: { try await open(schema.current) },
            second: { try await open(schema.current) },
            crash: server.map { server in crashing(server, open, schema) },
            slow: server.map { server in holding(schema, of: server) },
            remains: DumpedTables(at: url).map { dumped($0, schema) },
            logs: log.map { file(at: $0) }
        )
    }

    private static func crashing(
        _ server: ServerScript,
        _ open: @escaping @Sendable (String) async throws -> PostgreSQLNoteStore,
        _ schema: LastSchema
    ) -> @Sendable () async throws -> any NoteStore {
        {
            try server.crash()
            return try await open(schema.current)
        }
    }

    private static func holding(
        _ schema: LastSchema,
        of server: ServerScript
    ) -> @Sendable (Duration) async throws -> Void {
        { try server.hold(schema.current, for: $0) }
    }

    private static func dumped(
        _ tables: DumpedTables,
        _ schema: LastSchema
    ) -> @Sendable (@escaping Take) async throws -> Void {
        { take in
            for table in try tables.run(tables.named(in: schema.current)).split(separator: "\n") {
                take(Array(try tables.run("COPY (SELECT * FROM \(schema.current).\(table)) TO STDOUT").utf8))
            }
        }
    }

    private static func file(at path: String) -> @Sendable (@escaping Take) async throws -> Void {
        { take in
            guard let file = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileNoSuchFile) }
            while let piece = try file.read(upToCount: 1 << 16), !piece.isEmpty { take(Array(piece)) }
        }
    }
}

/// The schema that was made last.
private final class LastSchema: Sendable {
    private let name = Mutex("")

    var current: String { name.withLock { $0 } }

    func renew() -> String {
        name.withLock { name in
            name = "conformance_" + UUID().uuidString.lowercased().replacing("-", with: "")
            return name
        }
    }
}

internal import ClinicalNotesConformance
internal import ClinicalNotesPostgreSQL
internal import ClinicalNotesStorage
internal import Foundation
internal import Synchronization

extension StoreUnderTest {
    /// The adapter on a server, each store in a schema of its own; where its folder is known, the server is killed and held
    /// up.
    static func postgreSQL(at url: String, _ server: ServerScript?) -> StoreUnderTest {
        let schema = LastSchema()
        return StoreUnderTest(
            make: { try await PostgreSQLNoteStore(url, schema: schema.renew()) },
            reopen: { try await PostgreSQLNoteStore(url, schema: schema.current) },
            second: { try await PostgreSQLNoteStore(url, schema: schema.current) },
            crash: server.map { server in crashing(server, at: url, schema) },
            slow: server.map { server in holding(schema, of: server) }
        )
    }

    private static func crashing(
        _ server: ServerScript,
        at url: String,
        _ schema: LastSchema
    ) -> @Sendable () async throws -> any NoteStore {
        {
            try server.crash()
            return try await PostgreSQLNoteStore(url, schema: schema.current)
        }
    }

    private static func holding(
        _ schema: LastSchema,
        of server: ServerScript
    ) -> @Sendable (Duration) async throws -> Void {
        { try server.hold(schema.current, for: $0) }
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

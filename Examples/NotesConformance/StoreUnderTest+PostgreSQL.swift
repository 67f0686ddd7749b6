internal import ClinicalNotesConformance
internal import ClinicalNotesPostgreSQL
internal import Foundation
internal import Synchronization

extension StoreUnderTest {
    /// The adapter on a server, each store in a schema of its own; nobody here kills the server or holds it up.
    static func postgreSQL(at url: String, path: PostgreSQLPath, partitions: Int?) -> StoreUnderTest {
        let schema = LastSchema()
        @Sendable func open(_ schema: String) async throws -> PostgreSQLNoteStore {
            try await PostgreSQLNoteStore(url, schema: schema, path: path, partitions: partitions)
        }
        return StoreUnderTest(
            make: { try await open(schema.renew()) },
            reopen: { try await open(schema.current) },
            second: { try await open(schema.current) }
        )
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

#if PostgreSQL
import ClinicalNotesModel
import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation

/// The server that the environment names (`Scripts/postgresql`), where each test has a schema of its own.
struct TestServer: Sendable {
    static let address = ProcessInfo.processInfo.environment["CLINICAL_NOTES_POSTGRESQL"] ?? ""
    static var isThere: Bool { !address.isEmpty }

    let schema: String

    init() {
        schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
    }

    func open(by deadline: Duration = .seconds(30)) async throws -> PostgreSQLNoteStore {
        try await PostgreSQLNoteStore(Self.address, schema: schema, by: .after(deadline))
    }
}
#endif

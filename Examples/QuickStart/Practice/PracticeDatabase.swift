internal import ClinicalNotes
internal import ClinicalNotesPostgreSQL
internal import Foundation

/// A database of a PostgreSQL server, in which a practice has a schema of its own.
struct PracticeDatabase: Sendable {
    private let address: String
    /// The schema, new for each practice.
    let schema: String

    /// Names a schema that nothing is in yet.
    ///
    /// - Parameter address: The database, as libpq takes it.
    init(at address: String) {
        self.address = address
        schema = "demo_" + UUID().uuidString.lowercased().filter { $0 != "-" }
    }

    func open() async throws(StorageError) -> PostgreSQLNoteStore {
        try await PostgreSQLNoteStore(address, schema: schema)
    }
}

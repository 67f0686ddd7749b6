import ClinicalNotesStorage
import Foundation

#if PostgreSQL
import ClinicalNotesPostgreSQL
#endif
#if SQLite
import ClinicalNotesSQLite
#endif

/// A kind of store, of which two are opened over one database.
struct RacedStore: Sendable, CustomStringConvertible {
    /// A database that is empty.
    struct Database: Sendable {
        let open: @Sendable () async throws -> (any NoteStore, any NoteStore)
        var remove: @Sendable () -> Void = {}
    }

    let description: String
    let make: @Sendable () async throws -> Database

    static let memory = RacedStore(description: "memory") {
        let store = InMemoryNoteStore()
        return Database(open: { (store, store) })
    }

    /// All that are built, and PostgreSQL where a server is named.
    static var all: [RacedStore] {
        var all = [memory]
        #if SQLite
        all.append(
            RacedStore(description: "SQLite") {
                let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                let path = folder.appendingPathComponent("practice.db").path
                return Database(
                    open: { (try SQLiteNoteStore(path: path), try SQLiteNoteStore(path: path)) },
                    remove: { try? FileManager.default.removeItem(at: folder) }
                )
            }
        )
        #endif
        #if PostgreSQL
        if let url = ProcessInfo.processInfo.environment["CLINICAL_NOTES_POSTGRESQL"] {
            all += PostgreSQLPath.allCases.map { path in
                RacedStore(description: "PostgreSQL, \(path)") {
                    let schema = "race_" + UUID().uuidString.lowercased().replacing("-", with: "")
                    return Database(
                        open: {
                            (
                                try await PostgreSQLNoteStore(url, schema: schema, path: path),
                                try await PostgreSQLNoteStore(url, schema: schema, path: path)
                            )
                        }
                    )
                }
            }
        }
        #endif
        return all
    }
}

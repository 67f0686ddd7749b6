internal import BenchmarkTools
internal import ClinicalNotes
internal import ClinicalNotesPostgreSQL
internal import ClinicalNotesSQLite
internal import Foundation

/// Prints how many audited reads, writes and pages the stores carry, with 1, 8 and 64 sessions at once in one vault, and beside
/// them how many rows the same databases take one by one, each with a commit of its own.
///
///     clinical-notes-stores URL
@main
struct ClinicalNotesStores {
    private static let sessions = [1, 8, 64]

    static func main() async throws {
        guard CommandLine.arguments.count == 2 else {
            FileHandle.standardError.write(
                Data("clinical-notes-stores: takes the URL of a PostgreSQL server\n".utf8)
            )
            exit(64)
        }
        let url = CommandLine.arguments[1]
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("clinical-notes-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let run = "bench_" + UUID().uuidString.lowercased().replacing("-", with: "")

        let bareSQLite = try BareSQLite(path: folder.appendingPathComponent("bare.db").path)
        let barePostgreSQL = try BarePostgreSQL(url, schema: run + "_bare")
        let limits = try [
            BareLimit.measure("SQLite") { try bareSQLite.commitRow() },
            BareLimit.measure("PostgreSQL, one flight each") { try barePostgreSQL.commitRow() },
        ]
        let sqlite = try SQLiteNoteStore(path: folder.appendingPathComponent("practice.db").path)
        try await measure(StoreMeter(sqlite), "SQLite", beside: limits[0])
        for path in PostgreSQLPath.allCases {
            let store = try await PostgreSQLNoteStore(url, schema: "\(run)_\(path)", path: path)
            let meter = StoreMeter(store) { [weak store] in store?.roundTrips ?? 0 }
            try await measure(meter, "PostgreSQL, \(path)", beside: limits[1])
        }
    }

    private static func measure(_ meter: StoreMeter, _ name: String, beside limit: BareLimit) async throws {
        let practice = try await SessionPractice(in: meter, sessions: sessions.max() ?? 1)
        for work in SessionPractice.Work.allCases {
            for count in sessions {
                print(try await practice.load(work, sessions: count).line(name, beside: limit))
            }
        }
        try await practice.vault.close()
    }
}

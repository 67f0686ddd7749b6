internal import BenchmarkTools
internal import ClinicalNotes
internal import ClinicalNotesSQLite
internal import Foundation

/// A practice in a SQLite file with one patient whose chart is full: signed notes of six fields and 4 KB each.
struct ChartPractice {
    let folder: URL
    let notes: [NoteID]
    private let practice: SamplePractice

    /// Where the store is.
    var path: String { folder.appendingPathComponent("practice.db").path }

    /// Makes the practice and writes its notes; the store is closed afterwards, so that its file is complete.
    init(notes count: Int) async throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("clinical-notes-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        practice = try await SamplePractice(
            foundedIn: SQLiteNoteStore(path: folder.appendingPathComponent("practice.db").path)
        )
        notes = try await practice.desk().writeChart(of: count, about: practice.register("Ana"))
        try await practice.vault.close()
    }

    /// The therapist at work, in a vault that has just been opened: it has verified and cached nothing yet.
    func open() async throws -> (vault: NoteVault, desk: NoteSession) {
        let reopened = try await practice.reopened(in: SQLiteNoteStore(path: path))
        return (reopened.vault, try await reopened.desk())
    }

    /// Takes everything away.
    func remove() throws { try FileManager.default.removeItem(at: folder) }
}

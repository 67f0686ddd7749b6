internal import BenchmarkTools
internal import ClinicalNotes
internal import ClinicalNotesFHIR
internal import ClinicalNotesSQLite
internal import Foundation

/// Prints how fast an export is read, imported and imported again, and how much memory that takes, beside a bare parse of
/// the same bytes as JSON.
///
///     clinical-notes-imports [--memory-store] [MEGABYTES...]
@main
struct ClinicalNotesImports {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let sizes = arguments.compactMap(Int.init)
        let isInMemory = arguments.contains("--memory-store")
        for megabytes in sizes.isEmpty ? [10] : sizes {
            try await measure(SampleExport(megabytes: megabytes), inMemory: isInMemory)
        }
    }

    private static func measure(_ export: SampleExport, inMemory: Bool) async throws {
        var bytes = 0
        for file in SampleExport.File.allCases { bytes += await export.byteCount(of: file) }
        let store = inMemory ? "a store in memory" : "SQLite"
        print("\(export.notes) notes of \(export.patients) patients, \(bytes / 1_000_000) MB, into \(store)")

        let given = try await timed {
            for file in SampleExport.File.allCases { _ = await export.byteCount(of: file) }
        }
        report("made by this program", bytes, export.notes, given)
        report("bare parse as JSON", bytes, export.notes, try await timed { try await parse(export) })

        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("clinical-notes-imports-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let notes: any NoteStore =
            inMemory
            ? InMemoryNoteStore()
            : try SQLiteNoteStore(path: folder.appendingPathComponent("practice.db").path)
        let practice = try await SamplePractice(foundedIn: notes)
        let desk = try await practice.desk()
        let importer = FHIRImporter(
            source: "urn:example:hospital",
            identifiers: .standard.naming("urn:example:mrn")
        )
        let sources = sources(of: export)
        for name in ["dry run", "import", "import again"] {
            ProcessMemory.forgetPeak()
            let base = ProcessMemory.peak
            let stages = StageTimes()
            var tally = FHIRImportTally()
            let taken = try await timed {
                tally = try await importer.run(sources, into: desk, dryRun: name == "dry run") {
                    stages.note($0)
                }
            }
            report(name, bytes, export.notes, taken)
            print("  \(stages), \((ProcessMemory.peak - base) / 1_048_576) MB over \(base / 1_048_576) MB")
            print("  imported \(tally.imported), unchanged \(tally.unchanged), refused \(tally.refused)")
        }
        try await practice.vault.close()
    }

    private static func sources(of export: SampleExport) -> [FHIRSource] {
        SampleExport.File.allCases.map { file in FHIRSource { export.pieces(of: file) } }
    }

    private static func parse(_ export: SampleExport) async throws {
        for file in SampleExport.File.allCases {
            for await piece in export.pieces(of: file) {
                for line in piece.split(separator: 0x0A) {
                    _ = try JSONSerialization.jsonObject(with: Data(line))
                }
            }
        }
    }

    private static func timed(_ work: () async throws -> Void) async throws -> Duration {
        let began = ContinuousClock.now
        try await work()
        return ContinuousClock.now - began
    }

    private static func report(_ name: String, _ bytes: Int, _ notes: Int, _ taken: Duration) {
        let rate = Int(Double(notes) / (taken / .seconds(1)))
        print("\(Line.throughput(name, bytes: bytes, in: taken)), \(rate) notes/s")
    }
}

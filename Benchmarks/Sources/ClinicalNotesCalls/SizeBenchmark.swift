internal import BenchmarkTools
internal import ClinicalNotes
internal import ClinicalNotesSQLite
internal import Foundation

/// Where the bytes go that a note of 1 KB takes in the SQLite file: by collection of records, and by what SQLite adds.
enum SizeBenchmark {
    private static let notes = 1_000

    /// Measures and prints.
    static func run() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("clinical-notes-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("practice.db").path
        let practice = try await SamplePractice(foundedIn: SQLiteNoteStore(path: path))
        let desk = try await practice.desk()
        let patient = try await practice.register("Ana")
        let log = try WriteAheadLog(ofStore: path)

        let founded = try StoreSizes(afterEmptying: log)
        var drafts: [NoteID] = []
        for number in 0..<notes {
            drafts.append(
                try await desk.draft(
                    SampleTexts.summary(SampleTexts.shortFieldLengths),
                    about: [patient],
                    period: SampleTexts.period(number),
                    idempotencyKey: IdempotencyKey("draft-\(number)")
                )
            )
        }
        let documented = try StoreSizes(afterEmptying: log)
        for draft in drafts {
            try await desk.sign(draft, idempotencyKey: IdempotencyKey("sign-\(draft)"))
        }
        let signed = try StoreSizes(afterEmptying: log)
        try await practice.vault.close()

        report(documented.since(founded), signed.since(documented))
    }

    private static func report(_ documenting: StoreSizes, _ signing: StoreSizes) {
        let whole = documenting.file + signing.file
        print(
            "size of a note of 1 KB, of \(notes) in one chart: \(size(whole)), documented \(size(documenting.file)), "
                + "signed \(size(signing.file)) more"
        )
        for (documented, signed) in zip(documenting.parts, signing.parts) {
            guard documented.bytes != 0 || signed.bytes != 0 else { continue }
            print("  \(documented.name): \(size(documented.bytes)), \(size(signed.bytes)) more")
        }
    }

    /// Of one note.
    private static func size(_ bytes: Int) -> String {
        Line.spelled(bytes: Double(bytes) / Double(notes))
    }
}

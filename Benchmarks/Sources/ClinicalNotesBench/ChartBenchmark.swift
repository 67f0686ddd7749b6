internal import ClinicalNotes
internal import Foundation

/// Opening, deciding and recording a whole chart from SQLite, against reading and decrypting its rows by hand.
enum ChartBenchmark {
    private static let notes = 200
    /// What an audit entry of a reading takes in the store.
    private static let entrySize = 389

    /// Measures and prints.
    static func run(with stopwatch: Stopwatch) async throws {
        let begun = ContinuousClock.now
        let practice = try await ChartPractice(notes: notes)
        let written = ContinuousClock.now - begun
        defer { try? practice.remove() }
        print(Line.report("draft and sign a note, each a durable commit", written / (2 * notes)))

        let copy = practice.folder.appendingPathComponent("copy.db").path
        try FileManager.default.copyItem(atPath: practice.path, toPath: copy)
        let (vault, desk) = try await practice.open()
        let bare = try BareChart(copyOfStore: copy, of: practice.notes, in: vault.tenant)
        let read = { () async throws in
            let opened = try await desk.read(practice.notes)
            precondition(opened.count == notes && opened.values.allSatisfy { $0.fields.count == 6 })
        }

        let warm = try await stopwatch.compare(read) { keep(try bare.read()) }
        print(
            Line.ratio("open, decide and record a chart of 200", warm, yardstick: "by hand, unrecorded", goal: 2)
        )
        let recorded = try await stopwatch.compare(read) {
            keep(try bare.read(appending: notes, of: entrySize))
        }
        print(
            Line.report(
                "  the same by hand with 200 rows appended and flushed",
                recorded.yardstick
            ) + ", ratio \(Line.rounded(recorded.ratio))"
        )
        try await vault.close()

        var cold: [Duration] = []
        for _ in 0..<5 {
            let (vault, desk) = try await practice.open()
            let begun = ContinuousClock.now
            keep(try await desk.read(practice.notes))
            cold.append(ContinuousClock.now - begun)
            try await vault.close()
        }
        let typical = cold.sorted()[cold.count / 2]
        print(
            Line.report("  cold: in a vault just opened, every signature verified", typical)
                + ", ratio \(Line.rounded(typical / warm.yardstick))"
        )
    }
}

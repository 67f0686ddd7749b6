internal import BenchmarkTools
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

        let (warm, work) = try await stopwatch.compare(read) { keep(try bare.read()) }
        print(
            Line.ratio(
                "open, decide and record a chart of 200",
                warm,
                yardstick: "by hand, unrecorded",
                goal: 2
            )
        )
        print(Line.report("  the processor's work for it", work, yardstick: "by hand"))
        let (recorded, _) = try await stopwatch.compare(read) {
            keep(try bare.read(appending: notes, of: entrySize))
        }
        print(Line.report("  beside 200 rows appended and flushed by hand", recorded, yardstick: "by hand"))
        try await vault.close()

        var cold: [Duration] = []
        for _ in 0..<5 {
            let (vault, desk) = try await practice.open()
            let begun = ContinuousClock.now
            keep(try await desk.read(practice.notes))
            cold.append(ContinuousClock.now - begun)
            try await vault.close()
        }
        print(
            Line.report("  cold: in a vault just opened, every signature verified", cold.median)
                + ", ratio \(Line.rounded(cold.median / warm.yardstick))"
        )
    }
}

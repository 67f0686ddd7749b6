/// Prints one line a figure.
///
/// A goal is a ratio within this run, or a duration with room for any machine of today.
///
///     clinical-notes-bench [--yardstick NANOSECONDS] [decide] [seal] [chart]
@main
struct ClinicalNotesBench {
    static func main() async throws {
        var arguments = CommandLine.arguments.dropFirst()
        var yardstick: Double?
        if let position = arguments.firstIndex(of: "--yardstick") {
            yardstick = arguments.dropFirst(position).first.flatMap(Double.init)
            arguments.removeSubrange(position...min(position + 1, arguments.endIndex - 1))
        }
        let stopwatch = Stopwatch()
        func includes(_ part: String) -> Bool { arguments.isEmpty || arguments.contains(part) }
        if includes("decide") { DecisionBenchmark.run(with: stopwatch, yardstick: yardstick) }
        if includes("seal") {
            var sealing = try SealingBenchmark(with: stopwatch)
            try sealing.run()
        }
        if includes("chart") { try await ChartBenchmark.run(with: stopwatch) }
    }
}

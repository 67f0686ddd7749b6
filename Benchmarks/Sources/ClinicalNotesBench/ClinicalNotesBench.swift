internal import BenchmarkTools

/// Prints one line a figure.
///
/// A goal is a ratio within this run, or a duration with room for any machine of today.
///
///     clinical-notes-bench [--mebibytes COUNT] [chart] [hidden] [attach]
@main
struct ClinicalNotesBench {
    static func main() async throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        func option(_ name: String) -> String? {
            guard let position = arguments.firstIndex(of: name) else { return nil }
            let value = arguments.dropFirst(position + 1).first
            arguments.removeSubrange(position...min(position + 1, arguments.endIndex - 1))
            return value
        }
        let mebibytes = option("--mebibytes").flatMap { Int($0) } ?? 256
        let stopwatch = Stopwatch()
        func includes(_ part: String) -> Bool { arguments.isEmpty || arguments.contains(part) }
        if includes("chart") { try await ChartBenchmark.run(with: stopwatch) }
        if includes("hidden") { try await HiddenBenchmark.run(with: stopwatch) }
        if includes("attach") { try await AttachmentBenchmark.run(mebibytes: mebibytes) }
    }
}

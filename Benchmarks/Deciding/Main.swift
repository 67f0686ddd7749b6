internal import BenchmarkMeasuring

/// Prints one line a figure of deciding: the law, house rules, and the rules of another engine's workload.
///
/// Part of the library's own package, since the rule book is shown to nobody outside.
///
///     DecisionBenchmark [--yardstick NANOSECONDS] [--cedar NANOSECONDS] [--peers FOLDER]
@main
enum Main {
    static func main() throws {
        var options: [String: String] = [:]
        var arguments = CommandLine.arguments.dropFirst()
        while let name = arguments.popFirst() { options[name] = arguments.popFirst() }
        let yardsticks = Yardsticks(
            masks: options["--yardstick"].flatMap(Double.init),
            cedar: options["--cedar"].flatMap(Double.init)
        )
        try PeerBenchmark(PeerAsks(folder: options["--peers"])).run(
            with: Stopwatch(blocks: 15, blockLength: .microseconds(500)),
            beside: yardsticks
        )
        DecisionBenchmark.run(with: Stopwatch(), yardstick: yardsticks.masks)
    }
}

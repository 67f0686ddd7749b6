// Prints one line a figure. A goal is a ratio within this run, or a duration with room for any machine of today.
let stopwatch = Stopwatch()
let yardstick = CommandLine.arguments.dropFirst().first.flatMap(Double.init)
var sealing = try SealingBenchmark(with: stopwatch)
try sealing.run()
DecisionBenchmark.run(with: stopwatch, yardstick: yardstick)

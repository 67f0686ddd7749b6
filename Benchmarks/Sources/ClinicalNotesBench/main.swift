// Prints one line a figure. Every goal is a ratio within this run, or a duration that leaves room on any machine of today.
let stopwatch = Stopwatch()
let yardstick = CommandLine.arguments.dropFirst().first.flatMap(Double.init)
try SealingBenchmark.run(with: stopwatch)
DecisionBenchmark.run(with: stopwatch, yardstick: yardstick)

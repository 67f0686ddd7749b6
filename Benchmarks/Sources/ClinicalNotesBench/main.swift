// Prints one line a figure. Every goal is a ratio within this run; durations alone say little about another machine.
let stopwatch = Stopwatch()
try SealingBenchmark.run(with: stopwatch)

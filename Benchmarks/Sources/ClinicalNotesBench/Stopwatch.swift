/// Times two pieces of work side by side, so that what else the machine does falls on both.
struct Stopwatch {
    /// The median duration of each, and the median of the ratios of neighbouring blocks.
    struct Comparison {
        var subject: Duration
        var yardstick: Duration
        var ratio: Double
    }

    private let clock = ContinuousClock()
    private let blocks: Int
    private let blockLength: Duration

    /// Makes a stopwatch that runs `blocks` blocks of each, of about `blockLength` each.
    init(blocks: Int = 61, blockLength: Duration = .milliseconds(4)) {
        self.blocks = blocks
        self.blockLength = blockLength
    }

    /// Runs the blocks of both in turn.
    func compare<E: Error>(
        _ subject: () throws(E) -> Void,
        to yardstick: () throws(E) -> Void
    ) throws(E) -> Comparison {
        let subjectRuns = try runsPerBlock(subject)
        let yardstickRuns = try runsPerBlock(yardstick)
        var subjects: [Duration] = []
        var yardsticks: [Duration] = []
        var ratios: [Double] = []
        for _ in 0..<blocks {
            let one = try time(subject, runs: subjectRuns)
            let other = try time(yardstick, runs: yardstickRuns)
            subjects.append(one)
            yardsticks.append(other)
            ratios.append(one / other)
        }
        return Comparison(subject: median(subjects), yardstick: median(yardsticks), ratio: median(ratios))
    }

    /// As ``compare(_:to:)``, with work that waits; one run a block.
    func compare(
        _ subject: () async throws -> Void,
        to yardstick: () throws -> Void
    ) async throws -> Comparison {
        for _ in 0..<3 {
            try await subject()
            try yardstick()
        }
        var subjects: [Duration] = []
        var yardsticks: [Duration] = []
        var ratios: [Double] = []
        for _ in 0..<blocks {
            let begun = clock.now
            try await subject()
            let between = clock.now
            try yardstick()
            subjects.append(between - begun)
            yardsticks.append(clock.now - between)
            ratios.append((between - begun) / yardsticks[yardsticks.count - 1])
        }
        return Comparison(subject: median(subjects), yardstick: median(yardsticks), ratio: median(ratios))
    }

    /// The median duration of one piece of work.
    func measure<E: Error>(_ work: () throws(E) -> Void) throws(E) -> Duration {
        let runs = try runsPerBlock(work)
        var durations: [Duration] = []
        for _ in 0..<blocks { durations.append(try time(work, runs: runs)) }
        return median(durations)
    }

    /// How many runs fill a block; the runs that find out also warm the caches.
    private func runsPerBlock<E: Error>(_ work: () throws(E) -> Void) throws(E) -> Int {
        var runs = 1
        while true {
            let spent = try time(work, runs: runs) * runs
            if spent >= blockLength { return runs }
            runs *= 2
        }
    }

    private func time<E: Error>(_ work: () throws(E) -> Void, runs: Int) throws(E) -> Duration {
        let begun = clock.now
        for _ in 0..<runs { try work() }
        return (clock.now - begun) / runs
    }

    private func median<Value: Comparable>(_ values: [Value]) -> Value {
        values.sorted()[values.count / 2]
    }
}

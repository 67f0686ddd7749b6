/// Times two pieces of work side by side, in turn; work on one thread is timed by what the processor does for it, so
/// that other programs do not count.
package struct Stopwatch {
    /// The median duration of each, and the median of the ratios of neighboring blocks.
    package struct Comparison {
        package var subject: Duration
        package var yardstick: Duration
        package var ratio: Double
    }

    /// What was measured of both, block by block.
    private struct Blocks {
        var subjects: [Duration] = []
        var yardsticks: [Duration] = []
        var ratios: [Double] = []

        mutating func append(_ subject: Duration, _ yardstick: Duration) {
            subjects.append(subject)
            yardsticks.append(yardstick)
            ratios.append(subject / yardstick)
        }

        var comparison: Comparison {
            Comparison(subject: subjects.median, yardstick: yardsticks.median, ratio: ratios.median)
        }
    }

    private let clock = ContinuousClock()
    private let blocks: Int
    private let blockLength: Duration

    /// Makes a stopwatch that runs `blocks` blocks of each, of about `blockLength` each.
    package init(blocks: Int = 61, blockLength: Duration = .milliseconds(4)) {
        self.blocks = blocks
        self.blockLength = blockLength
    }

    /// Runs the blocks of both in turn.
    package func compare<E: Error>(
        _ subject: () throws(E) -> Void,
        to yardstick: () throws(E) -> Void
    ) throws(E) -> Comparison {
        let subjectRuns = try runsPerBlock(subject)
        let yardstickRuns = try runsPerBlock(yardstick)
        var measured = Blocks()
        for _ in 0..<blocks {
            let one = try time(subject, runs: subjectRuns)
            measured.append(one, try time(yardstick, runs: yardstickRuns))
        }
        return measured.comparison
    }

    /// As ``compare(_:to:)``, with work that waits and runs on several threads.
    ///
    /// One run a block, measured twice: as time that passes, and as time that the processor works.
    package func compare(
        _ subject: () async throws -> Void,
        to yardstick: () async throws -> Void
    ) async throws -> (passing: Comparison, working: Comparison) {
        for _ in 0..<3 {
            try await subject()
            try await yardstick()
        }
        var passing = Blocks()
        var working = Blocks()
        for _ in 0..<blocks {
            let begun = (clock.now, ProcessorTime.ofProcess)
            try await subject()
            let between = (clock.now, ProcessorTime.ofProcess)
            try await yardstick()
            let ended = (clock.now, ProcessorTime.ofProcess)
            passing.append(between.0 - begun.0, ended.0 - between.0)
            working.append(between.1 - begun.1, ended.1 - between.1)
        }
        return (passing.comparison, working.comparison)
    }

    /// The median duration of one piece of work.
    package func measure<E: Error>(_ work: () throws(E) -> Void) throws(E) -> Duration {
        let runs = try runsPerBlock(work)
        var durations: [Duration] = []
        for _ in 0..<blocks { durations.append(try time(work, runs: runs)) }
        return durations.median
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
        let begun = ProcessorTime.ofThread
        for _ in 0..<runs { try work() }
        return (ProcessorTime.ofThread - begun) / runs
    }
}

extension Array where Element: Comparable {
    /// The element in the middle of the order.
    package var median: Element { sorted()[count / 2] }
}

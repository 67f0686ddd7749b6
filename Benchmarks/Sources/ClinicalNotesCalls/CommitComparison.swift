internal import BenchmarkTools

/// The calls of this tree beside those of another commit, in turn, within one run.
struct CommitComparison {
    private static let rounds = 15

    private let here: ServedProgram
    private let there: ServedProgram
    private let commit: String

    /// Starts both programs.
    ///
    /// - Parameters:
    ///   - program: Of this tree.
    ///   - other: Of the other commit.
    ///   - commit: What that one is called.
    /// - Throws: An error if one of them cannot be started.
    init(_ program: String, with other: String, at commit: String) throws {
        here = try ServedProgram(program)
        there = try ServedProgram(other)
        self.commit = commit
    }

    /// Measures and prints, then stops the programs.
    func run(_ parts: [CallPart]) throws {
        for part in parts {
            // What is warm after the first round was not before.
            _ = try (here.round(of: part), there.round(of: part))
            var ours: [CallCost] = []
            var theirs: [CallCost] = []
            for _ in 0..<Self.rounds {
                ours.append(try here.round(of: part))
                theirs.append(try there.round(of: part))
            }
            report(part, ours, theirs)
        }
        try here.stop()
        try there.stop()
    }

    /// Both medians, and the median of the ratios of neighboring rounds.
    private func report(_ part: CallPart, _ ours: [CallCost], _ theirs: [CallCost]) {
        let pairs = zip(ours, theirs)
        let here = CallCost.median(of: ours)
        let there = CallCost.median(of: theirs)
        let ratio = pairs.map { $0.work / $1.work }.median
        let goal = part.goal.map { " " + Line.goal($0, for: ratio) } ?? ""
        print(
            "\(part.rawValue): \(Line.spelled(here.work)), at \(commit) \(Line.spelled(there.work)), "
                + "ratio \(Line.rounded(ratio))\(goal)"
        )
        if let written = here.written, let other = there.written {
            let ratio = pairs.compactMap { pair in
                pair.0.written.flatMap { ours in pair.1.written.map { ours / $0 } }
            }.median
            print(
                "  written: \(Line.spelled(bytes: written)), at \(commit) \(Line.spelled(bytes: other)), "
                    + "ratio \(Line.rounded(ratio))"
            )
        }
        print(
            "  round trips: \(Line.rounded(here.roundTrips)), at \(commit) \(Line.rounded(there.roundTrips)), "
                + "ratio \(Line.rounded(pairs.map { $0.roundTrips / $1.roundTrips }.median))"
        )
    }
}

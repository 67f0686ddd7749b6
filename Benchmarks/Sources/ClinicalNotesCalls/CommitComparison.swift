internal import BenchmarkTools

/// The calls of this tree beside those of another commit, in turn, within one run.
struct CommitComparison {
    /// Identifiers are drawn, and where they put a practice's rows in the file makes its calls a little dearer or
    /// cheaper: so several practices have their turn.
    private static let practices = 3

    private let program: String
    private let other: String
    private let commit: String

    /// Prepares a comparison.
    ///
    /// - Parameters:
    ///   - program: Where this tree's program is.
    ///   - other: Where that of the other commit is.
    ///   - commit: What that one is called.
    init(_ program: String, with other: String, at commit: String) {
        self.program = program
        self.other = other
        self.commit = commit
    }

    /// Measures and prints.
    func run(_ parts: [CallPart]) throws {
        var ours: [CallPart: [CallCost]] = [:]
        var theirs: [CallPart: [CallCost]] = [:]
        for _ in 0..<Self.practices {
            let here = try ServedProgram(program)
            let there = try ServedProgram(other)
            for part in parts {
                // What is warm after the first round was not before.
                _ = try (here.round(of: part), there.round(of: part))
                for _ in 0..<part.rounds {
                    ours[part, default: []].append(try here.round(of: part))
                    theirs[part, default: []].append(try there.round(of: part))
                }
            }
            try here.stop()
            try there.stop()
        }
        for part in parts { report(part, ours[part] ?? [], theirs[part] ?? []) }
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

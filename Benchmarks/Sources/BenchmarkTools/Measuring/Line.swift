/// The lines that the program prints: one a figure, with its goal where there is one.
package enum Line {
    /// A ratio that must not be above its goal.
    package static func ratio(
        _ name: String,
        _ comparison: Stopwatch.Comparison,
        yardstick: String,
        goal: Double
    ) -> String {
        report(name, comparison, yardstick: yardstick)
            + " " + Self.goal(goal, for: comparison.ratio)
    }

    /// A duration that must not be above its goal.
    package static func limit(_ name: String, _ duration: Duration, goal: Duration) -> String {
        "\(name): \(spelled(duration)) (goal \(spelled(goal)): \(verdict(duration <= goal)))"
    }

    /// A duration reported beside the others, without a goal.
    package static func report(_ name: String, _ duration: Duration) -> String {
        "\(name): \(spelled(duration))"
    }

    /// A ratio reported beside the others, without a goal.
    package static func report(_ name: String, _ comparison: Stopwatch.Comparison, yardstick: String)
        -> String
    {
        "\(name): \(spelled(comparison.subject)), \(yardstick) \(spelled(comparison.yardstick)), "
            + "ratio \(rounded(comparison.ratio))"
    }

    /// How many megabytes of text a second.
    package static func throughput(_ name: String, bytes: Int, in duration: Duration) -> String {
        "\(name): \(rounded(Double(bytes) / (duration / .microseconds(1)))) MB/s"
    }

    /// A goal for a ratio, and whether it is reached.
    package static func goal(_ goal: Double, for ratio: Double) -> String {
        "(goal \(rounded(goal)): \(verdict(ratio <= goal)))"
    }

    private static func verdict(_ reached: Bool) -> String { reached ? "reached" : "not reached" }

    /// A duration in the unit that suits it.
    package static func spelled(_ duration: Duration) -> String {
        let nanoseconds = duration / .nanoseconds(1)
        switch nanoseconds {
        case ..<1_000: return "\(rounded(nanoseconds)) ns"
        case ..<1_000_000: return "\(rounded(nanoseconds / 1_000)) us"
        default: return "\(rounded(nanoseconds / 1_000_000)) ms"
        }
    }

    /// A number of bytes in the unit that suits it.
    package static func spelled(bytes: Double) -> String {
        bytes < 1_000 ? "\(rounded(bytes)) B" : "\(rounded(bytes / 1_000)) KB"
    }

    /// A number with two decimals at the most.
    package static func rounded(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        guard rest != 0 else { return "\(whole)" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}

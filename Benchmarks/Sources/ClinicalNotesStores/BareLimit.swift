internal import BenchmarkTools

/// How many commits of one row a database takes, one after the other on one connection: what nobody who commits each by itself
/// can do better.
struct BareLimit {
    private static let time: Duration = .seconds(2)

    let rate: Double

    /// Measures and prints.
    static func measure(_ name: String, _ commit: () throws -> Void) throws -> BareLimit {
        for _ in 0..<50 { try commit() }
        let clock = ContinuousClock()
        let begun = clock.now
        var count = 0
        while clock.now - begun < time {
            try commit()
            count += 1
        }
        let passed = clock.now - begun
        let limit = BareLimit(rate: Double(count) / (passed / .seconds(1)))
        print(
            "bare commits of one row, \(name): \(Int(limit.rate.rounded()))/s, \(Line.spelled(passed / count)) each"
        )
        return limit
    }
}

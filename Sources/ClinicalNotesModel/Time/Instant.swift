/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since the Unix epoch; leap seconds do not count.
    public let milliseconds: Int64

    /// Makes a moment of milliseconds since the Unix epoch.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Orders by time.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment that lies `duration` later; saturates at the ends of time.
    public static func + (instant: Instant, duration: Duration) -> Instant {
        let (seconds, attoseconds) = duration.components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        guard !overflow else { return Instant(milliseconds: seconds < 0 ? .min : .max) }
        let (sum, tooFar) = instant.milliseconds.addingReportingOverflow(
            product + attoseconds / 1_000_000_000_000_000
        )
        return Instant(milliseconds: tooFar ? (seconds < 0 ? .min : .max) : sum)
    }
}

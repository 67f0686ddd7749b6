/// When a call must have answered, on the monotonic clock.
public struct Deadline: Sendable, Hashable {
    /// The moment, or `nil` for no limit.
    public let instant: ContinuousClock.Instant?

    /// No limit.
    public static let never = Deadline(instant: nil)

    /// Makes a deadline at a moment of the monotonic clock.
    public init(instant: ContinuousClock.Instant?) { self.instant = instant }

    /// A deadline that lies `duration` from now.
    public static func after(_ duration: Duration) -> Deadline {
        Deadline(instant: ContinuousClock().now.advanced(by: duration))
    }

    /// Whether the moment has come.
    public var hasPassed: Bool {
        guard let instant else { return false }
        return ContinuousClock().now >= instant
    }

    /// The earlier one of two.
    public func orEarlier(_ other: Deadline?) -> Deadline {
        guard let theirs = other?.instant else { return self }
        guard let instant else { return Deadline(instant: theirs) }
        return Deadline(instant: min(instant, theirs))
    }
}

/// How late it was at a moment of the monotonic clock, by which a later reading of the time of day is judged.
///
/// The time of day can be set, the monotonic clock only runs on: where they differ by more than a week, the time of day
/// jumped, and nothing should end for good by it until somebody confirms it.
package struct ClockReading: Sendable {
    /// How far ahead the time of day is believed.
    package static let bound: Duration = .seconds(7 * 86_400)

    private let moment: Instant
    private let since = ContinuousClock().now

    /// Begins with a time of day that is believed.
    package init(_ moment: Instant) { self.moment = moment }

    /// How late it must be by now.
    package var latest: Instant { moment + since.duration(to: ContinuousClock().now) }

    /// The time of day, but where it jumped ahead, the time that has passed.
    package func believed(_ now: Instant) -> Instant {
        let latest = latest
        return now > latest + Self.bound ? latest : now
    }
}

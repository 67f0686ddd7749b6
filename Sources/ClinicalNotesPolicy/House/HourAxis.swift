/// The hour on the host's clock, to be compared in a house rule.
public struct HourAxis: Sendable {
    /// It is one of these hours, of 0 to 23: `8..<18` is from eight to just before six in the evening.
    public func isIn(_ hours: Range<Int>) -> HouseCondition<ThirdPartyScope> {
        HouseCondition(.values(.hour, Set(hours.clamped(to: 0..<24).map { .hour($0) }), true))
    }
}

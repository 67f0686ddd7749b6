/// Times shorter than the thirty days of 45 CFR 164.524(b)(2) in which a request for access is answered.
///
/// Days are days of the calendar: working days of a state are counted as such, which is never too late.
public enum AccessPeriod: String, CaseIterable, Hashable, Sendable, Codable {
    /// Within five days.
    case fiveDays = "respond-5-days"
    /// Within ten days.
    case tenDays = "respond-10-days"
    /// Within fifteen days.
    case fifteenDays = "respond-15-days"

    /// The obligation as in a decision.
    package var obligation: Obligation {
        switch self {
        case .fiveDays: .respond5Days
        case .tenDays: .respond10Days
        case .fifteenDays: .respond15Days
        }
    }
}

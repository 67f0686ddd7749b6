/// Counseling session start and stop times: an item that 45 CFR 164.501 excludes from a psychotherapy note.
///
/// Its home is the general record; in psychotherapy content it does not compile.
public struct SessionTimes: GeneralFieldValue, Codable, Hashable {
    /// When the session began.
    public let start: Instant
    /// When it ended.
    public let end: Instant

    /// Takes the times of a session.
    public init(_ period: Range<Instant>) {
        start = period.lowerBound
        end = period.upperBound
    }
}

/// What became of the review of a hold, 45 CFR 164.524(a)(4).
public enum HoldReview: String, CaseIterable, Hashable, Sendable, Codable {
    /// Nobody asked for one.
    case notRequested = "not-requested"
    /// The reviewing professional upheld it.
    case upheld
    /// The reviewing professional reversed it.
    case reversed
}

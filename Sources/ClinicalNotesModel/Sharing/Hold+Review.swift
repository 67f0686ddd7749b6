extension Hold {
    /// What a second professional said about a hold, 45 CFR 164.524(a)(4).
    public enum Review: String, CaseIterable, Hashable, Sendable, Codable {
        /// Nobody asked for a review.
        case notRequested = "not-requested"
        /// The hold stands.
        case upheld
        /// The hold falls.
        case reversed
    }
}

extension Person {
    /// What a patient said about relatives and friends, 45 CFR 164.510(b).
    public enum FamilyPreference: String, CaseIterable, Hashable, Sendable, Codable {
        /// The patient has said nothing.
        case unsaid = "unknown"
        /// The patient agreed that they be told.
        case agreed
        /// The patient objected.
        case objected
    }
}

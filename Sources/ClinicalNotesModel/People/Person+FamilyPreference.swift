extension Person {
    /// What a patient said about relatives and friends, 45 CFR 164.510(b).
    public enum FamilyPreference: String, CaseIterable, Hashable, Sendable, Codable {
        /// Nothing is known.
        case unknown
        /// The patient agreed that they be told.
        case agreed
        /// The patient objected.
        case objected
    }
}

/// What the patient said about involving family, 45 CFR 164.510(b).
public enum FamilyPreference: String, CaseIterable, Hashable, Sendable, Codable {
    /// The patient has said nothing.
    case unsaid = "unknown"
    /// The patient agreed.
    case agreed
    /// The patient objected.
    case objected
}

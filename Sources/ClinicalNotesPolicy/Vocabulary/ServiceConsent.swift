/// Who consented to a minor's care, 45 CFR 164.502(g)(3)(i).
public enum ServiceConsent: String, CaseIterable, Hashable, Sendable, Codable {
    /// A parent or guardian.
    case parental
    /// The minor, lawfully alone.
    case minorAlone = "minor-alone"
    /// A court or another authorised person.
    case courtOrOther = "court-or-other"
}

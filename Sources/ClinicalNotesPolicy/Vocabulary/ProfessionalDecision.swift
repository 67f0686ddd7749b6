/// A licensed professional's decision on a parent's access, 45 CFR 164.502(g)(3)(ii)(C).
public enum ProfessionalDecision: String, CaseIterable, Hashable, Sendable, Codable {
    /// Access is given.
    case grant
    /// Access is denied.
    case deny
}

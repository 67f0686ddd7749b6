/// What state law says about a parent's access, 45 CFR 164.502(g)(3)(ii).
public enum StateParentAccess: String, CaseIterable, Hashable, Sendable, Codable {
    /// Nothing.
    case silent
    /// It permits access.
    case permits
    /// It requires access.
    case requires
    /// It prohibits access.
    case prohibits
}

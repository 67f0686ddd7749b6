/// Whether somebody is paid for a use or disclosure, 45 CFR 164.508(a)(3)(ii) and (a)(4)(ii).
public enum Remuneration: String, CaseIterable, Hashable, Sendable, Codable {
    /// Nobody is paid.
    case none
    /// Somebody is paid, and the document says so.
    case stated
    /// Somebody is paid, and the document does not say so.
    case unstated
}

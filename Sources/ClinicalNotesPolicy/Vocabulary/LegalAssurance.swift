/// The assurance that comes with a request.
public enum LegalAssurance: String, CaseIterable, Hashable, Sendable, Codable {
    /// None.
    case none
    /// Notice to the patient, 45 CFR 164.512(e)(1)(ii)(A).
    case notice
    /// A qualified protective order, 45 CFR 164.512(e)(1)(ii)(B).
    case protectiveOrder = "protective-order"
    /// A written agreement to an audit, 42 CFR 2.53.
    case auditAgreement = "audit-agreement"
}

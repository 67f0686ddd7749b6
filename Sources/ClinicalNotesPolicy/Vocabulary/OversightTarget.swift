/// Whom a health oversight agency oversees.
public enum OversightTarget: String, CaseIterable, Hashable, Sendable, Codable {
    /// Nobody.
    case none
    /// The author of the note.
    case originator
    /// The holder.
    case organisation
    /// A health plan.
    case plan
    /// The patient's claim to public benefits.
    case patientBenefits = "patient-benefits"
    /// The patient, in a matter unrelated to care.
    case patientUnrelatedToCare = "patient-unrelated-to-care"
}

public import ClinicalNotesModel

/// What the one who asked can do about a denial.
///
/// It depends on what was asked for, never on what exists.
public enum Remedy: Hashable, Sendable {
    /// Prove who you are.
    case verifyIdentity
    /// Ask the patient for an authorization for this purpose.
    case authorization(purpose: PurposeOfUse)
    /// Ask for a review of the decision by another professional.
    case review
    /// Ask for access under 45 CFR 164.524 rather than in the portal.
    case requestAccess
    /// Record a reason.
    case recordReason
}

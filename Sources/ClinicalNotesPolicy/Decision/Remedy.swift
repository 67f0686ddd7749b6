public import ClinicalNotesModel

/// What the one who asked can do about a denial.
///
/// Where an answer is told as if nothing were there, it depends on what was asked for and by whom, never on what exists.
public enum Remedy: Hashable, Sendable {
    /// Prove who you are.
    case verifyIdentity
    /// Ask the patient for an authorization for this purpose.
    case authorization(purpose: PurposeOfUse)
    /// Ask for a review of the decision by another professional.
    case review
    /// Ask for access under 45 CFR 164.524 rather than in the portal.
    case requestAccess
    /// Record a reason, without which nothing is opened or begun in an emergency.
    case recordReason
    /// Ask to be named on the patient's care team.
    case joinCareTeam
}

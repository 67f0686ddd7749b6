/// Who decided on a hold.
public enum HoldDecider: String, CaseIterable, Hashable, Sendable, Codable {
    /// A licensed health care professional.
    case licensedProfessional = "licensed-professional"
    /// Staff without a license.
    case unlicensedStaff = "unlicensed-staff"
    /// A blanket rule.
    case systemPolicy = "system-policy"
}

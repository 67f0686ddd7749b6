extension Hold {
    /// Who decided on a hold.
    public enum Decider: String, CaseIterable, Hashable, Sendable, Codable {
        /// A licensed health care professional, in professional judgment.
        case licensedProfessional = "licensed-professional"
        /// Staff without a license.
        case unlicensedStaff = "unlicensed-staff"
        /// A rule of the system, for everyone alike.
        case systemPolicy = "system-policy"
    }
}

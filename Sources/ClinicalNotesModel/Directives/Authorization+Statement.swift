extension Authorization {
    /// A statement that an authorization must make, 45 CFR 164.508(c)(2).
    public enum Statement: String, CaseIterable, Hashable, Sendable, Codable {
        /// The right to revoke in writing, how, and its exceptions: (c)(2)(i).
        case rightToRevoke = "right-to-revoke"
        /// Whether treatment, payment, enrollment or eligibility may depend on signing: (c)(2)(ii).
        case conditioning
        /// That what is disclosed may be disclosed again without protection: (c)(2)(iii).
        case redisclosure
    }
}

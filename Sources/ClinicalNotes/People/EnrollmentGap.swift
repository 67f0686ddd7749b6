/// What an enrollment lacks, so that its principal cannot do what others of the practice can.
///
/// ```swift
/// for gap in try await vault.enrollmentGaps(of: rivera) {
///     print("Dr. Rivera:", gap)
/// }
/// ```
public enum EnrollmentGap: String, CaseIterable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The enrollment has ended: no session opens.
    case ended
    /// A second person has not confirmed it: no session opens.
    case confirmation
    /// The host does not say that the principal is verified: everything is refused.
    case verification
    /// A role of the workforce, and another organization than the practice, or none.
    case affiliation
    /// A role of the workforce that writes no notes.
    case role
    /// No keys: nothing can be signed, and nothing in granted custody written or opened.
    case keys
    /// Keys that the principal brought and nobody certified: as if there were none.
    case certification

    /// What cannot be done for it, in a sentence.
    public var description: String {
        switch self {
        case .ended: "The enrollment ended: no session opens."
        case .confirmation: "A second person has to confirm the enrollment: until then no session opens."
        case .verification: "Relationships.isVerified does not say yes: everything is refused."
        case .affiliation: "Does not belong to the practice: writes no notes, and reads none by being staff."
        case .role: "Writes no notes: the role is not a clinician's."
        case .keys: "Signs nothing, and neither writes nor opens psychotherapy notes: there are no keys."
        case .certification: "Signs nothing, and opens no psychotherapy notes: nobody certified the keys."
        }
    }
}

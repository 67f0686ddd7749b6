/// What a directive was combined with in one document, 45 CFR 164.508(b)(3).
public enum CompoundDocument: String, CaseIterable, Hashable, Sendable, Codable {
    /// An authorization for psychotherapy notes.
    case psychotherapyAuthorization = "psychotherapy-authorization"
    /// Another authorization.
    case generalAuthorization = "general-authorization"
    /// A permission for research.
    case researchAuthorization = "research-authorization"
    /// Consent to treatment.
    case consentToTreatment = "consent-to-treatment"
    /// A consent for treatment, payment and operations under 42 CFR Part 2.
    case part2ConsentTPO = "part2-consent-tpo"
    /// A consent for substance use disorder counseling notes.
    case part2ConsentCounseling = "part2-consent-sud-counseling"
    /// Any other document.
    case other
}

/// What a directive is combined with on one form.
public enum DirectiveCompound: String, CaseIterable, Hashable, Sendable, Codable {
    /// With nothing.
    case none
    /// An authorization for psychotherapy notes.
    case psychotherapyAuthorization = "psychotherapy-authorization"
    /// An authorization for other information.
    case generalAuthorization = "general-authorization"
    /// A permission for research.
    case researchAuthorization = "research-authorization"
    /// A consent to be treated.
    case consentToTreatment = "consent-to-treatment"
    /// A Part 2 consent for treatment, payment and operations.
    case part2ConsentTPO = "part2-consent-tpo"
    /// A Part 2 consent for counseling notes.
    case part2ConsentCounseling = "part2-consent-sud-counseling"
}

/// What kind of document a directive is.
package enum DirectiveKind: String, CaseIterable, Hashable, Sendable, Codable {
    /// An authorization, 45 CFR 164.508.
    case hipaaAuthorization = "hipaa-authorization"
    /// A general consent, 45 CFR 164.506(b).
    case consent506 = "consent-506"
    /// A direction to send a copy, 45 CFR 164.524(c)(3)(ii).
    case accessDirective = "access-directive"
    /// A consent for treatment, payment and operations, 42 CFR 2.31(a).
    case part2ConsentTPO = "part2-consent-tpo"
    /// A consent for named purposes, 42 CFR 2.31(a).
    case part2ConsentSpecific = "part2-consent-specific"
    /// A consent for legal proceedings, 42 CFR 2.31(d).
    case part2ConsentProceedings = "part2-consent-proceedings"
    /// A consent for counseling notes, 42 CFR 2.31(b).
    case part2ConsentCounseling = "part2-consent-sud-counseling"
}

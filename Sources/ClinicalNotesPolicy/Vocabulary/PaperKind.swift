/// What kind of paper is recorded, confirmed, listed or revoked.
///
/// Coarser than ``DirectiveKind``, which tells kinds of consent apart, and wider: it has what opens, closes or represents
/// as well.
package enum PaperKind: String, CaseIterable, Hashable, Sendable, Codable {
    /// An authorization, 45 CFR 164.508.
    case authorization
    /// A consent under 42 CFR 2.31, of whatever kind.
    case part2Consent = "part2-consent"
    /// A general consent, 45 CFR 164.506(b).
    case generalConsent = "general-consent"
    /// A direction to send a copy, 45 CFR 164.524(c)(3)(ii).
    case accessDirective = "access-directive"
    /// A restriction that the patient asked for, 45 CFR 164.522(a).
    case restriction
    /// Who acts for the patient, or is not recognized to, 45 CFR 164.502(g).
    case representation
    /// An order, a subpoena or another legal process, 45 CFR 164.512(e), (f).
    case legalProcess = "legal-process"
}

/// What a host may ask of staff and outsiders beyond the law when something is permitted.
///
/// None of it thwarts what law compels: there, what would remove content becomes a review by counsel, and
/// nothing stands between a record and HHS.
public enum ThirdPartyObligation: String, CaseIterable, Hashable, Sendable, Codable {
    /// Enter it in the accounting.
    case accountDisclosure = "account-disclosure"
    /// A copy of the consent, or an explanation of its scope, travels along.
    case attachConsent = "attach-consent"
    /// Elevated audit and a review after the fact.
    case breakGlassAudit = "break-glass-audit"
    /// Remove identifiers before release.
    case deidentifyFirst = "deidentify-first"
    /// Tell the individual.
    case informIndividual = "inform-individual"
    /// Counsel looks at it before anybody acts.
    case legalReview = "legal-review"
    /// No more than necessary.
    case minimumNecessary = "minimum-necessary"
    /// The notice that forbids redisclosure travels along.
    case part2Notice = "part2-notice"
    /// Record who judged and why.
    case recordReason = "record-reason"
    /// Remove what is about other subjects.
    case redactOtherSubjects = "redact-other-subjects"
    /// Ask the recipient not to use it further.
    case requestNoFurtherUse = "request-no-further-use"
    /// Show that the note was amended or entered in error.
    case showStatus = "show-status"

    /// The obligation as in a decision.
    package var obligation: Obligation {
        switch self {
        case .accountDisclosure: .accountDisclosure
        case .attachConsent: .attachConsent
        case .breakGlassAudit: .breakGlassAudit
        case .deidentifyFirst: .deidentifyFirst
        case .informIndividual: .informIndividual
        case .legalReview: .legalReview
        case .minimumNecessary: .minimumNecessary
        case .part2Notice: .part2Notice
        case .recordReason: .recordReason
        case .redactOtherSubjects: .redactOtherSubjects
        case .requestNoFurtherUse: .requestNoFurtherUse
        case .showStatus: .showStatus
        }
    }
}

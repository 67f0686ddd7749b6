/// A reason why an authorization is void, 45 CFR 164.508(b)(2).
///
/// The cases are in the order of (b)(2); one is enough to void the document.
public enum AuthorizationDefect: String, CaseIterable, Hashable, Sendable {
    /// The expiration date has passed.
    case expired
    /// The expiration event is known to have occurred.
    case eventOccurred = "event-occurred"
    /// Nothing says specifically which information.
    case noDescription = "description"
    /// No compartment is covered.
    case coversNothing = "covers"
    /// Nobody is named who may disclose.
    case noDisclosers = "disclosers"
    /// Nobody is named to whom.
    case noRecipients = "recipients"
    /// No purpose is named, and the patient did not start it.
    case noPurpose = "purpose"
    /// Neither an expiration date nor an event is named.
    case noExpiry = "expiry"
    /// No expiration, where only research may go without.
    case unlimited
    /// Nobody signed.
    case unsigned
    /// The signature is not dated.
    case undated
    /// The document does not say by what authority somebody signs for the patient.
    case noAuthority = "authority"
    /// The right to revoke is not stated.
    case noRightToRevoke = "right-to-revoke"
    /// Whether anything depends on signing is not stated.
    case noConditioningStatement = "conditioning"
    /// The risk of redisclosure is not stated.
    case noRedisclosureStatement = "redisclosure"
    /// Marketing that a third party pays for, and the document does not say so.
    case unstatedMarketingRemuneration = "marketing-remuneration"
    /// A sale, and the document does not say that it is paid for.
    case unstatedSaleRemuneration = "sale-remuneration"
    /// The authorization is known to be revoked.
    case revoked
    /// It is combined with something that it may not be combined with.
    case unlawfulCompound = "compound"
    /// Treatment, payment, enrollment or eligibility was made to depend on signing it.
    case conditioned
    /// Material information in it is known to be false.
    case knownFalse = "known-false"

    /// The paragraph of (b)(2) that voids the document.
    public var paragraph: RegulationParagraph {
        switch self {
        case .expired, .eventOccurred: RegulationParagraph("45 CFR 164.508(b)(2)(i)")
        case .revoked: RegulationParagraph("45 CFR 164.508(b)(2)(iii)")
        case .unlawfulCompound, .conditioned: RegulationParagraph("45 CFR 164.508(b)(2)(iv)")
        case .knownFalse: RegulationParagraph("45 CFR 164.508(b)(2)(v)")
        case .unstatedMarketingRemuneration, .unstatedSaleRemuneration:
            // Validity itself, (b)(1)(i), asks for these two statements.
            RegulationParagraph("45 CFR 164.508(b)(1)(i)")
        default: RegulationParagraph("45 CFR 164.508(b)(2)(ii)")
        }
    }

    /// The paragraph that asks for what is missing, or forbids what was done.
    public var requirement: RegulationParagraph {
        let paragraph =
            switch self {
            case .noDescription, .coversNothing: "(c)(1)(i)"
            case .noDisclosers: "(c)(1)(ii)"
            case .noRecipients: "(c)(1)(iii)"
            case .noPurpose: "(c)(1)(iv)"
            case .expired, .eventOccurred, .noExpiry, .unlimited: "(c)(1)(v)"
            case .unsigned, .undated, .noAuthority: "(c)(1)(vi)"
            case .noRightToRevoke: "(c)(2)(i)"
            case .noConditioningStatement: "(c)(2)(ii)"
            case .noRedisclosureStatement: "(c)(2)(iii)"
            case .unstatedMarketingRemuneration: "(a)(3)(ii)"
            case .unstatedSaleRemuneration: "(a)(4)(ii)"
            case .revoked: "(b)(5)"
            case .unlawfulCompound: "(b)(3)"
            case .conditioned: "(b)(4)"
            case .knownFalse: "(b)(2)(v)"
            }
        return RegulationParagraph("45 CFR 164.508" + paragraph)
    }
}

/// A reason why a consent under 42 CFR Part 2 is void, 2.31(c).
public enum Part2ConsentDefect: String, CaseIterable, Hashable, Sendable {
    /// The expiration date has passed.
    case expired
    /// The expiration event is known to have occurred.
    case eventOccurred = "event-occurred"
    /// The patient is not named.
    case noPatient = "patient"
    /// Nobody is named who may disclose.
    case noDisclosers = "disclosers"
    /// Nothing says how much and what kind of information.
    case noDescription = "description"
    /// No recipient is named.
    case noRecipients = "recipients"
    /// An intermediary is a recipient, and nobody who takes part in it is named.
    case noIntermediaryParticipants = "intermediary-participants"
    /// No purpose is named.
    case noPurpose = "purpose"
    /// The right to revoke is not stated.
    case noRightToRevoke = "right-to-revoke"
    /// No expiration is named.
    case noExpiry = "expiry"
    /// No expiration, where only treatment, payment and operations may go without.
    case unlimited
    /// Nobody signed.
    case unsigned
    /// Somebody signed who could not alone, 2.14 and 2.15.
    case wrongSigner = "signer"
    /// The signature is not dated.
    case undated
    /// Redisclosure is not stated in a consent for treatment, payment and operations.
    case noRedisclosureStatement = "redisclosure"
    /// What follows from refusing is not stated in a consent for treatment, payment and operations.
    case noRefusalStatement = "refusal-consequences"
    /// A consent for counseling notes takes in something else, or is combined with another consent.
    case counselingCompound = "counseling-compound"
    /// Something was made to depend on a consent for counseling notes.
    case counselingConditioned = "counseling-conditioned"
    /// A consent for legal proceedings is combined with another.
    case proceedingsCompound = "proceedings-compound"
    /// The consent is known to be revoked.
    case revoked
    /// Material information is known, or could be known, to be false.
    case knownFalse = "known-false"

    /// The paragraph that voids the document.
    public var paragraph: RegulationParagraph {
        switch self {
        case .expired, .eventOccurred: RegulationParagraph("42 CFR 2.31(c)(1)")
        case .revoked: RegulationParagraph("42 CFR 2.31(c)(3)")
        case .knownFalse: RegulationParagraph("42 CFR 2.31(c)(4)")
        case .counselingCompound, .counselingConditioned, .proceedingsCompound: requirement
        default: RegulationParagraph("42 CFR 2.31(c)(2)")
        }
    }

    /// The paragraph that asks for what is missing, or forbids what was done.
    public var requirement: RegulationParagraph {
        let paragraph =
            switch self {
            case .noPatient: "2.31(a)(1)"
            case .noDisclosers: "2.31(a)(2)"
            case .noDescription: "2.31(a)(3)"
            case .noRecipients: "2.31(a)(4)"
            case .noIntermediaryParticipants: "2.31(a)(4)(ii)(B)"
            case .noPurpose: "2.31(a)(5)"
            case .noRightToRevoke, .revoked: "2.31(a)(6)"
            case .expired, .eventOccurred, .noExpiry, .unlimited: "2.31(a)(7)"
            case .unsigned: "2.31(a)(8)"
            case .wrongSigner: "2.14"
            case .undated: "2.31(a)(9)"
            case .noRedisclosureStatement: "2.31(a)(10)(i)"
            case .noRefusalStatement: "2.31(a)(10)(ii)"
            case .counselingCompound: "2.31(b)(2)"
            case .counselingConditioned: "2.31(b)(3)"
            case .proceedingsCompound: "2.31(d)"
            case .knownFalse: "2.31(c)(4)"
            }
        return RegulationParagraph("42 CFR " + paragraph)
    }
}

/// A condition of a permit, or a duty that a denial brings.
///
/// The raw value is the spelling in JSON and in the audit log.
public enum Obligation: String, CaseIterable, Hashable, Sendable, Codable {
    /// Enter it in the accounting, 45 CFR 164.528.
    case accountDisclosure = "account-disclosure"
    /// Keep the signed text, add beside it.
    case appendNotOverwrite = "append-not-overwrite"
    /// Find out who saw what was filed on the wrong chart, and whether it is a breach to be notified of, 45 CFR 164.402, 164.404(b).
    case assessBreach = "assess-breach"
    /// A copy of the consent, or an explanation of its scope, travels along, 42 CFR 2.32(b).
    case attachConsent = "attach-consent"
    /// It opens nothing until somebody who neither gains by it nor filed it confirms it, 45 CFR 164.514(h)(2)(i).
    case awaitConfirmation = "await-confirmation"
    /// Elevated audit and a review after the fact.
    case breakGlassAudit = "break-glass-audit"
    /// Remove identifiers before release, 45 CFR 164.514(b).
    case deidentifyFirst = "deidentify-first"
    /// Use the channel that the patient asked for, 45 CFR 164.522(b).
    case deliverAsRequested = "deliver-as-requested"
    /// Record what 42 CFR 2.51(c) asks for.
    case documentEmergency = "document-emergency"
    /// Tell the individual, 45 CFR 164.512(c)(2).
    case informIndividual = "inform-individual"
    /// Counsel looks at it before anybody acts.
    case legalReview = "legal-review"
    /// No more than the document covers.
    case limitToAuthorization = "limit-to-authorization"
    /// No more than the law asks for.
    case limitToLaw = "limit-to-law"
    /// No more than the order covers.
    case limitToOrder = "limit-to-order"
    /// No more than necessary, 45 CFR 164.502(b), 42 CFR 2.13(a).
    case minimumNecessary = "minimum-necessary"
    /// Tell those who were named or may rely on it, 45 CFR 164.526(c)(3).
    case notifyRecipients = "notify-recipients"
    /// Offer a review, 45 CFR 164.524(a)(4).
    case offerReview = "offer-review"
    /// The notice that forbids redisclosure travels along, 42 CFR 2.32(a).
    case part2Notice = "part2-notice"
    /// The label does not match 45 CFR 164.501: file the note anew.
    case reclassifyNote = "reclassify-note"
    /// Record that the originator opened the note.
    case recordOriginatorDecision = "record-originator-decision"
    /// Record who judged and why.
    case recordReason = "record-reason"
    /// Remove what is held.
    case redactHeldPart = "redact-held-part"
    /// Remove what is about other subjects.
    case redactOtherSubjects = "redact-other-subjects"
    /// Give everything else, 45 CFR 164.524(d)(1).
    case releaseRemainder = "release-remainder"
    /// Ask the recipient not to use it further, 45 CFR 164.522(a)(1)(iv).
    case requestNoFurtherUse = "request-no-further-use"
    /// Answer within ten days, as law of a state may ask.
    case respond10Days = "respond-10-days"
    /// Answer within fifteen days, as law of a state may ask.
    case respond15Days = "respond-15-days"
    /// Answer within thirty days, 45 CFR 164.524(b)(2).
    case respond30Days = "respond-30-days"
    /// Answer within five days, as law of a state may ask.
    case respond5Days = "respond-5-days"
    /// Answer within sixty days, 45 CFR 164.526(b)(2), 164.528(c)(1).
    case respond60Days = "respond-60-days"
    /// Show that the note was amended or entered in error.
    case showStatus = "show-status"
    /// Verify who it is, 45 CFR 164.514(h), 164.312(d).
    case verifyIdentity = "verify-identity"
    /// A denial in writing, 45 CFR 164.524(d)(2), 164.526(d)(1).
    case writtenDenial = "written-denial"

    /// When it is carried out.
    public var timing: Timing {
        switch self {
        case .deidentifyFirst, .deliverAsRequested, .legalReview, .verifyIdentity: .before
        case .appendNotOverwrite, .attachConsent, .limitToAuthorization, .limitToLaw, .limitToOrder,
            .minimumNecessary, .part2Notice, .redactHeldPart, .redactOtherSubjects, .requestNoFurtherUse,
            .showStatus:
            .with
        case .accountDisclosure, .assessBreach, .awaitConfirmation, .breakGlassAudit, .documentEmergency,
            .informIndividual,
            .notifyRecipients, .offerReview, .reclassifyNote, .recordOriginatorDecision, .recordReason,
            .releaseRemainder, .respond5Days, .respond10Days, .respond15Days, .respond30Days, .respond60Days,
            .writtenDenial:
            .after
        }
    }

    /// Within how many days it is carried out, where law sets a clock.
    public var days: Int? {
        switch self {
        case .respond5Days: 5
        case .respond10Days: 10
        case .respond15Days: 15
        case .respond30Days: 30
        case .assessBreach, .respond60Days: 60
        default: nil
        }
    }
}

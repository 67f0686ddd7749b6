internal import ClinicalNotesModel

extension HouseRules {
    /// What the security labels of notes that were written elsewhere forbid; every vault obeys them, beside the host's own rules.
    ///
    /// - What its source keeps from the patient (`NOPAT`) is not shown in the portal. The right of access stays.
    /// - What its source lets nobody disclose without consent (`NODSCLCD`, `NODSCLCDS`) goes out where the patient's
    ///   authorization or consent covers it, or law compels it.
    /// - A note that its source puts into a stricter compartment since is closed but to its authors, and not shown in the portal,
    ///   until somebody decides whether it moves.
    ///
    /// All other labels are words that a host's own rules may ask for, `SecurityLabel.word`.
    public static let securityLabels = HouseRules("security-labels", version: "1") {
        PortalRestriction(
            "What its source keeps from the patient is not shown in the portal.",
            because: "HL7 v3-ActCode NOPAT"
        ) {
            Note.label == "security:NOPAT"
        }.named("security-labels.not-to-the-patient")
        ThirdPartyRestriction(
            "What its source lets nobody disclose goes out by authorization or consent, or where law compels it.",
            because: "HL7 v3-ActCode NODSCLCD"
        ) {
            Note.label.isIn("security:NODSCLCD", "security:NODSCLCDS")
            Request.action.isIn(.disclose, .export)
        }.unless {
            Request.isAuthorized
        }.named("security-labels.no-disclosure")
        ThirdPartyRestriction(
            "A note that its source puts into a stricter compartment since is its authors' alone until somebody decides.",
            because: "45 CFR 164.508(a)(2)"
        ) {
            Note.label == SecurityLabel.undecided
            Request.action.isIn(.read, .disclose, .export, .deidentify)
        }.unless {
            Principal.isAuthor
        }.named("security-labels.undecided")
        PortalRestriction(
            "A note that its source puts into a stricter compartment since is not shown in the portal until somebody decides.",
            because: "45 CFR 164.508(a)(2)"
        ) {
            Note.label == SecurityLabel.undecided
        }.named("security-labels.undecided-in-the-portal")
    }
}

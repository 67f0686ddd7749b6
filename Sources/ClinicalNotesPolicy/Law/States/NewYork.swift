internal import ClinicalNotesModel

extension HouseRules {
    /// Law of New York where it protects more than federal law.
    ///
    /// - Secrecy to third parties: Mental Hygiene Law 33.13. Which purposes its list of exceptions leaves out is
    ///   our reading, marked for counsel.
    /// - A minor of whatever age may consent alone to outpatient mental health care where a practitioner finds that asking for a
    ///   parent's consent would do harm, no parent is at hand, or the parent refused: Mental Hygiene Law 33.21(c). A parent sees
    ///   the records of what a parent's consent was asked for, 33.16(b)(3); so not of what the minor consented to alone, unless
    ///   the minor asked otherwise, nor where the practitioner finds that it would harm treatment or relation.
    /// - Records may be inspected within ten days of the request: Mental Hygiene Law 33.16(b)(1).
    /// - What a practitioner denies to a patient, a clinical records access review committee reviews on request:
    ///   Mental Hygiene Law 33.16. It is a step more, and no ground to deny.
    ///
    /// Not here: the ground of "substantial and identifiable harm" in 33.16, which is wider than 45 CFR 164.524(a)(3)
    /// and so yields to it.
    public static let newYork = HouseRules("us-ny", version: "2") {
        ParentRestriction(
            "What a minor consented to alone is not shown to the parent, unless the minor asks for it.",
            because: .newYork("Mental Hyg. Law 33.21(c), 33.16(b)(3)")
        ) {
            Request.jurisdiction == .unitedStates
            Subject.consentedAlone
        }.unless {
            Subject.askedForParent
        }.named("us-ny.minor-consented-alone")
        ParentRestriction(
            "A practitioner refused a parent whose reading would harm the treatment or the relation to the minor.",
            because: .newYork("Mental Hyg. Law 33.16(b)(3)")
        ) {
            Request.jurisdiction == .unitedStates
            Subject.professionalRefusesParent
        }.named("us-ny.practitioner-refuses-parent")
        AccessClock(
            "Records may be inspected within ten days of the request.",
            within: .tenDays,
            because: Citation(.newYork, "Mental Hyg. Law 33.16(b)(1)")
        ) {
            Request.jurisdiction == .unitedStates
            Request.action == .read
        }.named("us-ny.inspection-in-ten-days")
        ThirdPartyRestriction.secrecy(
            of: "Clinical information goes",
            because: Citation(.newYork, "Mental Hyg. Law 33.13"),
            in: "us-ny"
        )
        PatientDuty(
            "A patient who is denied access is offered the review of the clinical records access review committee.",
            bringing: .offerReview,
            because: Citation(.newYork, "Mental Hyg. Law 33.16")
        ) {
            Request.jurisdiction == .unitedStates
            Note.status != .draft
        }.named("us-ny.review-committee")
    }
}

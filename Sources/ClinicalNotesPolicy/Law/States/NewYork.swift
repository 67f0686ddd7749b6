internal import ClinicalNotesModel

extension HouseRules {
    /// Law of New York where it protects more than federal law.
    ///
    /// - Secrecy to third parties: Mental Hygiene Law 33.13. Which purposes its list of exceptions leaves out is
    ///   our reading, to be confirmed by counsel.
    /// - What a practitioner denies to a patient, a clinical records access review committee reviews on request:
    ///   Mental Hygiene Law 33.16. It is a step more, and no ground to deny.
    ///
    /// Not here: the ground of "substantial and identifiable harm" in 33.16, which is wider than 45 CFR 164.524(a)(3)
    /// and so yields to it.
    public static let newYork = HouseRules("us-ny", version: "1") {
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

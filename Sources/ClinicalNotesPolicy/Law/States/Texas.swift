internal import ClinicalNotesModel

extension HouseRules {
    /// Law of Texas where it protects more than federal law.
    ///
    /// - Secrecy to third parties: Health & Safety Code 611.002 to 611.004. Which purposes its list of exceptions
    ///   leaves out is our reading, to be confirmed by counsel.
    /// - What is about others who did not agree is deleted: 611.0045(g). Federal law asks for it for some
    ///   purposes; here it is for every one but emergencies and threats, and never against what law compels.
    /// - Another professional who treats the patient may read what was denied: 611.0045(e). It is a step more,
    ///   and no ground to deny.
    ///
    /// Not here: the ground of harm to the patient's emotional health in 611.0045(b), which is wider than 45 CFR
    /// 164.524(a)(3) and so yields to it.
    public static let texas = HouseRules("us-tx", version: "1") {
        ThirdPartyRestriction.secrecy(
            because: Citation(.texas, "Health & Safety Code 611.002-.004"),
            in: "us-tx"
        )
        ThirdPartyRequirement(
            "What is about others who did not agree is removed.",
            bringing: .redactOtherSubjects,
            because: Citation(.texas, "Health & Safety Code 611.0045(g)")
        ) {
            Request.jurisdiction == .unitedStates
            Note.hasSeveralSubjects
            Note.isSegmentable
            !Request.purpose.isIn(.emergencyTreatment, .seriousThreat)
            !Principal.isAuthor
        }.unless {
            Request.isAuthorizedByAll
        }.named("us-tx.others-deleted")
        PatientDuty(
            "A patient who is denied access may have another treating professional read the record.",
            bringing: .offerReview,
            because: Citation(.texas, "Health & Safety Code 611.0045(e)")
        ) {
            Request.jurisdiction == .unitedStates
            Note.status != .draft
        }.named("us-tx.second-professional")
    }
}

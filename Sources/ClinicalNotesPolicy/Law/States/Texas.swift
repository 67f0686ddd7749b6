internal import ClinicalNotesModel

extension HouseRules {
    /// Law of Texas where it protects more than federal law.
    ///
    /// - Secrecy to third parties: Health & Safety Code 611.002 to 611.004. Which purposes the list of exceptions of 611.004
    ///   leaves out is our reading, marked for counsel.
    /// - A request for access is answered within fifteen days: 611.008(a).
    /// - A child of whatever age may consent alone to counseling for suicide prevention, chemical addiction or dependency, or
    ///   sexual, physical or emotional abuse, and to no other: Fam. Code 32.004(a). Who consented is a fact of the request.
    ///   The professional may tell the parents with or without the child's consent, 32.004(b)(2): the state permits it, and
    ///   the professional decides, as in 45 CFR 164.502(g)(3)(ii); so no rule here closes or opens to a parent.
    /// - What is about others who did not agree is deleted: 611.0045(g). Federal law asks for it for some
    ///   purposes; here it is for every one but emergencies and threats, and never against what law compels.
    /// - Another professional who treats the patient may read what was denied: 611.0045(e). It is a step more,
    ///   and no ground to deny.
    ///
    /// Not here: the ground of harm to the patient's emotional health in 611.0045(b), which is wider than 45 CFR
    /// 164.524(a)(3) and so yields to it.
    public static let texas = HouseRules("us-tx", version: "2") {
        AccessClock(
            "A request for access is answered within fifteen days.",
            within: .fifteenDays,
            because: Citation(.texas, "Health & Safety Code 611.008(a)")
        ) {
            Request.jurisdiction == .unitedStates
        }.named("us-tx.answer-in-fifteen-days")
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

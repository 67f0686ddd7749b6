internal import ClinicalNotesModel

extension HouseRules {
    /// Law of California where it protects more than federal law.
    ///
    /// - A minor of twelve or more, mature enough to take part, may consent alone to outpatient mental health care (Fam. Code
    ///   6924; Health & Safety Code 124260); a younger one may not. Who consented is a fact of the request; the rules here keep
    ///   from the parent what the minor could consent to alone, unless the minor asked otherwise, and leave the parent in
    ///   place below that age.
    /// - A clinician may refuse a parent on a decision of their own (Health & Safety Code 123115(a)(2)).
    /// - Records may be inspected within five working days of the request, and copies are sent within fifteen days (Health &
    ///   Safety Code 123110(a), (b)).
    /// - Secrecy to third parties (Welfare & Institutions Code 5328), and privilege that several hold jointly
    ///   (Evidence Code 1010 to 1027): the text of these was not before us, and which purposes the first one's list
    ///   of exceptions leaves out is our reading. Marked for counsel.
    ///
    /// Not here: Health & Safety Code 123115(b), which lets a provider deny patients on wider grounds than 45 CFR
    /// 164.524(a) lists, and so yields to it; Civil Code 56.106, on a child who was removed from custody, for
    /// which no fact is recorded; the duty to warn, which is a declared threat or a mandatory law of the request.
    public static let california = HouseRules("us-ca", version: "2") {
        ParentRestriction(
            "What a minor of twelve or more consented to alone is not shown to the parent, unless the minor asks for it.",
            because: .california("Fam. Code 6924; Health & Safety Code 124260")
        ) {
            Request.jurisdiction == .unitedStates
            Subject.isAtLeast(12)
            Subject.consentedAlone
        }.unless {
            Subject.askedForParent
        }.named("us-ca.minor-consented-alone")
        ParentGrant(
            "Below twelve a minor cannot consent alone to mental health care, so the parent stays in the minor's place.",
            because: .california("Fam. Code 6924; Health & Safety Code 124260")
        ) {
            Request.jurisdiction == .unitedStates
            Subject.isUnder(12)
            Subject.consentedAlone
        }.named("us-ca.below-the-age-of-consent")
        ParentRestriction(
            "A clinician refused a parent, to protect the treatment, the minor's safety or well-being.",
            because: .california("Health & Safety Code 123115(a)(2)")
        ) {
            Request.jurisdiction == .unitedStates
            Subject.professionalRefusesParent
        }.named("us-ca.clinician-refuses-parent")
        AccessClock(
            "Records may be inspected within five working days of the request.",
            within: .fiveDays,
            because: Citation(.california, "Health & Safety Code 123110(a)")
        ) {
            Request.jurisdiction == .unitedStates
            Request.action == .read
        }.named("us-ca.inspection-in-five-days")
        AccessClock(
            "Copies are sent within fifteen days of the request.",
            within: .fifteenDays,
            because: Citation(.california, "Health & Safety Code 123110(b)")
        ) {
            Request.jurisdiction == .unitedStates
            Request.action.isIn(.export, .disclose)
        }.named("us-ca.copies-in-fifteen-days")
        ThirdPartyRestriction.secrecy(because: Citation(.california, "Welf. & Inst. Code 5328"), in: "us-ca")
        ThirdPartyRequirement(
            "Counsel looks at privilege, which members of a joint session may hold together, before a court does.",
            bringing: .legalReview,
            because: Citation(.california, "Evid. Code 1010-1027")
        ) {
            Request.jurisdiction == .unitedStates
            Request.purpose == .judicialProceeding
        }.named("us-ca.privilege").forCounsel()
    }
}

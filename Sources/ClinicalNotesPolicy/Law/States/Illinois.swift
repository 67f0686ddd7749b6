internal import ClinicalNotesModel

extension HouseRules {
    /// Law of Illinois where it protects more than federal law.
    ///
    /// - Secrecy to third parties: Mental Health and Developmental Disabilities Confidentiality Act, 740 ILCS 110/3.
    ///   Which purposes its list of exceptions leaves out is our reading, marked for counsel.
    /// - A therapist's personal notes are the therapist's own and are not discoverable, whoever agrees: 110/3(b).
    ///   The psychotherapy compartments stand for them; they may hold more than personal notes. Marked for
    ///   counsel.
    /// - A minor of twelve or more may consent alone to outpatient counseling, under seventeen at first to eight sessions of
    ///   ninety minutes (405 ILCS 5/3-5A-105). Who consented is a fact of the request, and what a parent then sees is the
    ///   professional's decision, as in 45 CFR 164.502(g)(3)(ii)(C).
    /// - A parent of a child under twelve may inspect the record (740 ILCS 110/4(a)(1)); of one from twelve to seventeen not
    ///   where the therapist finds compelling reasons for denying it (110/4(a)(3)). That the minor must be informed, and may
    ///   object, is for the therapist to find out before deciding.
    ///
    /// Not here: a shorter time to answer; the thirty days of 735 ILCS 5/8-2001 are those of federal law.
    public static let illinois = HouseRules("us-il", version: "2") {
        ParentGrant(
            "A parent of a child under twelve may inspect the record.",
            because: .illinois("740 ILCS 110/4(a)(1)")
        ) {
            Request.jurisdiction == .unitedStates
            Subject.isUnder(12)
        }.named("us-il.parent-of-child-under-twelve")
        ParentRestriction(
            "From twelve on a parent does not see what the therapist finds compelling reasons to keep.",
            because: .illinois("740 ILCS 110/4(a)(3)")
        ) {
            Request.jurisdiction == .unitedStates
            Subject.isAtLeast(12)
            Subject.professionalRefusesParent
        }.named("us-il.therapist-refuses-parent")
        ThirdPartyRestriction.secrecy(because: Citation(.illinois, "740 ILCS 110/3"), in: "us-il")
        ThirdPartyRestriction(
            "A therapist's personal notes are not discoverable.",
            because: Citation(.illinois, "740 ILCS 110/3(b)")
        ) {
            Request.jurisdiction == .unitedStates
            Note.compartment.isIn(.psychotherapy, .substanceUseCounseling)
            Request.purpose.isIn(.judicialProceeding, .lawEnforcement)
        }.named("us-il.personal-notes").forCounsel()
    }
}

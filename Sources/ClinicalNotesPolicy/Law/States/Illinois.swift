internal import ClinicalNotesModel

extension HouseRules {
    /// Law of Illinois where it protects more than federal law.
    ///
    /// - Secrecy to third parties: Mental Health and Developmental Disabilities Confidentiality Act, 740 ILCS 110/3.
    ///   Which purposes its list of exceptions leaves out is our reading, to be confirmed by counsel.
    /// - A therapist's personal notes are the therapist's own and are not discoverable, whoever agrees: 110/3(b).
    ///   The psychotherapy compartments stand for them; they may hold more than personal notes. The paragraph is to
    ///   be confirmed by counsel.
    ///
    /// Not here: that a minor of twelve or more may consent alone to a limited number of sessions, which is a fact of
    /// the request, who consented; that it limits what a parent sees is to be confirmed by counsel.
    public static let illinois = HouseRules("us-il", version: "1") {
        ThirdPartyRestriction.secrecy(because: Citation(.illinois, "740 ILCS 110/3"), in: "us-il")
        ThirdPartyRestriction(
            "A therapist's personal notes are not discoverable.",
            because: Citation(.illinois, "740 ILCS 110/3(b)")
        ) {
            Request.jurisdiction == .unitedStates
            Note.compartment.isIn(.psychotherapy, .substanceUseCounseling)
            Request.purpose.isIn(.judicialProceeding, .lawEnforcement)
        }.named("us-il.personal-notes")
    }
}

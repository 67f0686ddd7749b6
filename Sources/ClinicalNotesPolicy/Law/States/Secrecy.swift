internal import ClinicalNotesModel

extension ThirdPartyRestriction {
    /// Secrecy of mental health records to lawyers, police and undertakers, as several states have it.
    ///
    /// Which purposes a state's list of exceptions leaves out is our reading, so each such rule is marked for counsel.
    ///
    /// - Parameters:
    ///   - records: What is secret, as the sentence names it.
    ///   - citation: Where the state says so.
    ///   - state: The name of the state's rules.
    /// - Returns: The rule.
    static func secrecy(
        of records: String = "Mental health records go",
        because citation: Citation,
        in state: String
    ) -> ThirdPartyRestriction {
        ThirdPartyRestriction(
            "\(records) to lawyers, police and undertakers only by authorization or where law compels it.",
            because: citation
        ) {
            Request.jurisdiction == .unitedStates
            Request.purpose.isIn(.judicialProceeding, .lawEnforcement, .funeral)
        }.unless {
            Request.isAuthorized
        }.named("\(state).secrecy").forCounsel()
    }
}

/// The HIPAA Privacy and Security Rules, 45 CFR parts 160 and 164.
///
/// Topics stand in the order in which they are cited.
enum HIPAA {
    static let package = LawPackage(
        "hipaa",
        version: "2013-omnibus.4",
        in: .unitedStates,
        verification,
        integrity,
        restrictions,
        houseRules,
        creating,
        authorship,
        cosigning,
        papers,
        representatives,
        minors,
        amendment,
        accounting,
        accessDenials,
        holds,
        patientAccess,
        browsing,
        psychotherapy,
        authorizationDefects,
        treatmentPaymentOperations,
        breakGlass,
        legalProcess,
        publicInterest,
        authorizations,
        authorizationStrengths,
        psychotherapyDenials,
        jointNotes,
        processDenials,
        needDenials,
        publicInterestDenials,
        deidentificationDenials,
        severalSubjects
    )
}

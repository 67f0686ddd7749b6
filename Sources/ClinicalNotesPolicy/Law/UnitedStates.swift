extension Policy {
    /// Federal law of the United States: HIPAA, 42 CFR Part 2 and information blocking.
    ///
    /// A request under another jurisdiction is denied.
    public static let unitedStates = Policy(HIPAA.package, Part2.package, InformationBlocking.package)

    /// A small rule set of the United Kingdom.
    ///
    /// A request under another jurisdiction is denied.
    public static let unitedKingdom = Policy(UnitedKingdom.package)

    /// All built-in law; each request is decided by the law of its own jurisdiction alone.
    public static let everyJurisdiction = Policy(
        HIPAA.package,
        Part2.package,
        InformationBlocking.package,
        UnitedKingdom.package
    )
}

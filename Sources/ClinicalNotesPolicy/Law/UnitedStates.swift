extension Policy {
    /// Federal law of the United States: HIPAA, 42 CFR Part 2 and information blocking.
    public static let unitedStates = Policy(HIPAA.package)
}

/// The HIPAA Privacy and Security Rules, 45 CFR parts 160 and 164.
enum HIPAA {
    static let package = LawPackage(
        "hipaa",
        version: "2013-omnibus.1",
        in: .unitedStates,
        verification
    )
}

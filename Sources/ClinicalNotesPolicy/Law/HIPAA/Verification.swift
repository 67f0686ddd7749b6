extension HIPAA {
    /// 45 CFR 164.514(h)(1) and 164.312(d): nobody unverified gets anything.
    static let verification = [
        Everyone.prohibition(
            "hipaa.verification",
            "Identity and authority must be verified first.",
            citing: .hipaa(514, "(h)(1)"),
            .hipaa(312, "(d)"),
            when: [.not(.verified)]
        ),
        Everyone.duty(
            .verifyIdentity,
            id: "hipaa.verify-identity",
            "Who is not verified may prove who it is.",
            citing: .hipaa(514, "(h)(1)"),
            unverified: []
        ),
    ]
}

internal import ClinicalNotesModel

extension HIPAA {
    /// Who puts on record what lets somebody see: 45 CFR 164.508(b), 164.514(h), 164.522(a), 164.528(a)(2), 164.530(j), 164.312.
    static let papers = PaperLaw(
        prefix: "hipaa.papers",
        signed: [
            PaperLaw.Signed(
                name: "authorization",
                what: "an authorization",
                kinds: [.authorization],
                signing: .hipaa(508, "(c)(1)(vi)"),
                revoking: .hipaa(508, "(b)(5)")
            ),
            PaperLaw.Signed(
                name: "part2-consent",
                what: "a consent under 42 CFR part 2",
                kinds: [.part2Consent],
                signing: .part2(31, "(a)(8)"),
                revoking: .part2(31, "(a)(6)")
            ),
            PaperLaw.Signed(
                name: "general-consent",
                what: "a general consent",
                kinds: [.generalConsent],
                signing: .hipaa(506, "(b)(1)"),
                revoking: .hipaa(506, "(b)(1)")
            ),
            PaperLaw.Signed(
                name: "access-directive",
                what: "a direction to send a copy",
                kinds: [.accessDirective],
                signing: .hipaa(524, "(c)(3)(ii)"),
                revoking: .hipaa(524, "(c)(3)(ii)")
            ),
            PaperLaw.Signed(
                name: "restriction",
                what: "a restriction",
                kinds: [.restriction],
                signing: .hipaa(522, "(a)(1)(i)"),
                revoking: .hipaa(522, "(a)(2)(i)")
            ),
        ],
        keeping: .hipaa(530, "(j)(1)"),
        process: .hipaa(514, "(h)(2)(iii)"),
        representation: .hipaa(502, "(g)(2)"),
        relying: .hipaa(514, "(h)(2)(i)"),
        revoking: .hipaa(508, "(b)(5)"),
        ownRecord: .hipaa(524, "(a)(1)"),
        outsideAccess: .hipaa(524, "(a)(1)(ii)"),
        notTold: .hipaa(528, "(a)(2)(i)"),
        need: .hipaa(514, "(d)(2)"),
        integrity: .hipaa(312, "(c)(1)"),
        authorship: .hipaa(312, "(c)(2)"),
        granting: .hipaa(308, "(a)(4)(ii)"),
        identity: .hipaa(312, "(d)"),
        house: .hipaa(308, "(a)(4)(ii)")
    ).rules
}

internal import ClinicalNotesPolicy

/// What the statements about papers cite, written down apart from the rules.
struct PaperCitations: Sendable {
    let relying: Citation
    let signing: Citation
    let keeping: Citation
    let revoking: Citation
    let representing: Citation
    let process: Citation
    let need: Citation
    let ownRecord: Citation
    let notTold: Citation
    let integrity: Citation
    let authorship: Citation
    let granting: Citation
    let identity: Citation
    let house: Citation

    static let unitedStates = PaperCitations(
        relying: .hipaa(514, "(h)(2)(i)"),
        signing: .hipaa(508, "(c)(1)(vi)"),
        keeping: .hipaa(530, "(j)(1)"),
        revoking: .hipaa(508, "(b)(5)"),
        representing: .hipaa(502, "(g)"),
        process: .hipaa(514, "(h)(2)(iii)"),
        need: .hipaa(514, "(d)(2)"),
        ownRecord: .hipaa(524, "(a)(1)"),
        notTold: .hipaa(528, "(a)(2)(i)"),
        integrity: .hipaa(312, "(c)(1)"),
        authorship: .hipaa(312, "(c)(2)"),
        granting: .hipaa(308, "(a)(4)(ii)"),
        identity: .hipaa(312, "(d)"),
        house: .hipaa(308, "(a)(4)(ii)")
    )

    static let unitedKingdom = PaperCitations(
        relying: gdpr("art 5(1)(f)"),
        signing: gdpr("art 7(1)"),
        keeping: gdpr("art 7(1)"),
        revoking: gdpr("art 7(3)"),
        representing: gdpr("art 15(1)-(3)"),
        process: gdpr("art 32(4)"),
        need: gdpr("art 5(1)(f)"),
        ownRecord: gdpr("art 15(1)-(3)"),
        notTold: .unitedKingdom(.dataProtectionAct2018, "Sch 2 Pt 1 para 2"),
        integrity: gdpr("art 5(1)(d)"),
        authorship: gdpr("art 5(1)(d)"),
        granting: gdpr("art 32(4)"),
        identity: gdpr("art 32(1)"),
        house: gdpr("art 5(1)(f)")
    )

    private static func gdpr(_ place: String) -> Citation { .unitedKingdom(.ukGDPR, place) }
}

extension UnitedKingdom {
    /// Who puts on record what lets somebody see: UK GDPR art 5(1)(d), (f), 7, 15, 32; DPA 2018 Sch 2 Pt 1.
    static let papers = PaperLaw(
        prefix: "uk.papers",
        signed: [
            PaperLaw.Signed(
                name: "consent",
                what: "a consent, a direction or a restriction",
                kinds: Groups.signed,
                signing: .unitedKingdom(.ukGDPR, "art 7(1)"),
                revoking: .unitedKingdom(.ukGDPR, "art 7(3)")
            )
        ],
        keeping: .unitedKingdom(.ukGDPR, "art 7(1)"),
        process: .unitedKingdom(.ukGDPR, "art 32(4)"),
        representation: .unitedKingdom(.ukGDPR, "art 32(4)"),
        relying: .unitedKingdom(.ukGDPR, "art 5(1)(f)"),
        revoking: .unitedKingdom(.ukGDPR, "art 7(3)"),
        ownRecord: .unitedKingdom(.ukGDPR, "art 15(1)-(3)"),
        outsideAccess: .unitedKingdom(.dataProtectionAct2018, "Sch 2 Pt 1 para 5"),
        notTold: .unitedKingdom(.dataProtectionAct2018, "Sch 2 Pt 1 para 2"),
        need: .unitedKingdom(.ukGDPR, "art 5(1)(f)"),
        integrity: .unitedKingdom(.ukGDPR, "art 5(1)(d)"),
        authorship: .unitedKingdom(.ukGDPR, "art 5(1)(d)"),
        granting: .unitedKingdom(.ukGDPR, "art 32(4)"),
        identity: .unitedKingdom(.ukGDPR, "art 32(1)"),
        house: .unitedKingdom(.ukGDPR, "art 5(1)(f)")
    ).rules
}

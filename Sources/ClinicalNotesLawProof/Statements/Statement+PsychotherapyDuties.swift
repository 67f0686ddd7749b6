internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.508(a)(2): what the list opens comes with its limits.
    static let psychotherapyDuties: [Statement] = [
        carried("training", .minimumNecessary, .purpose(.training)),
        carried("defense", .minimumNecessary, .purpose(.legalDefense)),
        carried("oversight", .minimumNecessary, .purpose(.healthOversight)),
        carried("coroner", .minimumNecessary, .purpose(.coroner)),
        carried("threat", .minimumNecessary, .purpose(.seriousThreat)),
        carried("threat-recorded", .recordReason, .purpose(.seriousThreat)),
        carried("hhs", .accountDisclosure, .purpose(.hhsCompliance)),
        carried("oversight-accounted", .accountDisclosure, .purpose(.healthOversight)),
        carried("coroner-accounted", .accountDisclosure, .purpose(.coroner)),
        carried(
            "law-accounted",
            .accountDisclosure,
            .purpose(.requiredByLaw, .lawEnforcement, .judicialProceeding, .abuseReport)
        ),
        carried(
            "law-limits",
            .limitToLaw,
            .purpose(.requiredByLaw, .lawEnforcement, .judicialProceeding, .abuseReport),
            .instrument(.statute, .childAbuseStatute)
        ),
        carried(
            "order-limits",
            .limitToOrder,
            .purpose(.requiredByLaw, .lawEnforcement, .judicialProceeding),
            .instrument(.courtOrder, .warrant, .grandJurySubpoena)
        ),
    ]

    /// What a permit on the list brings, where no authorization was given.
    private static func carried(_ name: String, _ obligation: Obligation, _ conditions: Condition...)
        -> Statement
    {
        .permit(
            brings: obligation,
            "psychotherapy.\(name)-brings",
            "What the list opens without authorization comes with its limits.",
            .hipaa(508, "(a)(2)"),
            Region.thirdParty([.compartment(.psychotherapy), .not(.authorizedByAll)] + conditions)
        )
    }
}

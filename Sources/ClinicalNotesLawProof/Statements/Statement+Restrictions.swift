internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.522(a), 160.203(b), 42 CFR 2.26: what the patient or the host asked not to happen.
    static let restrictions: [Statement] = [
        .never(
            "restriction.paid-in-full",
            "What was paid in full does not go to the plan, unless law requires it.",
            .hipaa(522, "(a)(1)(vi)"),
            Region.thirdParty([.that(.paidInFullBlocks), .role(.healthPlan), .purpose(.payment, .operations)])
        ),
        .never(
            "restriction.agreed",
            "What the holder agreed not to share is shared only in an emergency or as law has it.",
            .hipaa(522, "(a)(1)(iii)"),
            Region.thirdParty([.that(.agreedBlocks)]),
            unless: Region.unbound
        ),
        .never(
            "house.denies",
            "What the host closes stays closed, save what law compels.",
            .preemption(203, "(b)"),
            Region.thirdParty([.that(.houseDenies)]),
            unless: [
                Region.demanded,
                [
                    .that(.mandatory),
                    .purpose(
                        .requiredByLaw,
                        .judicialProceeding,
                        .lawEnforcement,
                        .abuseReport,
                        .publicHealth
                    ),
                ],
            ]
        ),
        .always(
            "restriction.paid-in-full-binds-plans",
            "What was paid in full is kept from plans, not from clinicians.",
            .hipaa(522, "(a)(1)(vi)"),
            Region.open([
                .compartment(.general), .that(.careTeam, .inHouse, .paidInFullBlocks),
                .role(Region.clinicians), .purpose(.treatment, .payment), .action(.read), .not(.agreedBlocks),
            ])
        ),
        .always(
            "restriction.agreed-not-against-a-waiver",
            "An agreed restriction does not stop research that a review board waived authorization for.",
            .hipaa(522, "(a)(1)(v)"),
            Region.open([
                .compartment(.general), .that(.waived, .agreedBlocks), .role(.researcher),
                .purpose(.research), Region.seeing, .not(.severalSubjects, .paidInFullBlocks),
            ])
        ),
    ]
}

extension Region {
    /// What an agreed restriction does not bind, 45 CFR 164.522(a)(1)(iii), (v).
    static let unbound: [[Condition]] = [
        [.purpose(publicInterest)], [.purpose(.emergencyTreatment), .that(.treatmentNeeded)],
        [.purpose(.research), .role(.researcher), .that(.waived)],
    ]
}

internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    private static let plan: Condition = .role(.healthPlan)
    private static let paying: Condition = .purpose(.payment, .operations)

    /// 45 CFR 164.522(a), 160.203(b), 42 CFR 2.26: what the patient or the host asked not to happen.
    static let restrictions: [Statement] = [
        .never(
            "restriction.paid-in-full",
            "What was paid in full does not go to the plan, unless law requires it.",
            .hipaa(522, "(a)(1)(vi)"),
            Region.thirdParty([.that(.paidInFullBlocks), plan, paying])
        ),
        .never(
            "restriction.agreed",
            "What the holder agreed not to share is shared only in an emergency or as law has it.",
            .hipaa(522, "(a)(1)(iii)"),
            Region.thirdParty([.that(.agreedBlocks)]),
            unless: [
                [.purpose(Region.publicInterest)], [.purpose(.emergencyTreatment), .that(.treatmentNeeded)],
                [.purpose(.research), .role(.researcher), .that(.waived)],
            ]
        ),
        .always(
            "restriction.paid-in-full-binds-plans",
            "What was paid in full is kept from plans, not from clinicians.",
            .hipaa(522, "(a)(1)(vi)"),
            [
                .lane(.thirdParty), .that(.verified, .careTeam, .inHouse, .paidInFullBlocks), Region.finished,
                .role(Region.clinicians), .purpose(.treatment, .payment), .compartment(.general),
                .action(.read), .not(.houseDenies, .agreedBlocks),
            ]
        ),
        .always(
            "restriction.agreed-not-against-a-waiver",
            "An agreed restriction does not stop research that a review board waived authorization for.",
            .hipaa(522, "(a)(1)(v)"),
            [
                .lane(.thirdParty), .that(.verified, .waived, .agreedBlocks), Region.finished,
                .role(.researcher), .purpose(.research), .compartment(.general), .action(Region.content),
                .not(.houseDenies, .severalSubjects, .paidInFullBlocks),
            ]
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
    ]
}

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
            Region.thirdParty(.that(.paidInFullBlocks), plan, paying)
        ),
        .never(
            "restriction.agreed",
            "What the holder agreed not to share is shared only in an emergency or as law has it.",
            .hipaa(522, "(a)(1)(iii)"),
            Region.thirdParty(.that(.agreedBlocks)),
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
        .permit(
            brings: .requestNoFurtherUse,
            "restriction.emergency-no-further-use",
            "Who got restricted information in an emergency is asked not to use it further.",
            .hipaa(522, "(a)(1)(iv)"),
            Region.thirdParty(.purpose(.emergencyTreatment), .that(.agreedBlocks), .not(.inHouse))
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
        .denial(
            cites: "restriction.paid-in-full-says-so",
            "A refusal of what was paid in full cites the right to it.",
            .hipaa(522, "(a)(1)(vi)"),
            Region.thirdParty(.that(.paidInFullBlocks), plan, paying, Region.ordinary)
        ),
        .denial(
            cites: "restriction.part2-paid-in-full-says-so",
            "A refusal of what was paid in full cites the right to it.",
            .part2(26, "(a)(6)"),
            Region.thirdParty(.that(.paidInFullBlocks), plan, paying, Region.part2)
        ),
        .denial(
            cites: "restriction.agreed-says-so",
            "A refusal of what was agreed cites the agreement.",
            .hipaa(522, "(a)(1)(iii)"),
            Region.thirdParty(.that(.agreedBlocks), .purpose(.treatment, .payment, .operations))
        ),
        .denial(
            cites: "restriction.holder-cannot-end-paid",
            "The holder cannot end a paid-in-full restriction alone.",
            .hipaa(522, "(a)(2)(iii)(A)"),
            Region.thirdParty(
                .that(.paidInFullBlocks, .paidInFullEndedByHolder),
                plan,
                paying,
                Region.ordinary
            )
        ),
        .denial(
            cites: "restriction.ended-for-later",
            "A holder ends an agreed restriction for later information only.",
            .hipaa(522, "(a)(2)(iii)(B)"),
            Region.thirdParty(.that(.agreedBlocks, .agreedEndedLater))
        ),
        .permit(
            cites: "restriction.not-in-emergency",
            "An agreed restriction does not stop emergency treatment.",
            .hipaa(522, "(a)(1)(iii)"),
            Region.thirdParty(.purpose(.emergencyTreatment), .that(.agreedPresent))
        ),
        .permit(
            cites: "restriction.ended-by-patient",
            "A patient may end a restriction.",
            .hipaa(522, "(a)(2)(i)"),
            Region.thirdParty(.that(.restrictionEndedByPatient))
        ),
        .permit(
            cites: "restriction.ended-before",
            "A restriction that ended before does not reach later information.",
            .hipaa(522, "(a)(2)(iii)(B)"),
            Region.thirdParty(.that(.restrictionEndedBefore))
        ),
        .permit(
            cites: "restriction.only-asked",
            "A restriction that was only asked for does not bind.",
            .hipaa(522, "(a)(1)(ii)"),
            Region.thirdParty(.that(.requestedOnly))
        ),
        .never(
            "house.denies",
            "What the host closes stays closed, save what law compels.",
            .preemption(203, "(b)"),
            Region.thirdParty(.that(.houseDenies)),
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
        .denial(
            cites: "house.says-so",
            "What the host alone closes says so.",
            .preemption(203, "(b)"),
            Region.thirdParty(
                .that(.verified, .houseDenies, .careTeam, .inHouse),
                Region.finished,
                .compartment(.general),
                .action(.read),
                .purpose(.treatment),
                .role(Region.clinicians),
                .not(.isAuthor, .agreedBlocks, .paidInFullBlocks)
            )
        ),
        .permit(
            brings: .legalReview,
            "house.against-law-is-reviewed",
            "A house rule against what law compels is looked at by counsel.",
            .hipaa(512, "(a)(1)"),
            Region.thirdParty(.that(.houseDenies)),
            unless: [[.purpose(.hhsCompliance)]]
        ),
    ]
}

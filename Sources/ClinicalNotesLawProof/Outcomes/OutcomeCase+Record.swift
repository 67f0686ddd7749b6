internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension OutcomeCase {
    /// What a decision under the law of the United States cites and brings.
    static let unitedStates: [OutcomeCase] = [
        record, creating(.hipaa(312, "(a)(1)")), papers(.unitedStates), restrictions, access, representatives,
        needs,
        authorizations, consents, substanceUse, counseling, duties,
        creating(emergency: .hipaa(312, "(a)(2)(ii)")), waiting(.unitedStates),
    ].flatMap(\.self)

    /// 45 CFR 164.312, 164.514(h): who is verified, what is unfinished or withdrawn, who writes.
    static let record: [OutcomeCase] =
        [
            .refusal(
                .hipaa(312, "(c)(1)"),
                [.lane(.thirdParty), .status(.draft)],
                unless: [reading],
                amongOthers: true
            ),
            .refusal(
                .hipaa(312, "(c)(1)"),
                [
                    .lane(.thirdParty), .status(.enteredInError), .instrument(nil),
                    .not(.isAuthor, .wrongPatient),
                    .purpose(.treatment, .payment, .operations),
                ],
                [.action(Region.writing)]
            ),
            .grant(
                .part2(31, "(b)(1)"),
                [.action(.setSharing), .compartment(.substanceUseCounseling)],
                amongOthers: true
            ),
        ] + writing + besideAccess

    /// Protected notes are written by their authors, and cosigned in training.
    private static let writing: [OutcomeCase] =
        [
            .refusal(.hipaa(508, "(a)(2)"), [.compartment(.psychotherapy)]),
            .refusal(.part2(31, "(b)(1)"), [.compartment(.substanceUseCounseling)]),
        ].within(.action(Region.writing), .not(.isAuthor))
        + [
            .refusal(.hipaa(508, "(a)(2)(i)(B)"), [.compartment(.psychotherapy), .purpose(.training)]),
            .refusal(
                .part2(31, "(b)(1)(i)(B)"),
                [.compartment(.substanceUseCounseling), .purpose(.training)]
            ),
            .refusal(.part2(12, "(c)(3)"), [.compartment(.substanceUse), .not(.part2Personnel)]),
        ].within(.action(.cosign))

    /// The patient's rights beside access.
    private static let besideAccess: [OutcomeCase] =
        [
            .refusal(.hipaa(526, "(a)(2)(ii)"), [ofOneself, .that(.draftClosed)]),
            .refusal(.hipaa(526, "(a)(2)(i)"), [ofOneself, .that(.createdElsewhere)]),
            .refusal(
                .hipaa(526, "(a)(2)(iii)"),
                [.that(.protectedFromPatient)],
                [.that(.compiledForProceeding)],
                [.that(.holdDenies)]
            ),
            .refusal(.hipaa(526, "(a)(1)"), [.not(.standing)], [.not(.patientIsSubject)]),
        ].within(.action(.requestAmendment)) + [
            .refusal(
                .hipaa(524, "(a)(1)(i)"),
                [.action(.annotate), .that(.asksForSelf, .protectedFromPatient)]
            ),
            .refusal(.hipaa(524, "(a)(1)"), [.action(.annotate)]),
            .refusal(.hipaa(528, "(a)(1)"), [.action(.requestAccounting)]),
        ]

    private static let reading: [Condition] = [.that(.isAuthor), .action(.read)]
    private static let ofOneself: Condition = .that(.standing, .patientIsSubject)

    /// Who begins a note in somebody else's chart hears of what is missing.
    static func creating(_ chart: Citation) -> [OutcomeCase] {
        [
            .refusal(
                chart,
                [
                    .action(.create), .role([.originator] + Region.clinicians), .that(.isAuthor, .inHouse),
                    .not(.careTeam),
                ]
            )
        ]
    }

    /// What a refusal to put something on record rests on.
    static func papers(_ law: PaperCitations) -> [OutcomeCase] {
        [
            .refusal(law.relying, [.action(.recordDirective, .confirmDirective)]),
            .refusal(
                law.notTold,
                [.action(.listDirectives), .paper(.legalProcess), .role(Region.standingIn)]
            ),
            .refusal(law.need, [.action(.listDirectives)], amongOthers: true),
            .refusal(law.revoking, [.action(.revokeDirective)]),
            .refusal(law.integrity, [.action(.importRecords)], amongOthers: true),
            .refusal(law.authorship, [.action(.attest)]),
            .refusal(law.granting, [.action(.enroll, .register, .updatePerson)], amongOthers: true),
        ]
    }

    /// 45 CFR 164.522, 42 CFR 2.26: what the patient or the host asked not to happen.
    static let restrictions: [OutcomeCase] = [
        .refusal(.part2(26, "(a)(6)"), [.that(.paidInFullBlocks), plan, paying, Region.part2]),
        .refusal(.part2(26, "(a)(3)"), [.that(.agreedBlocks), Region.part2]),
        .refusal(
            .hipaa(522, "(a)(2)(iii)(A)"),
            [.that(.paidInFullBlocks, .paidInFullEndedByHolder), plan, paying, Region.ordinary]
        ),
        .refusal(.hipaa(522, "(a)(2)(iii)(B)"), [.that(.agreedBlocks, .agreedEndedLater)]),
        .grant(.hipaa(522, "(a)(1)(iii)"), [.purpose(.emergencyTreatment), .that(.agreedPresent)]),
        .grant(.hipaa(522, "(a)(2)(i)"), [.that(.restrictionEndedByPatient)], amongOthers: true),
        .grant(.hipaa(522, "(a)(2)(iii)(B)"), [.that(.restrictionEndedBefore)]),
        .grant(.hipaa(522, "(a)(1)(ii)"), [.that(.requestedOnly)]),
        .refusal(
            .preemption(203, "(b)"),
            [
                .that(.verified, .houseDenies, .careTeam, .inHouse), Region.finished, .compartment(.general),
                .action(.read), .purpose(.treatment), .role(Region.clinicians),
                .not(.isAuthor, .agreedBlocks, .paidInFullBlocks),
            ],
            amongOthers: true
        ),
    ].within(.lane(.thirdParty))

    private static let plan: Condition = .role(.healthPlan)
    private static let paying: Condition = .purpose(.payment, .operations)
}

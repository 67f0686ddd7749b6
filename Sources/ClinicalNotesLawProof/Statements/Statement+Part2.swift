internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 42 CFR 2.12 to 2.16, 2.33, 2.51 to 2.65: records of a program and of those who hold them.
    static let substanceUse = within + served + passedOn + authorized + closed + closedToOrders

    /// Personnel of the program at work inside it.
    private static let within = Frame(Region.program([.action(.read, .export), .that(.inHouse)])).always([
        (
            "part2.author", "The author reads the own record within the program.", .part2(12, "(c)(3)"),
            [
                .that(.isAuthor, .part2Personnel),
                .purpose(.treatment, .emergencyTreatment, .payment, .operations, .documentation),
            ]
        ),
        (
            "part2.personnel-treats",
            "Personnel of the program read to treat, and for the work that comes with it.",
            .part2(12, "(c)(3)"),
            .either(
                [.that(.part2Personnel), .purpose(.treatment), .role(Region.clinicians)],
                [
                    .that(.part2Personnel, .careTeam), .purpose(.payment, .operations),
                    .role(Region.clinicians),
                ],
                [.that(.part2Personnel, .ownTrainingProgram), .purpose(.training), .role(Region.clinicians)],
                [.that(.part2Personnel), .purpose(.payment), .role(.billing)],
                [.that(.part2Personnel), .purpose(.operations), .role(.operations)]
            )
        ),
        (
            "part2.emergency-inside",
            "In an emergency a clinician of the holder reads when consent cannot be had.", .part2(51, "(a)"),
            [
                .that(.treatmentNeeded, .consentUnobtainable, .reasonRecorded), .purpose(.emergencyTreatment),
                .role(Region.clinicians),
            ]
        ),
    ])

    private static let served: [Statement] = [
        .always(
            "part2.service-organization",
            "A qualified service organization serves the program.",
            .part2(12, "(c)(4)"),
            Region.program([
                Region.seeing, .that(.coveredEntity), .not(.inHouse), .role(.businessAssociate),
                .purpose(.treatment, .payment, .operations),
            ]),
            Region.program([
                Region.seeing, .that(.coveredEntity), .role(.attorneyForProvider), .purpose(.legalDefense),
                .broughtBy(.patient, .provider, .thirdParty, .government),
            ]),
            unless: [Region.usedAgainstPatient]
        ),
        .always(
            "part2.deidentify",
            "The program removes identifiers.",
            .part2(54, "(b)"),
            Region.program([
                .action(.deidentify), .that(.inHouse, .part2Personnel),
                .role(Region.clinicians + [.operations, .researcher]),
            ]),
            Region.program([.action(.deidentify), .that(.coveredEntity), .role(.businessAssociate)]),
            Region.open([
                .compartment(.substanceUse), .that(.fromProgram), .action(.deidentify),
                .role(.publicHealthAuthority), .purpose(.publicHealth),
            ])
        ),
        .always(
            "part2.emergency-outside",
            "In an emergency a provider elsewhere reads when consent cannot be had.",
            .part2(51, "(a)"),
            Region.program([
                Region.seeing, .that(.treatmentNeeded, .consentUnobtainable), .not(.inHouse),
                .purpose(.emergencyTreatment), .role(.clinicianOtherOrg),
            ]),
            unless: [Region.strangers]
        ),
        .always(
            "part2.research",
            "Research goes on under its conditions.",
            .part2(52),
            Region.program([
                Region.seeing, .role(.researcher), .purpose(.research), .that(.part2ResearchConditions),
            ]),
            unless: [[.that(.severalSubjects), .not(.segmentable, .consentedByAll)]]
        ),
    ]

    /// What those who received a record pass on, and what the patient consented to.
    private static let passedOn = Frame(Region.unrestricted([.compartment(.substanceUse)])).always([
        (
            "part2.contractor", "A lawful holder's contractor gets what payment and operations need.",
            .part2(33, "(b)(3)"),
            [
                .that(.lawfulHolder, .coveredEntity), .not(.inHouse), Region.seeing,
                .role(.businessAssociate), .purpose(.payment, .operations),
            ]
        ),
        (
            "part2.lawful-holder", "A lawful holder uses the record for payment and operations.",
            .part2(33, "(b)(3)"),
            .either(
                [
                    .that(.lawfulHolder, .inHouse), .action(.read, .export), .role(.billing),
                    .purpose(.payment),
                ],
                [
                    .that(.lawfulHolder, .inHouse), .action(.read, .export), .role(.operations),
                    .purpose(.operations),
                ]
            )
        ),
        (
            "part2.consent-opens", "What the patient consented to is opened.", .part2(33, "(a)"),
            .either(
                [Region.seeing, .that(.consented), .not(.severalSubjects, .againstPatient)],
                [Region.seeing, .that(.consented, .segmentable), .not(.againstPatient)],
                [Region.seeing, .that(.consentedByAll), .not(.againstPatient)]
            )
        ),
    ])

    private static let authorized: [Statement] =
        Frame(Region.open([Region.seeing, .that(.fromProgram)])).always([
            (
                "part2.audit",
                "An audit goes on under written agreement, one of its originator with a counseling note.",
                .part2(53),
                .either(
                    audit + [.compartment(.substanceUse), .oversightOf(.originator, .organization, .plan)],
                    audit + [.compartment(.substanceUseCounseling), .oversightOf(.originator)]
                )
            ),
            (
                "part2.cause-of-death",
                "An inquiry into the cause of a death sees the record, counseling notes as well.",
                .part2(15, "(b)(1)"), [Region.part2, .role(.coroner), .purpose(.coroner), .that(.deceased)]
            ),
        ])
        + Frame(Region.compelled([Region.seeing])).always([
            (
                "part2.child-abuse-report",
                "A compelled report of child abuse is made, whatever the host says.", .part2(12, "(c)(6)"),
                [
                    .compartment(.substanceUse), .that(.fromProgram, .mandatory),
                    .role(.protectiveServices, .lawEnforcement), .purpose(.abuseReport),
                    .instrument(.childAbuseStatute), .not(.againstPatient),
                ]
            ),
            (
                "part2.order",
                "An order of 2.64 with a subpoena and the finding of 2.63 is obeyed, for counseling notes as well, whatever the host says.",
                .part2(64),
                .either(
                    Region.noncriminalOrder + [
                        Region.part2, .purpose(.judicialProceeding, .requiredByLaw), Region.parties,
                    ]
                )
            ),
            (
                "part2.criminal-order", "An order of 2.65 with a subpoena is obeyed, whatever the host says.",
                .part2(65),
                [
                    .compartment(.substanceUse), .instrument(.part2CourtOrder),
                    .that(
                        .orderAgainstPatient,
                        .expresslyCovers,
                        .mandatory,
                        .withSubpoena,
                        .confidentialFinding
                    ), .purpose(.lawEnforcement, .judicialProceeding), Region.officials,
                ]
            ),
        ])

    private static let audit: [Condition] = [
        .role(.oversightAgency), .purpose(.healthOversight), .assurance(.auditAgreement),
    ]

    private static let closed = Frame(Region.record([Region.seeing, Region.unpermitted])).never([
        (
            "part2.payment-off-the-team",
            "A clinician of the program who is not on the team reads nothing for payment.",
            .part2(12, "(c)(3)"),
            [
                .that(.inHouse, .fromProgram), .not(.careTeam, .isAuthor), .purpose(.payment),
                .role(Region.clinicians),
            ]
        ),
        (
            "part2.author-outside-the-program",
            "An author who left the program reads the record no more than others.", .part2(12, "(c)(3)"),
            [
                .that(.inHouse, .fromProgram, .isAuthor), .not(.part2Personnel),
                .purpose(.treatment, .payment, .operations, .documentation),
            ]
        ),
        (
            "part2.order-without-subpoena",
            "An order authorizes; without a subpoena nothing is opened, nor without the finding of 2.63.",
            .part2(61),
            .either(
                [.that(.fromProgram), compelling, .instrument(.part2CourtOrder), .not(.withSubpoena)],
                [.that(.fromProgram), compelling, .instrument(.part2CourtOrder), .not(.confidentialFinding)]
            )
        ),
        (
            "part2.public-health-identities", "Public health gets no identities from a program.",
            .part2(54, "(b)"), [.that(.fromProgram), .purpose(.publicHealth)]
        ),
        (
            "part2.no-threat", "A threat opens no record of a program.", .part2(13, "(a)"),
            [.that(.fromProgram), .purpose(.seriousThreat)]
        ),
        (
            "part2.outsiders",
            "Outside the program nobody treats, pays or operates without consent, save under agreement.",
            .part2(13, "(a)"),
            [
                .that(.fromProgram), .not(.part2Personnel, .isAuthor, .coveredEntity),
                .purpose(.treatment, .payment, .operations),
            ]
        ),
        (
            "part2.specific-consent-holders", "What was received by another consent is not passed on.",
            .part2(33, "(b)"),
            [
                .not(.fromProgram, .underPrivacyRule, .lawfulHolder),
                .purpose(.treatment, .payment, .operations),
            ]
        ),
    ])

    private static let compelling: Condition = .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw)

    private static let closedToOrders: [Statement] = [
        .never(
            "part2.other-process",
            "No other order, warrant, subpoena or statute than an order of subpart E opens the record of a program.",
            .part2(61),
            Region.record([Region.seeing, Region.unpermitted, .that(.fromProgram), compelling]),
            unless: [[.instrument(.part2CourtOrder)]]
        ),
        .never(
            "part2.order-reaches-whom-it-names",
            "An order of subpart E opens nothing to others than it limits disclosure to, nor before it compels.",
            .part2(64, "(e)"),
            ordered([.not(.mandatory)]),
            ordered([
                .that(.orderNoncriminal),
                Region.anybody(but: .court, .opposingAttorney, .attorneyForProvider),
            ])
        ),
        .never(
            "part2.against-the-patient",
            "No recipient uses a record against the patient without consent or an order of subpart E.",
            .part2(12, "(d)(1)"),
            Region.record([
                .not(.fromProgram, .consentForProceedings), .that(.againstPatient),
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw, .healthOversight),
            ]),
            Region.thirdParty([
                .compartment(.substanceUseCounseling), .not(.fromProgram), .that(.againstPatient),
                .purpose(.requiredByLaw, .healthOversight, .abuseReport),
            ]),
            unless: [[.instrument(.part2CourtOrder)]]
        ),
    ]

    /// What only an order of subpart E could open.
    private static func ordered(_ conditions: [Condition]) -> [Condition] {
        Region.unasked([
            Region.part2, .instrument(.part2CourtOrder), .purpose(.judicialProceeding, .lawEnforcement),
        ]) + conditions
    }
}

extension Region {
    /// An order of 42 CFR 2.64 that covers the record and compels, with a subpoena and the finding of 2.63.
    static let noncriminalOrder: [Condition] = [
        .instrument(.part2CourtOrder),
        .that(.orderNoncriminal, .expresslyCovers, .mandatory, .withSubpoena, .confidentialFinding),
    ]
}

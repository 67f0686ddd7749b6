internal import ClinicalNotesModel

extension Part2 {
    /// 42 CFR 2.33(b), (c), 2.26: those who hold a record by consent, and restrictions.
    static let recipients = [
        ThirdParty.prohibition(
            "part2.paid-in-full",
            "What was paid in full does not go to the health plan.",
            citing: .part2(26, "(a)(6)"),
            when: [
                .that(.paidInFullBlocks), .compartment(.substanceUse, .substanceUseCounseling),
                .role(.healthPlan), .purpose(.payment, .operations),
            ]
        ),
        ThirdParty.reason(
            "part2.agreed-restriction",
            "The holder agreed to this restriction.",
            citing: .part2(26, "(a)(3)"),
            onDenial: [.that(.agreedBlocks), .compartment(.substanceUse, .substanceUseCounseling)]
        ),
        ThirdParty.permission(
            "part2.lawful-holder-contractor",
            "A lawful holder passes a record to its contractor for payment or operations.",
            citing: .part2(33, "(b)(3)"),
            .part2(33, "(c)"),
            obligations: [.part2Notice, .minimumNecessary],
            when: [
                .compartment(.substanceUse), .that(.lawfulHolder, .coveredEntity), .not(.inHouse),
                .action(Groups.content), .role(.businessAssociate), .purpose(.payment, .operations),
            ]
        ),
        ThirdParty.permission(
            "part2.lawful-holder-inside",
            "A lawful holder uses a record for payment or operations.",
            citing: .part2(33, "(b)(3)"),
            obligations: [.minimumNecessary],
            when: [
                .compartment(.substanceUse), .that(.lawfulHolder, .inHouse), .action(.read, .export),
                .role(.billing), .purpose(.payment),
            ],
            [
                .compartment(.substanceUse), .that(.lawfulHolder, .inHouse), .action(.read, .export),
                .role(.operations), .purpose(.operations),
            ]
        ),
        ThirdParty.duty(
            .part2Notice,
            id: "part2.redisclosure-notice",
            "A record that leaves a recipient carries the notice that forbids redisclosure.",
            citing: .part2(32, "(a)"),
            onPermit: [.compartment(.substanceUse), .that(.underPrivacyRule), .not(.inHouse)],
            unless: [
                [.purpose(.hhsCompliance)], [.action(.deidentify)],
                [
                    .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                    .instrument(.courtOrder, .warrant, .grandJurySubpoena, .part2CourtOrder),
                ],
            ]
        ),
        ThirdParty.reason(
            "part2.redisclosed",
            "A covered recipient redisclosed what it holds for treatment, payment and operations.",
            citing: .part2(33, "(b)(1)"),
            onPermit: [.compartment(.substanceUse), .that(.underPrivacyRule)]
        ),
    ]

    /// Why nothing opened a Part 2 record.
    static let denials = [
        refusal(
            "lawful-holder-contract",
            "A lawful holder passes it to a contractor only under a written contract, and there is none.",
            .part2(33, "(c)"),
            [
                .that(.lawfulHolder), .role(.businessAssociate), .not(.coveredEntity),
            ]
        ),
        refusal(
            "vendor",
            "The vendor has no written service agreement.",
            .part2(12, "(c)(4)"),
            [
                .role(.businessAssociate), .not(.coveredEntity),
            ]
        ),
        refusal(
            "outside-the-program",
            "Inside, only the program's personnel read it to treat.",
            .part2(12, "(c)(3)"),
            [
                .that(.inHouse, .fromProgram)
            ]
        ),
        refusal(
            "covered-recipient",
            "HIPAA, to which a covered recipient keeps, does not open this.",
            .part2(33, "(b)(1)"),
            [
                .that(.underPrivacyRule)
            ]
        ),
        refusal(
            "other-consent",
            "What was received for another purpose is not passed on.",
            .part2(33, "(b)"),
            [
                .not(.underPrivacyRule, .lawfulHolder, .fromProgram)
            ]
        ),
        refusal(
            "lawful-holder",
            "A lawful holder passes it to its contractors only.",
            .part2(33, "(b)(3)"),
            [
                .that(.lawfulHolder)
            ]
        ),
        refusal(
            "hhs",
            "HHS alone investigates compliance, on a demand that compels.",
            .part2(2, "(b)"),
            [.purpose(.hhsCompliance)]
        ),
        refusal(
            "public-health",
            "Public health gets no identities.",
            .part2(54, "(b)"),
            [.purpose(.publicHealth)]
        ),
        refusal(
            "abuse",
            "Only a report of child abuse under state law leaves the program.",
            .part2(12, "(c)(6)"),
            [
                .purpose(.abuseReport)
            ]
        ),
        refusal(
            "research",
            "Research opens this only on the conditions of section 2.52, or by consent.",
            .part2(52),
            [.purpose(.research)]
        ),
        refusal(
            "audit",
            "An audit opens this only under a written agreement.",
            .part2(53),
            [.purpose(.healthOversight)]
        ),
        refusal(
            "emergency",
            "An emergency opens this only to medical personnel, and only when consent cannot be obtained.",
            .part2(51),
            [
                .purpose(.emergencyTreatment, .seriousThreat)
            ]
        ),
        refusal(
            "death",
            "Only a coroner's inquiry into a cause of death opens this.",
            .part2(15, "(b)(1)"),
            [.purpose(.coroner)]
        ),
        refusal(
            "state-law",
            "State law does not open what Part 2 protects.",
            .part2(20),
            [.purpose(.requiredByLaw)]
        ),
        refusal(
            "consent-needed",
            "Anything else needs the patient's consent, and none opens this.",
            .part2(13, "(a)"),
            []
        ),
        refusal("no-consent", "No consent on record opens this.", .part2(31, "(a)"), []),
    ]
}

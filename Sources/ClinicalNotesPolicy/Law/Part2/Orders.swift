internal import ClinicalNotesModel

extension Part2 {
    /// 42 CFR 2.12(d)(1), 2.61 to 2.65: courts and police.
    static let orders = [
        ThirdParty.prohibition(
            "part2.against-the-patient",
            "No recipient uses a record against the patient without consent or an order of subpart E.",
            citing: .part2(12, "(d)(1)"),
            .part2(33, "(b)(1)"),
            when: [
                .compartment(.substanceUse, .substanceUseCounseling), .not(.fromProgram),
                .that(.againstPatient), .purpose(againstPatients),
            ],
            [
                .compartment(.substanceUse, .substanceUseCounseling), .that(.fromProgram, .againstPatient),
                .action(Groups.content), .purpose(.legalDefense),
            ],
            unless: [
                [.purpose(.legalDefense), .broughtBy(.patient)],
                [
                    .instrument(.part2CourtOrder),
                    .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                ],
                [.that(.consented, .consentForProceedings), .not(.severalSubjects)],
                [.that(.consented, .consentForProceedings, .segmentable)],
                [.that(.consentedByAll, .consentForProceedings)],
                [
                    .that(.counselingConsented, .counselingConsentedByAll),
                    .purpose(.judicialProceeding, .lawEnforcement),
                ],
            ]
        ),
        ThirdParty.compulsion(
            "part2.noncriminal-order",
            "An order under 2.64 that compels comes with a subpoena, finds what 2.63 asks for, and reaches those it names.",
            citing: .part2(64),
            .part2(61),
            .part2(63),
            obligations: [.limitToOrder, .accountDisclosure],
            when: noncriminal
        ),
        ThirdParty.compulsion(
            "part2.criminal-order",
            "An order under 2.65 that compels comes with a subpoena and finds what 2.63 asks for.",
            citing: .part2(65),
            .part2(61),
            .part2(63),
            obligations: [.limitToOrder, .accountDisclosure],
            when: criminal
        ),
        ThirdParty.duty(
            .legalReview,
            id: "part2.refused-process",
            "Counsel looks at a demand on a Part 2 record that is refused.",
            citing: .part2(61),
            onDenial: [.compartment(.substanceUse, .substanceUseCounseling), .that(.mandatory)],
            [.compartment(.substanceUse, .substanceUseCounseling), .that(.againstPatient)],
            [.compartment(.substanceUse, .substanceUseCounseling), .purpose(.seriousThreat)]
        ),
    ]

    /// For what a record may be wanted against the patient.
    static let againstPatients: [PurposeOfUse] = [
        .judicialProceeding, .lawEnforcement, .requiredByLaw, .healthOversight, .abuseReport, .legalDefense,
        .workersComp, .specializedGovernment, .seriousThreat,
    ]

    /// Why an order or a demand did not open a record.
    static let orderDenials = [
        refusal(
            "order-without-subpoena",
            "An order authorizes; only a subpoena or similar compels.",
            .part2(61, "(a)"),
            [
                .instrument(.part2CourtOrder), .not(.withSubpoena),
            ]
        ),
        refusal(
            "no-confidential-finding",
            "The order lacks the finding on confidential communications.",
            .part2(63, "(a)"),
            [
                .instrument(.part2CourtOrder), .not(.confidentialFinding),
            ]
        ),
        refusal(
            "order-limits-recipients",
            "An order reaches only those whose need for it is its basis, and only once it compels.",
            .part2(64, "(e)"),
            [
                .instrument(.part2CourtOrder), .that(.orderNoncriminal, .withSubpoena, .confidentialFinding),
            ]
        ),
        refusal(
            "criminal-order-limits-recipients",
            "An order against the patient reaches only the officials who are responsible for it, once it compels.",
            .part2(65, "(e)"),
            [
                .instrument(.part2CourtOrder),
                .that(.orderAgainstPatient, .withSubpoena, .confidentialFinding),
            ]
        ),
        refusal(
            "child-protection-case",
            "Nothing but a report leaves the program: the record itself stays protected.",
            .part2(12, "(c)(6)"),
            [
                .role(.protectiveServices)
            ]
        ),
        refusal(
            "against-the-patient-refused",
            "No record is used against the patient without consent or order.",
            .part2(12, "(d)(1)"),
            [
                .that(.againstPatient)
            ]
        ),
        refusal(
            "police",
            "Only an order under 2.65 opens this to police.",
            .part2(65),
            [.purpose(.lawEnforcement)]
        ),
        refusal(
            "grand-jury",
            "A subpoena alone never suffices, a grand jury's neither.",
            .part2(61, "(a)"),
            [.purpose(.lawEnforcement), .instrument(.grandJurySubpoena, .attorneySubpoena)]
        ),
        refusal(
            "subpoena",
            "A subpoena alone never suffices.",
            .part2(61, "(a)"),
            [.purpose(.judicialProceeding)]
        ),
    ]

    /// Where an order of subpart E opens a record.
    static let opened = [noncriminal, criminal]

    private static let noncriminal = order(
        .that(.orderNoncriminal),
        .purpose(.judicialProceeding, .requiredByLaw),
        .role(Groups.parties)
    )

    private static let criminal = order(
        .that(.orderAgainstPatient),
        .purpose(.lawEnforcement, .judicialProceeding),
        .role(Groups.officials)
    )

    private static func order(_ conditions: Condition...) -> [Condition] {
        [
            .compartment(.substanceUse), .action(Groups.content), .instrument(.part2CourtOrder),
            .that(.expresslyCovers, .mandatory, .withSubpoena, .confidentialFinding),
        ] + conditions
    }

    static func refusal(
        _ name: String,
        _ sentence: String,
        _ citation: Citation,
        _ conditions: [Condition]
    ) -> LawRule {
        ThirdParty.reason(
            "part2.refused.\(name)",
            sentence,
            citing: citation,
            onDenial: [.compartment(.substanceUse)] + conditions
        )
    }
}

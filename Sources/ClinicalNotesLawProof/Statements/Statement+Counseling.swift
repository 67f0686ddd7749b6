internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 42 CFR 2.31(b): counseling notes.
    static let counseling = kept + opened

    private static let kept: [Statement] = [
        .never(
            "counseling.nobody-else-treats",
            "Nobody but the originator reads a counseling note for treatment, without a consent of every subject.",
            .part2(31, "(b)(1)(i)(A)"),
            [
                .compartment(.substanceUseCounseling), Region.seeing,
                .purpose(.treatment, .emergencyTreatment),
            ],
            unless: [[.that(.isAuthor, .inHouse), .action(.read)], [.that(.counselingConsentedByAll)]]
        ),
        .never(
            "counseling.closed-list",
            "No purpose outside the list opens a counseling note without consent.",
            .part2(31, "(b)(1)"),
            unconsented([
                .purpose([
                    .payment, .operations, .patientRequest, .funeral, .organDonation, .seriousThreat,
                    .publicHealth, .abuseReport, .workersComp, .specializedGovernment, .familyInvolvement,
                    .research, .marketing, .sale, .employment, .documentation, .lawEnforcement,
                ])
            ])
        ),
        .never(
            "counseling.both-documents",
            "A counseling note that is also a psychotherapy note needs both documents.",
            .hipaa(508, "(a)(2)"),
            Region.thirdParty([
                .compartment(.substanceUseCounseling), .that(.alsoPsychotherapy), .not(.authorizedByAll),
                .purpose(.payment, .operations, .familyInvolvement, .research, .employment),
            ])
        ),
        .never(
            "counseling.withheld-as-psychotherapy",
            "A counseling note that is also a psychotherapy note is withheld alike.",
            .hipaa(524, "(a)(1)(i)"),
            [
                .compartment(.substanceUseCounseling), .lane(.access), .that(.protectedFromPatient),
                .not(.openedByOriginator, .houseOpensForPatient),
            ]
        ),
        .never(
            "counseling.orders",
            "Only an order under 2.64 with a subpoena and the finding of 2.63 opens a counseling note to a court.",
            .part2(63, "(a)"),
            unconsented([.purpose(.judicialProceeding, .requiredByLaw)]),
            unless: [Region.noncriminalOrder + [Region.parties]]
        ),
        .never(
            "counseling.trained-within-the-program",
            "Nobody but personnel of the program that wrote it trains with a counseling note.",
            .part2(31, "(b)(1)(i)(B)"),
            unconsented([.purpose(.training)]),
            unless: [[.that(.inHouse, .part2Personnel, .fromProgram, .ownTrainingProgram)]]
        ),
    ]

    private static func unconsented(_ conditions: [Condition]) -> [Condition] {
        Region.thirdParty(
            [.compartment(.substanceUseCounseling), .not(.counselingConsentedByAll)] + conditions
        )
    }

    private static let opened = Frame(Region.unrestricted([.compartment(.substanceUseCounseling)])).always([
        (
            "counseling.originator-treats", "The originator reads the own counseling note to treat.",
            .part2(31, "(b)(1)(i)(A)"),
            [
                .action(.read), .purpose(.treatment, .emergencyTreatment),
                .that(.isAuthor, .inHouse, .part2Personnel, .fromProgram),
            ]
        ),
        (
            "counseling.training", "The program trains with counseling notes.", .part2(31, "(b)(1)(i)(B)"),
            [
                .action(.read), .purpose(.training),
                .that(.inHouse, .part2Personnel, .fromProgram, .ownTrainingProgram), .role(Region.clinicians),
            ]
        ),
        (
            "counseling.defense", "The program defends itself against the patient.",
            .part2(31, "(b)(1)(i)(C)"),
            [
                Region.seeing, .purpose(.legalDefense), .broughtBy(.patient), .role(.attorneyForProvider),
                .that(.inHouse, .fromProgram),
            ]
        ),
        (
            "counseling.consent", "A consent of every subject opens a counseling note.", .part2(31, "(b)"),
            .either(
                [Region.seeing, .that(.counselingConsentedByAll), .not(.alsoPsychotherapy, .againstPatient)],
                [Region.seeing, .that(.counselingConsentedByAll, .authorizedByAll), .not(.againstPatient)]
            )
        ),
    ])
}

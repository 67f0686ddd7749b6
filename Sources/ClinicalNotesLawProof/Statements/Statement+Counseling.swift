internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    private static func note(_ conditions: [Condition] = []) -> [Condition] {
        [.compartment(.substanceUseCounseling)] + conditions
    }

    /// 42 CFR 2.31(b): counseling notes.
    static let counseling: [Statement] = [
        .never(
            "counseling.nobody-else-treats",
            "Nobody but the originator reads a counseling note for treatment, without a consent of every subject.",
            .part2(31, "(b)(1)(i)(A)"),
            note([Region.seeing, .purpose(.treatment, .emergencyTreatment)]),
            unless: [[.that(.isAuthor, .inHouse), .action(.read)], [.that(.counselingConsentedByAll)]]
        ),
        .never(
            "counseling.closed-list",
            "No purpose outside the list opens a counseling note without consent.",
            .part2(31, "(b)(1)"),
            Region.thirdParty([
                .compartment(.substanceUseCounseling), .not(.counselingConsentedByAll),
                .purpose([
                    .payment, .operations, .patientRequest, .funeral, .organDonation, .seriousThreat,
                    .publicHealth, .abuseReport, .workersComp, .specializedGovernment, .familyInvolvement,
                    .research, .marketing, .sale, .employment, .documentation, .lawEnforcement,
                ]),
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
            note([
                .lane(.access), .that(.protectedFromPatient),
                .not(.openedByOriginator, .houseOpensForPatient),
            ])
        ),
        .never(
            "counseling.orders",
            "Only an order under 2.64 with a subpoena and the finding of 2.63 opens a counseling note to a court.",
            .part2(63, "(a)"),
            Region.thirdParty([
                .compartment(.substanceUseCounseling), .not(.counselingConsentedByAll),
                .purpose(.judicialProceeding, .requiredByLaw),
            ]),
            unless: [
                [
                    .instrument(.part2CourtOrder),
                    .that(.orderNoncriminal, .expresslyCovers, .mandatory, .withSubpoena),
                    .that(.confidentialFinding), Region.parties,
                ]
            ]
        ),
        .always(
            "counseling.originator-treats",
            "The originator reads the own counseling note to treat.",
            .part2(31, "(b)(1)(i)(A)"),
            Region.unrestricted([
                .compartment(.substanceUseCounseling), .action(.read),
                .purpose(.treatment, .emergencyTreatment),
                .that(.isAuthor, .inHouse, .part2Personnel, .fromProgram),
            ])
        ),
        .never(
            "counseling.trained-within-the-program",
            "Nobody but personnel of the program that wrote it trains with a counseling note.",
            .part2(31, "(b)(1)(i)(B)"),
            Region.thirdParty([
                .compartment(.substanceUseCounseling), .purpose(.training), .not(.counselingConsentedByAll),
            ]),
            unless: [[.that(.inHouse, .part2Personnel, .fromProgram, .ownTrainingProgram)]]
        ),
        .always(
            "counseling.training",
            "The program trains with counseling notes.",
            .part2(31, "(b)(1)(i)(B)"),
            Region.unrestricted([
                .compartment(.substanceUseCounseling), .action(.read), .purpose(.training),
                .that(.inHouse, .part2Personnel, .fromProgram, .ownTrainingProgram), .role(Region.clinicians),
            ])
        ),
        .always(
            "counseling.defense",
            "The program defends itself against the patient.",
            .part2(31, "(b)(1)(i)(C)"),
            Region.unrestricted([
                .compartment(.substanceUseCounseling), Region.seeing, .purpose(.legalDefense),
                .broughtBy(.patient), .role(.attorneyForProvider), .that(.inHouse, .fromProgram),
            ])
        ),
        .always(
            "counseling.hhs",
            "HHS gets a counseling note, whatever the host says.",
            .part2(2, "(b)"),
            Region.compelled([
                .compartment(.substanceUseCounseling), Region.seeing, .role(.hhs), .purpose(.hhsCompliance),
                .instrument(.hhsDemand), .that(.mandatory),
            ])
        ),
        .always(
            "counseling.cause-of-death",
            "An inquiry into the cause of a death sees a counseling note.",
            .part2(15, "(b)(1)"),
            Region.open([
                .compartment(.substanceUseCounseling), Region.seeing, .role(.coroner), .purpose(.coroner),
                .that(.deceased, .fromProgram),
            ])
        ),
        .always(
            "counseling.oversight",
            "Oversight of the originator sees a counseling note under written agreement.",
            .part2(53),
            Region.open([
                .compartment(.substanceUseCounseling), Region.seeing, .role(.oversightAgency),
                .purpose(.healthOversight), .oversightOf(.originator), .assurance(.auditAgreement),
                .that(.fromProgram),
            ])
        ),
        .always(
            "counseling.order",
            "An order under 2.64 with a subpoena opens a counseling note, whatever the host says.",
            .part2(64),
            Region.compelled([
                .compartment(.substanceUseCounseling), Region.seeing,
                .purpose(.judicialProceeding, .requiredByLaw), .instrument(.part2CourtOrder),
                .that(.orderNoncriminal, .expresslyCovers, .mandatory, .withSubpoena, .confidentialFinding),
                Region.parties,
            ])
        ),
        .always(
            "counseling.consent",
            "A consent of every subject opens a counseling note.",
            .part2(31, "(b)"),
            Region.unrestricted([
                .compartment(.substanceUseCounseling), Region.seeing, .that(.counselingConsentedByAll),
                .not(.alsoPsychotherapy, .againstPatient),
            ]),
            Region.unrestricted([
                .compartment(.substanceUseCounseling), Region.seeing,
                .that(.counselingConsentedByAll, .authorizedByAll), .not(.againstPatient),
            ])
        ),
    ]
}

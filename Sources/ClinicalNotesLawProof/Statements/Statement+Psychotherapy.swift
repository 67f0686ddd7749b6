internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.508(a)(2): the rule and its closed list of exceptions; what law compels stands with general notes.
    static let psychotherapy = closedList + protected + listed

    private static let closedList = Frame(
        Region.thirdParty([.compartment(.psychotherapy), .not(.authorizedByAll)])
    ).never([
        (
            "psychotherapy.closed-list",
            "No purpose outside the list opens a psychotherapy note without authorization.",
            .hipaa(508, "(a)(2)"),
            [
                .purpose([
                    .payment, .operations, .patientRequest, .funeral, .organDonation, .workersComp,
                    .specializedGovernment, .familyInvolvement, .research, .marketing, .sale, .employment,
                    .documentation, .amendmentRequest, .accounting,
                ])
            ]
        ),
        (
            "psychotherapy.subpoena",
            "A lawyer's subpoena or no process at all opens no psychotherapy note to courts and police.",
            .hipaa(508, "(a)(2)(ii)"),
            [proceedings, .instrument(nil, .attorneySubpoena, .hhsDemand, .part2CourtOrder)]
        ),
        (
            "psychotherapy.demand-enforceable-only",
            "An administrative demand opens a psychotherapy note only where a court would enforce it: mandatory, expressly for it and within the three-part test.",
            .hipaa(512, "(a)(1)"),
            .either(
                [
                    .not(.mandatory), .not(.expresslyCovers), .not(.threePartTest),
                    Condition.purpose(.judicialProceeding),
                ].map { [.instrument(.administrativeRequest), proceedings, $0] }
            )
        ),
        (
            "psychotherapy.reported-to-authorities",
            "What a statute compels for police or of abuse goes to the authorities that it names, to nobody else.",
            .hipaa(512, "(a)(2)"),
            .either(
                [
                    .purpose(.abuseReport),
                    Region.anybody(but: .protectiveServices, .lawEnforcement, .publicHealthAuthority),
                ],
                [.purpose(.lawEnforcement), Region.anybody(but: .lawEnforcement, .court)]
            )
        ),
        (
            "psychotherapy.report-compelled-only",
            "A report of abuse or to public health opens a psychotherapy note only where a statute compels it.",
            .hipaa(512, "(a)(1)"), [.not(.mandatory), .purpose(.abuseReport, .publicHealth)]
        ),
        (
            "psychotherapy.oversight-of-originator-only",
            "Oversight of anybody but the originator opens no psychotherapy note.", .hipaa(508, "(a)(2)(ii)"),
            [
                .purpose(.healthOversight),
                .oversightOf(.none, .organization, .plan, .patientBenefits, .patientUnrelatedToCare),
            ]
        ),
        (
            "psychotherapy.defense-against-patient-only",
            "Only a suit that the patient brought opens a psychotherapy note for the holder's defense.",
            .hipaa(508, "(a)(2)(i)(C)"),
            [.purpose(.legalDefense), .broughtBy(.none, .provider, .thirdParty, .government)]
        ),
        (
            "psychotherapy.no-deidentifying", "Removing identifiers is a use, too.", .hipaa(508, "(a)(2)"),
            [.action(.deidentify)]
        ),
    ])

    private static let proceedings: Condition = .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw)

    private static let protected: [Statement] = [
        .never(
            "psychotherapy.nobody-else-treats",
            "Nobody but the originator reads a psychotherapy note for treatment, without an authorization of every subject.",
            .hipaa(508, "(a)(2)(i)(A)"),
            [.compartment(.psychotherapy), Region.seeing, .purpose(.treatment, .emergencyTreatment)],
            unless: [[.that(.isAuthor, .inHouse), .action(.read)], [.that(.authorizedByAll)]]
        ),
        .never(
            "psychotherapy.no-break-glass",
            "Breaking the glass never reaches a psychotherapy or counseling note.",
            .hipaa(508, "(a)(2)"),
            [
                Region.protected, Region.seeing, .purpose(.emergencyTreatment),
                .not(.isAuthor, .authorizedByAll, .counselingConsentedByAll),
            ]
        ),
        .never(
            "psychotherapy.not-by-representation",
            "Nobody gains psychotherapy notes by representing the patient.",
            .hipaa(524, "(a)(1)(i)"),
            [.lane(.access), .that(.protectedFromPatient), .role(.personalRepresentative, .parent)]
        ),
    ]

    private static let listed = Frame(Region.unrestricted([.compartment(.psychotherapy)])).always([
        (
            "psychotherapy.originator-treats", "The originator reads the own note to treat.",
            .hipaa(508, "(a)(2)(i)(A)"),
            [.action(.read), .purpose(.treatment, .emergencyTreatment), .that(.isAuthor, .inHouse)]
        ),
        (
            "psychotherapy.training", "The holder's own program trains with psychotherapy notes.",
            .hipaa(508, "(a)(2)(i)(B)"),
            .either(
                [
                    .action(.read), .purpose(.training), .that(.inHouse, .ownTrainingProgram),
                    .role(Region.clinicians),
                ],
                [
                    .action(.read, .disclose), .purpose(.training), .that(.ownTrainingProgram),
                    .not(.inHouse), .role(.trainee, .supervisor, .clinicianOtherOrg),
                ]
            )
        ),
        (
            "psychotherapy.defense", "The holder defends itself against the patient.",
            .hipaa(508, "(a)(2)(i)(C)"),
            [
                Region.seeing, .purpose(.legalDefense), .broughtBy(.patient), .role(.attorneyForProvider),
                .that(.inHouse),
            ]
        ),
        (
            "psychotherapy.authorization", "An authorization of every subject opens a psychotherapy note.",
            .hipaa(508, "(a)(2)"), [.action(Region.content + [.deidentify]), .that(.authorizedByAll)]
        ),
    ])
}

internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension OutcomeCase {
    private static let seen: Condition = .action(Region.content)

    /// 45 CFR 164.502(b), 164.506, 164.514(a), 164.312(a)(2)(ii): what is used is what is needed.
    static let ofUse: [OutcomeCase] = [
        .permit(
            brings: .minimumNecessary,
            law: .hipaa(502, "(b)"),
            [
                .that(.underPrivacyRule, .inHouse),
                .not(.isAuthor, .authorized, .authorizedByAll, .consented, .consentedByAll),
                .action(.read, .export),
                .purpose(.treatment, .emergencyTreatment, .payment, .operations, .training),
                .role(Region.clinicians + [.billing, .operations]),
            ],
            [
                .compartment(.general), .that(.inHouse, .isAuthor), .action(.read, .export),
                .purpose(.payment, .operations), Region.unpermitted,
            ],
            [
                seen, .compartment(.general), .not(.isAuthor, .authorized, .authorizedByAll),
                .purpose(.legalDefense),
            ],
            [
                seen, .that(.underPrivacyRule),
                .not(.inHouse, .authorized, .authorizedByAll, .consented, .consentedByAll),
                .purpose(.payment, .operations),
            ],
            [
                seen, .that(.underPrivacyRule),
                .not(.inHouse, .authorized, .authorizedByAll, .consented, .consentedByAll),
                .purpose(.treatment), .role(.businessAssociate),
            ],
            amongOthers: true
        ),
        .permit(
            brings: .deidentifyFirst,
            law: .hipaa(514, "(a)"),
            [.action(.deidentify), .not(.authorized, .authorizedByAll, .counselingConsentedByAll)],
            [.action(.deidentify), .compartment(.substanceUse), .that(.fromProgram)],
            unless: [
                [.compartment(.substanceUse), .that(.consented)],
                [.compartment(.substanceUse), .that(.consentedByAll)],
            ],
            amongOthers: true
        ),
        .permit(
            brings: .breakGlassAudit,
            .recordReason,
            law: .hipaa(312, "(a)(2)(ii)"),
            [
                .that(.underPrivacyRule, .inHouse), .not(.isAuthor), Region.unpermitted,
                .purpose(.emergencyTreatment), .action(.read, .export),
            ],
            amongOthers: true
        ),
        .denial(
            brings: .recordReason,
            law: .hipaa(312, "(a)(2)(ii)"),
            [
                .that(.verified, .inHouse, .treatmentNeeded), .not(.reasonRecorded),
                .purpose(.emergencyTreatment), .role([.originator] + Region.clinicians),
                .compartment(.general, .substanceUse),
            ]
        ),
        .permit(
            brings: .redactOtherSubjects,
            law: .hipaa(502, "(b)"),
            [
                .compartment(.general, .substanceUse), .that(.severalSubjects, .segmentable),
                .not(.isAuthor, .authorizedByAll, .consentedByAll),
                .purpose([
                    .treatment, .payment, .familyInvolvement, .employment, .marketing, .research, .sale,
                ]),
            ],
            [
                .compartment(.general), .that(.severalSubjects, .segmentable),
                .not(.isAuthor, .authorizedByAll),
                .purpose(.specializedGovernment, .workersComp, .funeral, .organDonation),
            ],
            amongOthers: true
        ),
    ].within(.lane(.thirdParty))

    /// 45 CFR 164.512, 164.528: what law, courts and authorities get comes with its limits.
    static let ofProcess: [OutcomeCase] = withoutPermission + reviewed

    private static let withoutPermission: [OutcomeCase] = [
        .permit(
            brings: .accountDisclosure,
            law: .hipaa(528, "(a)(1)"),
            [.purpose([.hhsCompliance, .requiredByLaw, .judicialProceeding, .lawEnforcement] + accounted)],
            amongOthers: true
        ),
        .permit(
            brings: .limitToLaw,
            law: .hipaa(512, "(a)(1)"),
            [.purpose(.requiredByLaw, .lawEnforcement), .instrument(.statute, .childAbuseStatute)],
            [
                .purpose(.requiredByLaw, .lawEnforcement), .instrument(.administrativeRequest),
                .that(.expresslyCovers, .mandatory, .threePartTest),
            ],
            [.purpose(.abuseReport), .that(.mandatory)],
            amongOthers: true
        ),
        .permit(brings: .limitToLaw, law: .hipaa(512, "(l)"), [.purpose(.workersComp)]),
        .permit(
            brings: .limitToOrder,
            law: .hipaa(512, "(e)(1)(i)"),
            [
                .purpose(.requiredByLaw, .judicialProceeding, .lawEnforcement),
                .instrument(.courtOrder, .warrant, .grandJurySubpoena),
            ],
            amongOthers: true
        ),
        .permit(brings: .recordReason, law: .hipaa(512, "(j)(1)(i)"), [.purpose(.seriousThreat)]),
        .permit(
            brings: .minimumNecessary,
            law: .hipaa(502, "(b)"),
            [.purpose(.judicialProceeding), .instrument(.attorneySubpoena)]
        ),
        .permit(
            brings: .minimumNecessary,
            law: .hipaa(502, "(b)"),
            [.purpose(.lawEnforcement), .instrument(.administrativeRequest)],
            unless: [[.that(.expresslyCovers, .mandatory)]]
        ),
        .permit(
            brings: .minimumNecessary,
            law: .hipaa(502, "(b)"),
            [.purpose(.healthOversight, .coroner, .funeral, .organDonation, .seriousThreat, .research)],
            [.purpose(.specializedGovernment, .familyInvolvement)],
            [.purpose(.publicHealth, .abuseReport), .not(.mandatory)],
            [.purpose(.treatment), .role(.correctionalInstitution), .not(.isAuthor)]
        ),
    ].within(.lane(.thirdParty), .that(.underPrivacyRule), Region.unpermitted, seen)

    private static let accounted: [PurposeOfUse] = [
        .publicHealth, .healthOversight, .coroner, .funeral, .organDonation, .abuseReport, .workersComp,
    ]

    private static let reviewed: [OutcomeCase] = [
        .permit(
            brings: .accountDisclosure,
            law: .hipaa(528, "(a)(1)"),
            [.purpose(.seriousThreat), .not(.inHouse)],
            [.compartment(.general), .purpose(.research), .role(.researcher), .that(.waived), .not(.inHouse)]
        ),
        .permit(
            brings: .informIndividual,
            law: .hipaa(512, "(c)(2)"),
            [Region.ordinary, .purpose(.abuseReport), .instrument(.statute)],
            [
                .compartment(.substanceUse), .that(.underPrivacyRule), .purpose(.abuseReport),
                .instrument(.statute),
            ]
        ),
        .permit(
            brings: .legalReview,
            law: .hipaa(512, "(e)(1)(i)"),
            [
                .compartment(.psychotherapy, .substanceUse, .substanceUseCounseling),
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                .instrument(.courtOrder, .warrant, .grandJurySubpoena, .part2CourtOrder),
            ]
        ),
        .permit(
            brings: .legalReview,
            law: .part2(33, "(b)(1)"),
            [.compartment(.substanceUse), .purpose(.judicialProceeding), .instrument(.attorneySubpoena)]
        ),
        .denial(
            brings: .legalReview,
            law: .hipaa(512, "(e)(1)"),
            [.that(.verified, .courtProcessShown), .purpose(.judicialProceeding, .lawEnforcement)]
        ),
        .denial(
            brings: .legalReview,
            law: .part2(61),
            [Region.part2, .that(.verified, .mandatory)],
            [Region.part2, .that(.verified, .againstPatient)],
            [Region.part2, .that(.verified), .purpose(.seriousThreat)]
        ),
    ].within(.lane(.thirdParty))

    /// 45 CFR 164.508(a)(2), 164.501: what opens a psychotherapy note comes with its limits.
    static let ofPsychotherapy: [OutcomeCase] =
        listed.within(
            .lane(.thirdParty),
            .compartment(.psychotherapy),
            .not(.authorizedByAll)
        ) + [
            .permit(
                brings: .reclassifyNote,
                law: .hipaa(501),
                [.lane(.access, .directed, .thirdParty), mislabeled]
            ),
            .denial(
                brings: .reclassifyNote,
                law: .hipaa(501),
                [.lane(.access, .directed, .thirdParty), mislabeled, .that(.verified)]
            ),
        ]

    private static let mislabeled: Condition = .that(.mislabeled)

    private static let listed: [OutcomeCase] = [
        .permit(
            brings: .minimumNecessary,
            law: .hipaa(508, "(a)(2)"),
            [.purpose(.training, .legalDefense, .healthOversight, .coroner, .seriousThreat)]
        ),
        .permit(brings: .recordReason, law: .hipaa(508, "(a)(2)"), [.purpose(.seriousThreat)]),
        .permit(
            brings: .accountDisclosure,
            law: .hipaa(508, "(a)(2)"),
            [.purpose(.hhsCompliance, .healthOversight, .coroner, .requiredByLaw, .lawEnforcement)],
            [.purpose(.judicialProceeding, .abuseReport)]
        ),
        .permit(
            brings: .limitToLaw,
            law: .hipaa(508, "(a)(2)"),
            [
                .purpose(.requiredByLaw, .lawEnforcement, .judicialProceeding, .abuseReport),
                .instrument(.statute, .childAbuseStatute),
            ]
        ),
        .permit(
            brings: .limitToOrder,
            law: .hipaa(508, "(a)(2)"),
            [
                .purpose(.requiredByLaw, .lawEnforcement, .judicialProceeding),
                .instrument(.courtOrder, .warrant, .grandJurySubpoena),
            ]
        ),
    ]

    /// 45 CFR 164.508, 42 CFR 2.31 to 2.33: what travels by a document stays within it.
    static let ofDocuments: [OutcomeCase] = [
        .permit(
            brings: .limitToAuthorization,
            law: .hipaa(508, "(a)(1)"),
            [Region.ordinary, .purpose(.patientDirected), seen],
            [.compartment(.general), seen, .purpose(.marketing, .sale, .employment)],
            [
                .compartment(.psychotherapy), .that(.authorizedByAll),
                .purpose(.payment, .operations, .research, .familyInvolvement, .employment),
            ],
            amongOthers: true
        ),
        .denial(brings: .recordReason, law: .hipaa(508, "(b)(5)"), [.that(.verified, .onlyOrallyRevoked)]),
        .permit(
            brings: .attachConsent,
            .part2Notice,
            law: .part2(32),
            [.compartment(.substanceUse), .that(.fromProgram), .purpose(.patientDirected), seen],
            amongOthers: true
        ),
        .permit(
            brings: .limitToAuthorization,
            .attachConsent,
            .part2Notice,
            .minimumNecessary,
            law: .part2(33, "(a)"),
            [
                .compartment(.substanceUse), .that(.fromProgram, .consented),
                .not(.isAuthor, .part2Personnel),
                .purpose(.treatment, .payment, .operations, .familyInvolvement, .employment),
                .role(.clinicianOtherOrg, .healthPlan, .familyMember, .employer),
            ]
        ),
        .permit(
            brings: .minimumNecessary,
            law: .part2(13, "(a)"),
            [
                .compartment(.substanceUse), .that(.consented),
                .not(.fromProgram, .isAuthor, .severalSubjects), .purpose(.payment, .operations),
            ]
        ),
        .permit(
            brings: .limitToAuthorization,
            .attachConsent,
            .part2Notice,
            .minimumNecessary,
            law: .part2(33, "(a)"),
            [.compartment(.substanceUseCounseling), .purpose(.payment, .operations, .familyInvolvement)]
        ),
    ].within(.lane(.thirdParty))

    /// 42 CFR 2.12 to 2.64: what a program gives without consent, and what its recipients pass on.
    static let ofSubstanceUse: [OutcomeCase] = ofProgram + ofHolders

    private static let ofProgram: [OutcomeCase] = [
        .permit(
            brings: .minimumNecessary,
            law: .part2(13, "(a)"),
            [
                .not(.isAuthor),
                .purpose(.treatment, .emergencyTreatment, .payment, .operations, .training, .legalDefense),
                seen,
            ],
            [.not(.isAuthor), .purpose(.research, .healthOversight, .coroner), seen]
        ),
        .permit(
            brings: .documentEmergency,
            law: .part2(51, "(c)"),
            [.purpose(.emergencyTreatment), .not(.part2Personnel), seen],
            amongOthers: true
        ),
        .permit(
            brings: .breakGlassAudit,
            .recordReason,
            law: .hipaa(312, "(a)(2)(ii)"),
            [
                .purpose(.emergencyTreatment), .that(.inHouse), .role([.originator] + Region.clinicians),
                .not(.part2Personnel),
            ]
        ),
        .permit(
            brings: .accountDisclosure,
            law: .hipaa(528, "(a)(1)"),
            [.purpose(.research, .healthOversight, .coroner, .abuseReport, .judicialProceeding), seen],
            [.purpose(.lawEnforcement, .requiredByLaw), seen]
        ),
        .permit(brings: .limitToLaw, law: .part2(12, "(c)(6)"), [.purpose(.abuseReport), seen]),
        .permit(
            brings: .limitToOrder,
            law: .part2(64),
            [.purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw), seen]
        ),
    ].within(Region.record([.that(.fromProgram), Region.unpermitted]))

    private static let ofHolders: [OutcomeCase] = [
        .permit(
            brings: .minimumNecessary,
            law: .part2(13, "(a)"),
            [.that(.lawfulHolder), Region.unpermitted, .purpose(.payment, .operations)]
        ),
        .permit(
            brings: .accountDisclosure,
            law: .hipaa(528, "(a)(1)"),
            [Region.unpermitted, seen, .purpose(.hhsCompliance)],
            [.that(.underPrivacyRule, .waived), .purpose(.research), .role(.researcher), .not(.inHouse)]
        ),
        .permit(
            brings: .part2Notice,
            law: .part2(33, "(c)"),
            [.that(.lawfulHolder), .not(.inHouse), Region.unpermitted, .purpose(.payment, .operations)]
        ),
        .permit(
            brings: .part2Notice,
            law: .part2(32, "(a)"),
            [
                .that(.underPrivacyRule), .not(.inHouse), seen,
                .purpose(
                    .treatment,
                    .emergencyTreatment,
                    .payment,
                    .operations,
                    .research,
                    .familyInvolvement
                ),
            ]
        ),
    ].within(Region.record())

    /// 42 CFR 2.31(b): what opens a counseling note without consent comes with its limits.
    static let ofCounseling: [OutcomeCase] = [
        .permit(
            brings: .minimumNecessary,
            law: .part2(31, "(b)(1)"),
            [.purpose(.training, .legalDefense, .coroner, .healthOversight)]
        ),
        .permit(
            brings: .accountDisclosure,
            law: .part2(31, "(b)(1)"),
            [.purpose(.coroner, .healthOversight, .hhsCompliance, .judicialProceeding, .requiredByLaw)]
        ),
        .permit(
            brings: .limitToOrder,
            law: .part2(31, "(b)(1)"),
            [.purpose(.judicialProceeding, .requiredByLaw)]
        ),
    ].within(
        .lane(.thirdParty),
        .compartment(.substanceUseCounseling),
        .not(.counselingConsentedByAll)
    )
}

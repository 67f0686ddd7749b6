internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.508: authorizations of general and psychotherapy notes.
    static let authorizations: [Statement] = [
        .always(
            "authorization.opens",
            "What the patient authorized is opened, of one subject, where parts can be removed, or where all did.",
            .hipaa(508, "(a)(1)"),
            Region.unrestricted([
                .that(.underPrivacyRule, .authorized), .not(.severalSubjects, .againstPatient),
                .action(Region.content + [.deidentify]),
            ]),
            Region.unrestricted([
                .that(.underPrivacyRule, .authorized, .segmentable), .not(.againstPatient),
                .action(Region.content + [.deidentify]),
            ]),
            Region.unrestricted([
                .that(.underPrivacyRule, .authorizedByAll), .not(.againstPatient),
                .action(Region.content + [.deidentify]),
            ])
        ),
        .never(
            "authorization.of-whom",
            "One subject's authorization does not open a joint note that cannot be divided, to marketers, buyers, employers or researchers.",
            .hipaa(508, "(a)(1)"),
            Region.thirdParty([
                .compartment(.general), .that(.severalSubjects), .not(.segmentable, .authorizedByAll),
                .action(Region.content), .purpose(.marketing, .sale, .employment),
            ])
        ),
    ]

    /// 45 CFR 164.524(d)(1), 164.502(b), AAMFT 2.2: notes about several people.
    static let severalSubjects: [Statement] =
        whole + [
            Statement(
                .cites,
                "every-decision.cites",
                "Every decision about content cites the law.",
                .hipaa(530, "(j)"),
                [[.action(Region.content)]]
            )
        ]

    private static let whole = Frame(
        Region.thirdParty([Region.seeing, .that(.severalSubjects), .not(.authorizedByAll)])
    ).never([
        (
            "several.payment-elsewhere",
            "A joint note that cannot be divided does not go out for payment or operations.",
            .hipaa(502, "(b)"),
            [
                .compartment(.general), .not(.segmentable, .inHouse), .purpose(.payment, .operations),
                .role(.healthPlan, .clinicianOtherOrg, .healthInformationExchange),
            ]
        ),
        (
            "several.not-for-one-of-them",
            "A joint note that cannot be divided goes to no relative, lawyer, insurer, prison or researcher for the sake of one.",
            .hipaa(502, "(b)"),
            .either(
                [
                    .compartment(.general, .substanceUse), .not(.segmentable, .consentedByAll),
                    .purpose([
                        .familyInvolvement, .workersComp, .specializedGovernment, .funeral, .organDonation,
                        .research,
                    ]),
                ],
                [
                    .compartment(.general), .not(.segmentable), .purpose(.judicialProceeding),
                    .instrument(.attorneySubpoena),
                ]
            )
        ),
        (
            "several.protected-needs-all",
            "A joint psychotherapy note needs the authorization of every subject.", .hipaa(508, "(a)(2)"),
            [.compartment(.psychotherapy), forOne]
        ),
        (
            "several.counseling-needs-all", "A joint counseling note needs the consent of every subject.",
            .part2(31, "(b)"),
            [.compartment(.substanceUseCounseling), .not(.counselingConsentedByAll), forOne]
        ),
    ])

    private static let forOne: Condition = .purpose([
        .payment, .operations, .research, .familyInvolvement, .employment, .marketing, .sale,
    ])
}

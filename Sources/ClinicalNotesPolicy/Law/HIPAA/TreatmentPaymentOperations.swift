internal import ClinicalNotesModel

extension HIPAA {
    /// 45 CFR 164.506(c), 164.502(b), (e): treatment, payment and operations of what the Privacy Rule governs.
    static let treatmentPaymentOperations = [
        ThirdParty.permission(
            "hipaa.author-use",
            "The author reads the own note.",
            citing: .hipaa(506, "(c)(1)"),
            when: [
                .that(.underPrivacyRule, .inHouse, .isAuthor), .action(.read, .export),
                .purpose(.treatment, .emergencyTreatment, .payment, .operations, .documentation),
            ]
        ),
        ThirdParty.duty(
            .minimumNecessary,
            id: "hipaa.author-necessary",
            "Payment and operations need no more than necessary, from the author as well.",
            citing: .hipaa(502, "(b)"),
            onPermit: [
                .that(.underPrivacyRule, .inHouse, .isAuthor), .action(.read, .export),
                .purpose(.payment, .operations), .compartment(.general),
            ]
        ),
        ThirdParty.permission(
            "hipaa.care-team-treatment",
            "Clinicians of the care team read to treat.",
            citing: .hipaa(506, "(c)(1)"),
            obligations: [.minimumNecessary],
            when: inHouse(.purpose(.treatment), .that(.careTeam), .role(Groups.clinicians))
        ),
        ThirdParty.permission(
            "hipaa.own-payment",
            "Billing staff, and clinicians of the care team, read to support a claim.",
            citing: .hipaa(506, "(c)(1)"),
            obligations: [.minimumNecessary],
            when: inHouse(.purpose(.payment), .role(.billing)),
            inHouse(.purpose(.payment), .that(.careTeam), .role(Groups.clinicians))
        ),
        ThirdParty.permission(
            "hipaa.own-operations",
            "Operations staff and supervisors read for health care operations.",
            citing: .hipaa(506, "(c)(1)"),
            obligations: [.minimumNecessary],
            when: inHouse(.purpose(.operations), .role(.operations, .supervisor)),
            inHouse(.purpose(.operations), .that(.careTeam), .role(Groups.clinicians))
        ),
        ThirdParty.permission(
            "hipaa.own-training",
            "Those who learn or teach in the holder's own program read for it.",
            citing: .hipaa(506, "(c)(1)"),
            .hipaa(501),
            obligations: [.minimumNecessary],
            when: [
                .that(.underPrivacyRule, .inHouse, .ownTrainingProgram), .action(.read, .export),
                .purpose(.training), .role(Groups.clinicians),
            ],
            [
                .that(.underPrivacyRule, .ownTrainingProgram), .not(.inHouse), .action(Groups.content),
                .purpose(.training), .role(.trainee, .supervisor, .clinicianOtherOrg),
            ]
        ),
        ThirdParty.permission(
            "hipaa.own-legal-defense",
            "The holder defends itself in a proceeding; that is part of its operations.",
            citing: .hipaa(506, "(c)(1)"),
            .hipaa(501),
            obligations: [.minimumNecessary],
            when: defense(.role(.attorneyForProvider), .that(.coveredEntity)),
            defense(.role(.attorneyForProvider, .operations, .originator), .that(.inHouse)),
            defense(.role(.court))
        ),
        ThirdParty.permission(
            "hipaa.treatment-elsewhere",
            "Another provider treats the patient: staff send it, or who treats the patient opens it.",
            citing: .hipaa(506, "(c)(2)"),
            when: [
                .that(.underPrivacyRule), .not(.inHouse), .action(Groups.content),
                .purpose(.treatment, .emergencyTreatment), .role(Groups.outsideProviders),
            ],
            [
                .that(.underPrivacyRule, .coveredEntity), .not(.inHouse), .action(Groups.content),
                .purpose(.treatment, .emergencyTreatment), .role(.healthInformationExchange),
            ],
            unless: [strangers]
        ),
        ThirdParty.permission(
            "hipaa.payment-elsewhere",
            "A plan or provider is paid or pays.",
            citing: .hipaa(506, "(c)(3)"),
            obligations: [.minimumNecessary],
            when: [
                .that(.underPrivacyRule, .coveredEntity), .not(.inHouse), .action(Groups.content),
                .purpose(.payment), .role(.healthPlan, .healthInformationExchange),
            ],
            [
                .that(.underPrivacyRule), .not(.inHouse), .action(Groups.content),
                .purpose(.payment), .role(Groups.outsideProviders),
            ],
            unless: [Groups.indivisible, strangers]
        ),
        ThirdParty.permission(
            "hipaa.operations-elsewhere",
            "A covered entity that has or had the patient checks quality, competence or fraud.",
            citing: .hipaa(506, "(c)(4)"),
            obligations: [.minimumNecessary],
            when: [
                .that(.underPrivacyRule, .coveredEntity, .careTeam), .not(.inHouse),
                .action(Groups.content), .purpose(.operations),
                .role(.healthPlan, .clinicianOtherOrg, .healthInformationExchange),
            ],
            unless: [Groups.indivisible]
        ),
        ThirdParty.permission(
            "hipaa.business-associate",
            "A business associate under contract does the holder's work.",
            citing: .hipaa(502, "(e)(1)(i)"),
            obligations: [.minimumNecessary],
            when: [
                .that(.underPrivacyRule, .coveredEntity), .not(.inHouse), .action(Groups.content),
                .purpose(.treatment, .payment, .operations), .role(.businessAssociate),
            ]
        ),
        ThirdParty.permission(
            "hipaa.deidentify",
            "The holder, or its business associate, removes identifiers.",
            citing: .hipaa(502, "(d)(1)"),
            .hipaa(514, "(a)"),
            obligations: [.deidentifyFirst],
            when: [
                .that(.underPrivacyRule, .inHouse), .action(.deidentify),
                .role(Groups.clinicians + [.operations, .researcher]),
            ],
            [.that(.underPrivacyRule, .coveredEntity), .action(.deidentify), .role(.businessAssociate)]
        ),
    ]

    /// 45 CFR 164.312(a)(2)(ii): emergency access inside the holder.
    static let breakGlass = [
        ThirdParty.permission(
            "hipaa.break-glass",
            "A clinician of the holder reads in an emergency, with a recorded reason.",
            citing: .hipaa(312, "(a)(2)(ii)"),
            .hipaa(506, "(c)(1)"),
            obligations: [.breakGlassAudit, .recordReason, .minimumNecessary],
            when: inHouse(
                .purpose(.emergencyTreatment),
                .role(Groups.clinicians),
                .that(.treatmentNeeded, .reasonRecorded)
            )
        ),
        ThirdParty.duty(
            .recordReason,
            id: "hipaa.break-glass-needs-a-reason",
            "Breaking the glass needs a recorded reason.",
            citing: .hipaa(312, "(a)(2)(ii)"),
            onDenial: [
                .that(.inHouse, .treatmentNeeded), .not(.reasonRecorded), .purpose(.emergencyTreatment),
                .role(Groups.clinicians), .compartment(.general, .substanceUse),
            ]
        ),
        ThirdParty.reason(
            "hipaa.break-glass-refused",
            "Breaking the glass needs an emergency and a recorded reason.",
            citing: .hipaa(312, "(a)(2)(ii)"),
            onDenial: [
                .that(.inHouse), .purpose(.emergencyTreatment), .compartment(.general),
                .role(Groups.clinicians),
            ]
        ),
    ]

    /// Why treatment, payment or operations did not reach a general note.
    static let needDenials = [
        ThirdParty.reason(
            "hipaa.inside-not-disclosed",
            "Inside the holder notes are read, not disclosed.",
            citing: .hipaa(514, "(d)(2)"),
            .hipaa(308, "(a)(4)"),
            onDenial: inside + [.action(.disclose)],
            unless: Groups.authorized
        ),
        ThirdParty.reason(
            "hipaa.role-without-need",
            "Inside the holder each role reads only what its work needs, and this one does not need it.",
            citing: .hipaa(514, "(d)(2)"),
            .hipaa(308, "(a)(4)"),
            onDenial: inside + [.action(NoteAction.allCases.filter { $0 != .disclose })],
            unless: needs + Groups.authorized
        ),
        ThirdParty.reason(
            "hipaa.no-contract",
            "The vendor has no business associate contract.",
            citing: .hipaa(502, "(e)(2)"),
            onDenial: [
                .role(.businessAssociate, .healthInformationExchange), .not(.coveredEntity),
                .compartment(.general), .purpose(.treatment, .payment, .operations),
            ]
        ),
        ThirdParty.reason(
            "hipaa.not-for-treatment-elsewhere",
            "Treatment elsewhere opens this only to a provider, who opens for themselves only what is about their own patients.",
            citing: .hipaa(506, "(c)(2)"),
            .hipaa(514, "(d)(2)"),
            onDenial: [
                .compartment(.general), .purpose(.treatment, .emergencyTreatment), .not(.inHouse),
            ]
        ),
        ThirdParty.reason(
            "hipaa.not-for-payment-elsewhere",
            "Payment elsewhere opens only what it needs, and only to a plan or provider.",
            citing: .hipaa(506, "(c)(3)"),
            .hipaa(502, "(b)"),
            onDenial: [.compartment(.general), .purpose(.payment), .not(.inHouse)]
        ),
        ThirdParty.reason(
            "hipaa.not-for-operations-elsewhere",
            "Operations elsewhere open this only to a covered entity that has or had the patient.",
            citing: .hipaa(506, "(c)(4)"),
            onDenial: [.compartment(.general), .purpose(.operations), .not(.inHouse)]
        ),
        ThirdParty.reason(
            "hipaa.not-own-defense-or-training",
            "Training and legal defense open this only to the holder itself.",
            citing: .hipaa(506, "(c)(1)"),
            .hipaa(501),
            onDenial: [.compartment(.general), .purpose(.training, .legalDefense)]
        ),
    ]

    private static let inside: [Condition] = [
        .that(.inHouse), .compartment(.general),
        .purpose(.treatment, .emergencyTreatment, .payment, .operations, .documentation),
    ]

    /// Who reads by a permission above, so that something else closed what is denied.
    private static let needs = [
        reading(.that(.isAuthor)),
        reading(.purpose(.treatment, .payment, .operations), .that(.careTeam), .role(Groups.clinicians)),
        reading(.purpose(.payment), .role(.billing)),
        reading(.purpose(.operations), .role(.operations, .supervisor)),
        reading(
            .purpose(.emergencyTreatment),
            .role(Groups.clinicians),
            .that(.treatmentNeeded, .reasonRecorded)
        ),
    ]

    private static func reading(_ conditions: Condition...) -> [Condition] {
        [.that(.underPrivacyRule), .action(.read, .export)] + conditions
    }

    private static func inHouse(_ conditions: Condition...) -> [Condition] {
        [.that(.underPrivacyRule, .inHouse), .not(.isAuthor), .action(.read, .export)] + conditions
    }

    /// Who elsewhere opens for themselves what is about somebody with whom they have no relation.
    private static let strangers: [Condition] = [.action(Groups.opening), .not(.careTeam)]

    private static func defense(_ conditions: Condition...) -> [Condition] {
        [
            .that(.underPrivacyRule), .action(Groups.content), .purpose(.legalDefense),
            .broughtBy(.patient, .provider, .thirdParty, .government),
        ] + conditions
    }
}

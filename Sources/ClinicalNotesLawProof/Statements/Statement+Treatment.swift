internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.506(c), 164.502(b), (e), 164.312(a)(2)(ii): treatment, payment, operations, emergencies.
    static let treatment: [Statement] = used + disclosed + defended + needed

    private static let governed: Condition = .that(.underPrivacyRule)

    /// Use inside the holder.
    private static let used = Frame(
        Region.unrestricted([governed, .that(.inHouse), .action(.read, .export)])
    ).always([
        (
            "need.author", "The author reads the own note.", .hipaa(506, "(c)(1)"),
            [
                .that(.isAuthor),
                .purpose(.treatment, .emergencyTreatment, .payment, .operations, .documentation),
            ]
        ),
        (
            "need.care-team", "Clinicians of the care team read to treat.", .hipaa(506, "(c)(1)"),
            [.that(.careTeam), .purpose(.treatment), .role(Region.clinicians)]
        ),
        (
            "need.office",
            "Billing staff read to support a claim, operations staff and supervisors for operations.",
            .hipaa(506, "(c)(1)"),
            .either(
                [.purpose(.payment), .role(.billing)],
                [.purpose(.operations), .role(.operations, .supervisor)]
            )
        ),
        (
            "need.training",
            "Those who learn or teach in the holder's own program read for training, the author as well.",
            .hipaa(506, "(c)(1)"),
            [.that(.ownTrainingProgram), .purpose(.training), .role(Region.clinicians)]
        ),
        (
            "need.break-glass", "A clinician of the holder breaks the glass with a recorded reason.",
            .hipaa(312, "(a)(2)(ii)"),
            [
                .that(.treatmentNeeded, .reasonRecorded), .purpose(.emergencyTreatment),
                .role(Region.clinicians),
            ]
        ),
    ])

    /// Disclosure outside; nobody elsewhere opens it for themselves.
    private static let disclosed = Frame(
        Region.unrestricted([governed, .not(.inHouse), Region.seeing]),
        unless: [Region.strangers + [.role(.clinicianOtherOrg, .healthPlan)]]
    ).always([
        (
            "need.treatment-elsewhere", "Another provider gets what treatment needs.", .hipaa(506, "(c)(2)"),
            [.purpose(.treatment, .emergencyTreatment), .role(.clinicianOtherOrg)]
        ),
        (
            "need.payment-elsewhere",
            "A plan gets what payment needs, of one subject or where parts can be removed.",
            .hipaa(506, "(c)(3)"),
            [
                .that(.coveredEntity), .not(.severalSubjects), .purpose(.payment),
                .role(.healthPlan, .clinicianOtherOrg),
            ]
        ),
        (
            "need.operations-elsewhere",
            "A covered entity that has or had the patient gets what its operations need.",
            .hipaa(506, "(c)(4)"),
            [
                .that(.coveredEntity, .careTeam), .not(.severalSubjects), .purpose(.operations),
                .role(.healthPlan, .clinicianOtherOrg),
            ]
        ),
        (
            "need.business-associate", "A business associate under contract does the holder's work.",
            .hipaa(502, "(e)(1)(i)"),
            [.that(.coveredEntity), .purpose(.treatment, .payment, .operations), .role(.businessAssociate)]
        ),
    ])

    private static let defended: [Statement] = [
        .always(
            "need.defense",
            "The holder defends itself in a proceeding.",
            .hipaa(506, "(c)(1)"),
            Region.unrestricted([
                governed, Region.seeing, .purpose(.legalDefense),
                .broughtBy(.patient, .provider, .thirdParty, .government), .role(.attorneyForProvider),
                .that(.inHouse),
            ]),
            unless: [Region.usedAgainstPatient]
        ),
        .always(
            "need.deidentify",
            "The holder, or its business associate, removes identifiers.",
            .hipaa(502, "(d)(1)"),
            Region.unrestricted([
                governed, .that(.inHouse), .not(.againstPatient), .action(.deidentify),
                .role(Region.clinicians + [.operations, .researcher]),
            ]),
            Region.unrestricted([
                governed, .that(.coveredEntity), .not(.againstPatient), .action(.deidentify),
                .role(.businessAssociate),
            ])
        ),
    ]

    private static let needed = Frame(
        Region.thirdParty([
            .compartment(.general), Region.seeing, .not(.isAuthor, .authorized, .authorizedByAll),
        ])
    ).never([
        (
            "need.strangers-open-nothing",
            "A clinician elsewhere who has no relation with the patient opens nothing; staff may send it.",
            .hipaa(506, "(c)(2)"),
            [
                .action(.read, .export), .not(.inHouse, .careTeam),
                .purpose(.treatment, .emergencyTreatment, .payment),
                .role(.clinicianOtherOrg, .treatingClinician),
            ]
        ),
        (
            "need.administrators", "Administrators need no content of notes.", .hipaa(514, "(d)(2)"),
            [
                .role(.administrator), .action(.read, .export),
                .purpose(.treatment, .emergencyTreatment, .payment, .operations, .documentation, .training),
            ]
        ),
        (
            "need.outside-the-care-team", "A clinician outside the care team reads nothing to treat.",
            .hipaa(514, "(d)(2)"),
            [.role(Region.clinicians), .that(.inHouse), .purpose(.treatment), .not(.careTeam)]
        ),
        (
            "need.break-glass-reason", "Without need and a recorded reason the glass stays whole.",
            .hipaa(312, "(a)(2)(ii)"),
            [.role(Region.clinicians), .that(.inHouse), .purpose(.emergencyTreatment), .not(.reasonRecorded)]
        ),
        (
            "need.no-contract", "A vendor without a contract gets nothing.", .hipaa(502, "(e)(2)"),
            [
                .role(.businessAssociate), .not(.coveredEntity, .inHouse),
                .purpose(.treatment, .payment, .operations),
            ]
        ),
    ])
}

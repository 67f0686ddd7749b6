internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    private static func general(_ conditions: [Condition] = []) -> [Condition] {
        Region.unrestricted([.that(.underPrivacyRule)]) + conditions
    }

    /// 45 CFR 164.506(c), 164.502(b), (e), 164.312(a)(2)(ii): treatment, payment, operations, emergencies.
    static let treatment: [Statement] = [
        .always(
            "need.author",
            "The author reads the own note.",
            .hipaa(506, "(c)(1)"),
            general([
                .that(.inHouse, .isAuthor), .action(.read, .export),
                .purpose(.treatment, .emergencyTreatment, .payment, .operations, .documentation),
            ])
        ),
        .always(
            "need.care-team",
            "Clinicians of the care team read to treat.",
            .hipaa(506, "(c)(1)"),
            general([
                .that(.inHouse, .careTeam), .action(.read, .export), .purpose(.treatment),
                .role(Region.clinicians),
            ])
        ),
        .always(
            "need.payment",
            "Billing staff read to support a claim.",
            .hipaa(506, "(c)(1)"),
            general([.that(.inHouse), .action(.read, .export), .purpose(.payment), .role(.billing)])
        ),
        .always(
            "need.operations",
            "Operations staff and supervisors read for operations.",
            .hipaa(506, "(c)(1)"),
            general([
                .that(.inHouse), .action(.read, .export), .purpose(.operations),
                .role(.operations, .supervisor),
            ])
        ),
        .always(
            "need.training",
            "Those who learn or teach in the holder's own program read for training, the author as well.",
            .hipaa(506, "(c)(1)"),
            general([
                .that(.inHouse, .ownTrainingProgram), .action(.read, .export), .purpose(.training),
                .role(Region.clinicians),
            ])
        ),
        .always(
            "need.defense",
            "The holder defends itself in a proceeding.",
            .hipaa(506, "(c)(1)"),
            general([
                .action(Region.content), .purpose(.legalDefense),
                .broughtBy(.patient, .provider, .thirdParty, .government), .role(.attorneyForProvider),
                .that(.inHouse),
            ]),
            unless: [Region.usedAgainstPatient]
        ),
        .always(
            "need.treatment-elsewhere",
            "Another provider gets what treatment needs.",
            .hipaa(506, "(c)(2)"),
            general([
                .not(.inHouse), .action(Region.content), .purpose(.treatment, .emergencyTreatment),
                .role(.clinicianOtherOrg),
            ]),
            unless: [Region.strangers]
        ),
        .never(
            "need.strangers-open-nothing",
            "A clinician elsewhere who has no relation with the patient opens nothing; staff may send it.",
            .hipaa(506, "(c)(2)"),
            Region.thirdParty([
                .action(.read, .export), .not(.inHouse, .careTeam, .isAuthor, .authorized, .authorizedByAll),
                .compartment(.general), .purpose(.treatment, .emergencyTreatment, .payment),
                .role(.clinicianOtherOrg, .treatingClinician),
            ])
        ),
        .always(
            "need.payment-elsewhere",
            "A plan gets what payment needs, of one subject or where parts can be removed.",
            .hipaa(506, "(c)(3)"),
            general([
                .that(.coveredEntity), .not(.inHouse, .severalSubjects), .action(Region.content),
                .purpose(.payment), .role(.healthPlan, .clinicianOtherOrg),
            ]),
            unless: [Region.strangers]
        ),
        .always(
            "need.operations-elsewhere",
            "A covered entity that has or had the patient gets what its operations need.",
            .hipaa(506, "(c)(4)"),
            general([
                .that(.coveredEntity, .careTeam), .not(.inHouse, .severalSubjects), .action(Region.content),
                .purpose(.operations), .role(.healthPlan, .clinicianOtherOrg),
            ])
        ),
        .always(
            "need.business-associate",
            "A business associate under contract does the holder's work.",
            .hipaa(502, "(e)(1)(i)"),
            general([
                .that(.coveredEntity), .not(.inHouse), .action(Region.content),
                .purpose(.treatment, .payment, .operations), .role(.businessAssociate),
            ])
        ),
        .always(
            "need.deidentify",
            "The holder, or its business associate, removes identifiers.",
            .hipaa(502, "(d)(1)"),
            general([
                .that(.inHouse), .not(.againstPatient), .action(.deidentify),
                .role(Region.clinicians + [.operations, .researcher]),
            ]),
            general([
                .that(.coveredEntity), .not(.againstPatient), .action(.deidentify), .role(.businessAssociate),
            ])
        ),
        .always(
            "need.break-glass",
            "A clinician of the holder breaks the glass with a recorded reason.",
            .hipaa(312, "(a)(2)(ii)"),
            general([
                .that(.inHouse, .treatmentNeeded, .reasonRecorded), .action(.read, .export),
                .purpose(.emergencyTreatment), .role(Region.clinicians),
            ])
        ),
        .never(
            "need.administrators",
            "Administrators need no content of notes.",
            .hipaa(514, "(d)(2)"),
            Region.thirdParty([
                .role(.administrator), .action(.read, .export), .compartment(.general),
                .purpose(.treatment, .emergencyTreatment, .payment, .operations, .documentation, .training),
                .not(.isAuthor, .authorized, .authorizedByAll),
            ])
        ),
        .never(
            "need.outside-the-care-team",
            "A clinician outside the care team reads nothing to treat.",
            .hipaa(514, "(d)(2)"),
            Region.thirdParty([
                .action(Region.content), .role(Region.clinicians), .that(.inHouse), .compartment(.general),
                .purpose(.treatment), .not(.careTeam, .isAuthor, .authorized, .authorizedByAll),
            ])
        ),
        .never(
            "need.break-glass-reason",
            "Without need and a recorded reason the glass stays whole.",
            .hipaa(312, "(a)(2)(ii)"),
            Region.thirdParty([
                .action(Region.content), .role(Region.clinicians), .that(.inHouse), .compartment(.general),
                .purpose(.emergencyTreatment),
                .not(.reasonRecorded, .isAuthor, .authorized, .authorizedByAll),
            ])
        ),
        .never(
            "need.no-contract",
            "A vendor without a contract gets nothing.",
            .hipaa(502, "(e)(2)"),
            Region.thirdParty([
                .action(Region.content), .role(.businessAssociate),
                .not(.coveredEntity, .inHouse, .isAuthor, .authorized, .authorizedByAll),
                .compartment(.general), .purpose(.treatment, .payment, .operations),
            ])
        ),
    ]
}

internal import ClinicalNotesModel

extension Part2 {
    /// 42 CFR 2.12(c), 2.13, 2.51 to 2.54: records of a substance use disorder program.
    static let substanceUse = [
        ThirdParty.permission(
            "part2.author",
            "The author reads the own note within the program.",
            citing: .part2(12, "(c)(3)"),
            when: program(
                .action(.read, .export),
                .that(.isAuthor, .inHouse, .part2Personnel),
                .purpose(.treatment, .emergencyTreatment, .payment, .operations, .documentation)
            )
        ),
        ThirdParty.permission(
            "part2.within-program",
            "Personnel of the program read what they need for treatment, or for the work that comes with it.",
            citing: .part2(12, "(c)(3)"),
            obligations: [.minimumNecessary],
            when: within(
                .purpose(.treatment, .emergencyTreatment),
                .role(Groups.clinicians)
            ),
            within(
                .that(.careTeam),
                .purpose(.payment, .operations),
                .role(Groups.clinicians)
            ),
            within(.purpose(.payment), .role(.billing)),
            within(.purpose(.operations), .role(.operations, .supervisor)),
            within(
                .that(.ownTrainingProgram),
                .purpose(.training),
                .role(Groups.clinicians)
            )
        ),
        ThirdParty.permission(
            "part2.service-organization",
            "A qualified service organization under written agreement does the program's work.",
            citing: .part2(12, "(c)(4)"),
            .part2(11),
            obligations: [.minimumNecessary],
            when: program(
                .action(Groups.content + [.deidentify]),
                .that(.coveredEntity),
                .not(.inHouse),
                .role(.businessAssociate),
                .purpose(.treatment, .payment, .operations)
            ),
            program(
                .action(Groups.content),
                .that(.coveredEntity),
                .role(.attorneyForProvider),
                .purpose(.legalDefense),
                .broughtBy(.patient, .provider, .thirdParty, .government)
            ),
            unless: [[.action(.deidentify)]]
        ),
        ThirdParty.permission(
            "part2.deidentify",
            "The program removes identifiers.",
            citing: .part2(54, "(b)"),
            obligations: [.deidentifyFirst],
            when: program(
                .action(.deidentify),
                .that(.inHouse, .part2Personnel),
                .role(Groups.clinicians + [.operations, .researcher])
            ),
            program(.action(.deidentify), .that(.coveredEntity), .role(.businessAssociate)),
            program(.action(.deidentify), .role(.publicHealthAuthority), .purpose(.publicHealth))
        ),
        ThirdParty.permission(
            "part2.emergency-inside",
            "Medical personnel of the holder read in an emergency, when consent cannot be obtained.",
            citing: .part2(51, "(a)"),
            .hipaa(312, "(a)(2)(ii)"),
            obligations: [.documentEmergency, .minimumNecessary, .breakGlassAudit, .recordReason],
            when: program(
                .action(.read, .export),
                .that(.inHouse, .treatmentNeeded, .consentUnobtainable, .reasonRecorded),
                .purpose(.emergencyTreatment),
                .role(Groups.clinicians)
            )
        ),
        ThirdParty.permission(
            "part2.emergency-outside",
            "Medical personnel elsewhere treat an emergency, when consent cannot be obtained.",
            citing: .part2(51, "(a)"),
            obligations: [.documentEmergency, .minimumNecessary],
            when: program(
                .action(Groups.content),
                .that(.treatmentNeeded, .consentUnobtainable),
                .not(.inHouse),
                .purpose(.emergencyTreatment),
                .role(Groups.outsideProviders)
            ),
            unless: [[.action(Groups.opening), .not(.careTeam)]]
        ),
        ThirdParty.permission(
            "part2.research",
            "A researcher works on the conditions of section 2.52.",
            citing: .part2(52),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: program(
                .action(Groups.content),
                .role(.researcher),
                .purpose(.research),
                .that(.part2ResearchConditions)
            ),
            unless: [[.that(.severalSubjects), .not(.segmentable, .consentedByAll)]]
        ),
        ThirdParty.permission(
            "part2.audit",
            "An audit or evaluation is made under written agreement.",
            citing: .part2(53),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: program(
                .action(Groups.content),
                .role(.oversightAgency),
                .purpose(.healthOversight),
                .assurance(.auditAgreement),
                .oversightOf(.originator, .organization, .plan)
            )
        ),
        ThirdParty.compulsion(
            "part2.child-abuse-report",
            "A statute compels a report of child abuse; the record itself stays protected.",
            citing: .part2(12, "(c)(6)"),
            obligations: [.limitToLaw, .accountDisclosure],
            when: reported
        ),
        ThirdParty.permission(
            "part2.cause-of-death",
            "A coroner inquires into the cause of a death.",
            citing: .part2(15, "(b)(1)"),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: program(.action(Groups.content), .role(.coroner), .purpose(.coroner), .that(.deceased))
        ),
        ThirdParty.compulsion(
            "part2.hhs",
            "HHS demands it to investigate compliance.",
            citing: .part2(2, "(b)"),
            obligations: [.accountDisclosure],
            when: [
                .compartment(.substanceUse), .action(Groups.content), .role(.hhs), .purpose(.hhsCompliance),
                .instrument(.hhsDemand), .that(.mandatory),
            ]
        ),
        ThirdParty.reason(
            "part2.hhs-held",
            "HHS investigates compliance, whoever holds the record.",
            citing: .part2(2, "(b)"),
            onPermit: [.compartment(.substanceUse), .role(.hhs), .purpose(.hhsCompliance)]
        ),
        RecordKeeping.reason(
            "part2.cosign-outside-the-program",
            "Only a supervisor within the program cosigns.",
            citing: .part2(12, "(c)(3)"),
            onDenial: [.compartment(.substanceUse), .action(.cosign), .not(.part2Personnel)]
        ),
        RecordKeeping.permission(
            "part2.cosign",
            "A supervisor within the program cosigns a signed note.",
            citing: .part2(12, "(c)(3)"),
            obligations: [.appendNotOverwrite, .minimumNecessary],
            when: [
                .compartment(.substanceUse), .action(.cosign), .role(.supervisor), .not(.isAuthor),
                .that(.inHouse, .part2Personnel), .status(.signed, .amended, .cosigned, .addended),
            ]
        ),
    ]

    /// Where a statute compels a report of child abuse, though none against the patient.
    static let reported = program(
        .action(Groups.content),
        .role(.protectiveServices, .lawEnforcement),
        .purpose(.abuseReport),
        .instrument(.childAbuseStatute),
        .that(.mandatory),
        .not(.againstPatient)
    )

    /// Inside the program; outside of it personnel of who directs it are not named as such.
    private static func within(_ conditions: Condition...) -> [Condition] {
        [
            .compartment(.substanceUse), .action(.read, .export),
            .that(.fromProgram, .inHouse, .part2Personnel),
        ]
            + conditions
    }

    static func program(_ conditions: Condition...) -> [Condition] {
        [.compartment(.substanceUse), .that(.fromProgram)] + conditions
    }
}

internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    private static func demanded(_ conditions: [Condition] = []) -> [Condition] {
        Region.open([.compartment(.substanceUse), .that(.fromProgram)]) + conditions
    }

    /// Personnel of the program at work inside it.
    private static func personnel(_ conditions: [Condition] = []) -> [Condition] {
        Region.program([.action(.read, .export), .that(.inHouse, .part2Personnel)]) + conditions
    }

    /// What only an order of subpart E could open.
    private static func ordered(_ conditions: [Condition] = []) -> [Condition] {
        [
            .lane(.thirdParty), Region.part2, Region.seeing, .instrument(.part2CourtOrder),
            .purpose(.judicialProceeding, .lawEnforcement), Region.unpermitted,
            .not(.counselingConsentedByAll),
        ] + conditions
    }

    /// 42 CFR 2.12 to 2.16, 2.33, 2.51 to 2.65: records of a program and of those who hold them.
    static let substanceUse: [Statement] = [
        .always(
            "part2.author",
            "The author reads the own record within the program.",
            .part2(12, "(c)(3)"),
            Region.program([
                .action(.read, .export), .that(.isAuthor, .inHouse, .part2Personnel),
                .purpose(.treatment, .emergencyTreatment, .payment, .operations, .documentation),
            ])
        ),
        .always(
            "part2.personnel-treats",
            "Personnel of the program read to treat, and for the work that comes with it.",
            .part2(12, "(c)(3)"),
            personnel([.purpose(.treatment), .role(Region.clinicians)]),
            personnel([.that(.careTeam), .purpose(.payment, .operations), .role(Region.clinicians)]),
            personnel([.that(.ownTrainingProgram), .purpose(.training), .role(Region.clinicians)]),
            personnel([.purpose(.payment), .role(.billing)]),
            personnel([.purpose(.operations), .role(.operations)])
        ),
        .never(
            "part2.payment-off-the-team",
            "A clinician of the program who is not on the team reads nothing for payment.",
            .part2(12, "(c)(3)"),
            Region.record([
                Region.seeing, .that(.inHouse, .fromProgram), Region.unpermitted, .not(.careTeam, .isAuthor),
                .purpose(.payment), .role(Region.clinicians),
            ])
        ),
        .never(
            "part2.author-outside-the-program",
            "An author who left the program reads the record no more than others.",
            .part2(12, "(c)(3)"),
            Region.record([
                Region.seeing, .that(.inHouse, .fromProgram, .isAuthor), Region.unpermitted,
                .not(.part2Personnel), .purpose(.treatment, .payment, .operations, .documentation),
            ])
        ),
        .always(
            "part2.service-organization",
            "A qualified service organization serves the program.",
            .part2(12, "(c)(4)"),
            Region.program([
                Region.seeing, .that(.coveredEntity), .not(.inHouse), .role(.businessAssociate),
                .purpose(.treatment, .payment, .operations),
            ]),
            Region.program([
                Region.seeing, .that(.coveredEntity), .role(.attorneyForProvider), .purpose(.legalDefense),
                .broughtBy(.patient, .provider, .thirdParty, .government),
            ]),
            unless: [Region.usedAgainstPatient]
        ),
        .always(
            "part2.deidentify",
            "The program removes identifiers.",
            .part2(54, "(b)"),
            Region.program([
                .action(.deidentify), .that(.inHouse, .part2Personnel),
                .role(Region.clinicians + [.operations, .researcher]),
            ]),
            Region.program([.action(.deidentify), .that(.coveredEntity), .role(.businessAssociate)]),
            demanded([.action(.deidentify), .role(.publicHealthAuthority), .purpose(.publicHealth)])
        ),
        .always(
            "part2.emergency-inside",
            "In an emergency a clinician of the holder reads when consent cannot be had.",
            .part2(51, "(a)"),
            Region.program([
                .action(.read, .export),
                .that(.inHouse, .treatmentNeeded, .consentUnobtainable, .reasonRecorded),
                .purpose(.emergencyTreatment), .role(Region.clinicians),
            ])
        ),
        .always(
            "part2.emergency-outside",
            "In an emergency a provider elsewhere reads when consent cannot be had.",
            .part2(51, "(a)"),
            Region.program([
                Region.seeing, .that(.treatmentNeeded, .consentUnobtainable), .not(.inHouse),
                .purpose(.emergencyTreatment), .role(.clinicianOtherOrg),
            ]),
            unless: [Region.strangers]
        ),
        .always(
            "part2.research",
            "Research goes on under its conditions.",
            .part2(52),
            Region.program([
                Region.seeing, .role(.researcher), .purpose(.research), .that(.part2ResearchConditions),
            ]),
            unless: [[.that(.severalSubjects), .not(.segmentable, .consentedByAll)]]
        ),
        .always(
            "part2.audit",
            "An audit goes on under written agreement.",
            .part2(53),
            demanded([
                Region.seeing, .role(.oversightAgency), .purpose(.healthOversight),
                .assurance(.auditAgreement), .oversightOf(.originator, .organization, .plan),
            ])
        ),
        .always(
            "part2.child-abuse-report",
            "A compelled report of child abuse is made, whatever the host says.",
            .part2(12, "(c)(6)"),
            Region.compelled([
                .compartment(.substanceUse), .that(.fromProgram), Region.seeing,
                .role(.protectiveServices, .lawEnforcement), .purpose(.abuseReport),
                .instrument(.childAbuseStatute), .that(.mandatory), .not(.againstPatient),
            ])
        ),
        .always(
            "part2.cause-of-death",
            "An inquiry into the cause of a death sees the record.",
            .part2(15, "(b)(1)"),
            demanded([Region.seeing, .role(.coroner), .purpose(.coroner), .that(.deceased)])
        ),
        .always(
            "part2.hhs",
            "HHS sees the record of a program, whatever the host says.",
            .part2(2, "(b)"),
            Region.compelled([
                .compartment(.substanceUse), Region.seeing, .role(.hhs), .purpose(.hhsCompliance),
                .instrument(.hhsDemand), .that(.mandatory),
            ])
        ),
        .always(
            "part2.order",
            "An order of subpart E with a subpoena is obeyed, whatever the host says.",
            .part2(64),
            Region.compelled([
                .compartment(.substanceUse), Region.seeing, .instrument(.part2CourtOrder),
                .that(.orderNoncriminal, .expresslyCovers, .mandatory, .withSubpoena, .confidentialFinding),
                .purpose(.judicialProceeding, .requiredByLaw), Region.parties,
            ])
        ),
        .never(
            "part2.order-reaches-whom-it-names",
            "An order of subpart E opens nothing to others than it limits disclosure to, nor before it compels.",
            .part2(64, "(e)"),
            ordered([.not(.mandatory)]),
            ordered([
                .that(.orderNoncriminal),
                .role(
                    PrincipalRole.allCases.filter {
                        ![.court, .opposingAttorney, .attorneyForProvider].contains($0)
                    }
                ),
            ])
        ),
        .always(
            "part2.criminal-order",
            "An order of 2.65 with a subpoena is obeyed, whatever the host says.",
            .part2(65),
            Region.compelled([
                .compartment(.substanceUse), Region.seeing, .instrument(.part2CourtOrder),
                .that(
                    .orderAgainstPatient,
                    .expresslyCovers,
                    .mandatory,
                    .withSubpoena,
                    .confidentialFinding
                ), .purpose(.lawEnforcement, .judicialProceeding), Region.officials,
            ])
        ),
        .always(
            "part2.contractor",
            "A lawful holder's contractor gets what payment and operations need.",
            .part2(33, "(b)(3)"),
            Region.unrestricted([
                .compartment(.substanceUse), .that(.lawfulHolder, .coveredEntity), .not(.inHouse),
                Region.seeing, .role(.businessAssociate), .purpose(.payment, .operations),
            ])
        ),
        .always(
            "part2.lawful-holder",
            "A lawful holder uses the record for payment and operations.",
            .part2(33, "(b)(3)"),
            Region.unrestricted([
                .compartment(.substanceUse), .that(.lawfulHolder, .inHouse), .action(.read, .export),
                .role(.billing), .purpose(.payment),
            ]),
            Region.unrestricted([
                .compartment(.substanceUse), .that(.lawfulHolder, .inHouse), .action(.read, .export),
                .role(.operations), .purpose(.operations),
            ])
        ),
        .never(
            "part2.against-the-patient",
            "No recipient uses a record against the patient without consent or an order of subpart E.",
            .part2(12, "(d)(1)"),
            Region.record([
                .not(.fromProgram, .consentForProceedings), .that(.againstPatient),
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw, .healthOversight),
            ]),
            Region.thirdParty([
                .compartment(.substanceUseCounseling), .not(.fromProgram), .that(.againstPatient),
                .purpose(.requiredByLaw, .healthOversight, .abuseReport),
            ]),
            unless: [[.instrument(.part2CourtOrder)]]
        ),
        .never(
            "part2.other-process",
            "No other order, warrant, subpoena or statute opens the record of a program.",
            .part2(61),
            Region.record([
                Region.seeing, .that(.fromProgram), Region.unpermitted,
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                .instrument(
                    nil,
                    .courtOrder,
                    .warrant,
                    .grandJurySubpoena,
                    .attorneySubpoena,
                    .administrativeRequest,
                    .statute,
                    .childAbuseStatute,
                    .hhsDemand
                ),
            ])
        ),
        .never(
            "part2.order-without-subpoena",
            "An order authorizes; without a subpoena nothing is opened, nor without the finding of 2.63.",
            .part2(61),
            Region.record([
                Region.seeing, .that(.fromProgram), Region.unpermitted, .instrument(.part2CourtOrder),
                .not(.withSubpoena), .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
            ]),
            Region.record([
                Region.seeing, .that(.fromProgram), Region.unpermitted, .instrument(.part2CourtOrder),
                .not(.confidentialFinding), .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
            ])
        ),
        .never(
            "part2.public-health-identities",
            "Public health gets no identities from a program.",
            .part2(54, "(b)"),
            Region.record([.that(.fromProgram), Region.unpermitted, Region.seeing, .purpose(.publicHealth)])
        ),
        .never(
            "part2.no-threat",
            "A threat opens no record of a program.",
            .part2(13, "(a)"),
            Region.record([Region.seeing, .that(.fromProgram), Region.unpermitted, .purpose(.seriousThreat)])
        ),
        .never(
            "part2.outsiders",
            "Outside the program nobody treats, pays or operates without consent, save under agreement.",
            .part2(13, "(a)"),
            Region.record([
                Region.seeing, .that(.fromProgram), Region.unpermitted,
                .not(.part2Personnel, .isAuthor, .coveredEntity), .purpose(.treatment, .payment, .operations),
            ])
        ),
        .never(
            "part2.specific-consent-holders",
            "What was received by another consent is not passed on.",
            .part2(33, "(b)"),
            Region.record([
                Region.seeing, .not(.fromProgram, .underPrivacyRule, .lawfulHolder), Region.unpermitted,
                .purpose(.treatment, .payment, .operations),
            ])
        ),
        .always(
            "part2.consent-opens",
            "What the patient consented to is opened.",
            .part2(33, "(a)"),
            Region.unrestricted([
                .compartment(.substanceUse), Region.seeing, .that(.consented),
                .not(.severalSubjects, .againstPatient),
            ]),
            Region.unrestricted([
                .compartment(.substanceUse), Region.seeing, .that(.consented, .segmentable),
                .not(.againstPatient),
            ]),
            Region.unrestricted([
                .compartment(.substanceUse), Region.seeing, .that(.consentedByAll), .not(.againstPatient),
            ])
        ),
    ]
}

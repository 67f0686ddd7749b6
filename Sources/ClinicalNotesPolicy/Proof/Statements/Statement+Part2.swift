internal import ClinicalNotesModel

extension Statement {
    private static func program(_ conditions: Condition...) -> [Condition] {
        Region.unrestricted(.compartment(.substanceUse), .that(.fromProgram)) + conditions
    }

    private static func demanded(_ conditions: Condition...) -> [Condition] {
        Region.open(.compartment(.substanceUse), .that(.fromProgram)) + conditions
    }

    private static func record(_ conditions: Condition...) -> [Condition] {
        Region.thirdParty([.compartment(.substanceUse)] + conditions)
    }

    private static let unconsented: Condition = .not(
        .authorized,
        .authorizedByAll,
        .consented,
        .consentedByAll
    )
    private static let seeing: Condition = .action(Region.content)

    private static func brings(
        _ obligation: Obligation,
        _ name: String,
        _ citation: Citation,
        _ conditions: Condition...
    ) -> Statement {
        .permit(
            brings: obligation,
            "part2.\(name)",
            "What leaves a program without consent comes with its limits: \(name).",
            citation,
            record(.that(.fromProgram), unconsented) + conditions
        )
    }

    /// 42 CFR 2.12 to 2.16, 2.33, 2.51 to 2.65: records of a program and of those who hold them.
    static let substanceUse: [Statement] = [
        .always(
            "part2.author",
            "The author reads the own record within the program.",
            .part2(12, "(c)(3)"),
            program(
                .action(.read, .export),
                .that(.isAuthor, .inHouse),
                .purpose(.treatment, .emergencyTreatment, .payment, .operations, .documentation)
            )
        ),
        .always(
            "part2.personnel-treats",
            "Personnel of the program read to treat.",
            .part2(12, "(c)(3)"),
            program(
                seeing,
                .that(.part2Personnel),
                .purpose(.treatment, .payment, .operations),
                .role(Region.clinicians)
            ),
            program(
                seeing,
                .that(.part2Personnel, .ownTrainingProgram),
                .purpose(.training),
                .role(Region.clinicians)
            ),
            program(
                seeing,
                .that(.part2Personnel),
                .purpose(.payment, .operations),
                .role(.billing, .operations)
            )
        ),
        .always(
            "part2.service-organization",
            "A qualified service organization serves the program.",
            .part2(12, "(c)(4)"),
            program(
                seeing,
                .that(.coveredEntity),
                .role(.businessAssociate),
                .purpose(.treatment, .payment, .operations)
            ),
            program(seeing, .that(.coveredEntity), .role(.attorneyForProvider), .purpose(.legalDefense))
        ),
        .always(
            "part2.deidentify",
            "The program removes identifiers.",
            .part2(54, "(b)"),
            program(
                .action(.deidentify),
                .that(.inHouse, .part2Personnel),
                .role(Region.clinicians + [.operations, .researcher])
            ),
            program(.action(.deidentify), .that(.coveredEntity), .role(.businessAssociate)),
            demanded(.action(.deidentify), .role(.publicHealthAuthority), .purpose(.publicHealth))
        ),
        .always(
            "part2.emergency-inside",
            "In an emergency a clinician of the holder reads when consent cannot be had.",
            .part2(51, "(a)"),
            program(
                .action(.read, .export),
                .that(.inHouse, .treatmentNeeded, .consentUnobtainable, .reasonRecorded),
                .purpose(.emergencyTreatment),
                .role(Region.clinicians)
            )
        ),
        .always(
            "part2.emergency-outside",
            "In an emergency a provider elsewhere reads when consent cannot be had.",
            .part2(51, "(a)"),
            program(
                seeing,
                .that(.treatmentNeeded, .consentUnobtainable),
                .not(.inHouse),
                .purpose(.emergencyTreatment),
                .role(.clinicianOtherOrg)
            )
        ),
        .always(
            "part2.research",
            "Research goes on under its conditions.",
            .part2(52),
            program(seeing, .role(.researcher), .purpose(.research), .that(.part2ResearchConditions))
        ),
        .always(
            "part2.audit",
            "An audit goes on under written agreement.",
            .part2(53),
            demanded(
                seeing,
                .role(.oversightAgency),
                .purpose(.healthOversight),
                .assurance(.auditAgreement),
                .oversightOf(.originator, .organisation, .plan)
            )
        ),
        .always(
            "part2.child-abuse-report",
            "A compelled report of child abuse is made, whatever the host says.",
            .part2(12, "(c)(6)"),
            Region.compelled(
                .compartment(.substanceUse),
                .that(.fromProgram),
                seeing,
                .role(.protectiveServices, .lawEnforcement),
                .purpose(.abuseReport),
                .instrument(.childAbuseStatute),
                .that(.mandatory),
                .not(.againstPatient)
            )
        ),
        .always(
            "part2.cause-of-death",
            "An inquiry into the cause of a death sees the record.",
            .part2(15, "(b)(1)"),
            demanded(seeing, .role(.coroner), .purpose(.coroner), .that(.deceased))
        ),
        .always(
            "part2.hhs",
            "HHS sees the record of a program, whatever the host says.",
            .part2(2, "(b)"),
            Region.compelled(.compartment(.substanceUse), seeing, .role(.hhs), .purpose(.hhsCompliance))
        ),
        .always(
            "part2.order",
            "An order of subpart E with a subpoena is obeyed, whatever the host says.",
            .part2(64),
            Region.compelled(
                .compartment(.substanceUse),
                seeing,
                .instrument(.part2CourtOrder),
                .that(.orderNoncriminal, .expresslyCovers, .withSubpoena, .confidentialFinding),
                .purpose(.judicialProceeding, .requiredByLaw)
            )
        ),
        .always(
            "part2.criminal-order",
            "An order of 2.65 with a subpoena is obeyed, whatever the host says.",
            .part2(65),
            Region.compelled(
                .compartment(.substanceUse),
                seeing,
                .instrument(.part2CourtOrder),
                .that(.orderAgainstPatient, .expresslyCovers, .withSubpoena, .confidentialFinding),
                .purpose(.lawEnforcement, .judicialProceeding)
            )
        ),
        .always(
            "part2.contractor",
            "A lawful holder's contractor gets what payment and operations need.",
            .part2(33, "(b)(3)"),
            Region.unrestricted(
                .compartment(.substanceUse),
                .that(.lawfulHolder, .coveredEntity),
                .not(.inHouse),
                seeing,
                .role(.businessAssociate),
                .purpose(.payment, .operations)
            )
        ),
        .always(
            "part2.lawful-holder",
            "A lawful holder uses the record for payment and operations.",
            .part2(33, "(b)(3)"),
            Region.unrestricted(
                .compartment(.substanceUse),
                .that(.lawfulHolder, .inHouse),
                .action(.read, .export),
                .role(.billing, .operations),
                .purpose(.payment, .operations)
            )
        ),
        .never(
            "part2.against-the-patient",
            "No recipient uses a record against the patient without consent or an order of subpart E.",
            .part2(12, "(d)(1)"),
            record(
                .not(.fromProgram, .consentForProceedings),
                .that(.againstPatient),
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw, .healthOversight)
            ),
            unless: [[.instrument(.part2CourtOrder)]]
        ),
        .never(
            "part2.other-process",
            "No other order, warrant, subpoena or statute opens the record of a program.",
            .part2(61),
            record(
                seeing,
                .that(.fromProgram),
                unconsented,
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
                )
            )
        ),
        .never(
            "part2.order-without-subpoena",
            "An order authorizes; without a subpoena nothing is opened, nor without the finding of 2.63.",
            .part2(61),
            record(
                seeing,
                .that(.fromProgram),
                unconsented,
                .instrument(.part2CourtOrder),
                .not(.withSubpoena),
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw)
            ),
            record(
                seeing,
                .that(.fromProgram),
                unconsented,
                .instrument(.part2CourtOrder),
                .not(.confidentialFinding),
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw)
            )
        ),
        .never(
            "part2.public-health-identities",
            "Public health gets no identities from a program.",
            .part2(54, "(b)"),
            record(.that(.fromProgram), unconsented, seeing, .purpose(.publicHealth))
        ),
        .never(
            "part2.no-threat",
            "A threat opens no record of a program.",
            .part2(13, "(a)"),
            record(seeing, .that(.fromProgram), unconsented, .purpose(.seriousThreat))
        ),
        .never(
            "part2.outsiders",
            "Outside the program nobody treats, pays or operates without consent, save under agreement.",
            .part2(13, "(a)"),
            record(
                seeing,
                .that(.fromProgram),
                unconsented,
                .not(.part2Personnel, .isAuthor, .coveredEntity),
                .purpose(.treatment, .payment, .operations)
            )
        ),
        .never(
            "part2.specific-consent-holders",
            "What was received by another consent is not passed on.",
            .part2(33, "(b)"),
            record(
                seeing,
                .not(.fromProgram, .underPrivacyRule, .lawfulHolder),
                unconsented,
                .purpose(.treatment, .payment, .operations)
            )
        ),
        brings(
            .minimumNecessary,
            "personnel-necessary",
            .part2(13, "(a)"),
            .not(.isAuthor, .withSubpoena),
            .purpose(
                .treatment,
                .emergencyTreatment,
                .payment,
                .operations,
                .training,
                .legalDefense,
                .research,
                .healthOversight,
                .coroner
            ),
            seeing
        ),
        brings(
            .documentEmergency,
            "emergency-documented",
            .part2(51, "(c)"),
            .purpose(.emergencyTreatment),
            .not(.part2Personnel, .isAuthor),
            seeing
        ),
        brings(
            .breakGlassAudit,
            "emergency-audited",
            .hipaa(312, "(a)(2)(ii)"),
            .purpose(.emergencyTreatment),
            .that(.inHouse),
            .role(Region.clinicians),
            .not(.part2Personnel, .isAuthor)
        ),
        brings(
            .recordReason,
            "emergency-recorded",
            .hipaa(312, "(a)(2)(ii)"),
            .purpose(.emergencyTreatment),
            .that(.inHouse),
            .role(Region.clinicians),
            .not(.part2Personnel, .isAuthor)
        ),
        brings(
            .accountDisclosure,
            "accounted",
            .hipaa(528, "(a)(1)"),
            .purpose(
                .research,
                .healthOversight,
                .coroner,
                .abuseReport,
                .hhsCompliance,
                .judicialProceeding,
                .lawEnforcement,
                .requiredByLaw
            ),
            seeing
        ),
        brings(.limitToLaw, "report-limits", .part2(12, "(c)(6)"), .purpose(.abuseReport), seeing),
        brings(
            .limitToOrder,
            "order-limits",
            .part2(64),
            .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
            seeing
        ),
        brings(.deidentifyFirst, "deidentify-first", .part2(54, "(b)"), .action(.deidentify)),
        .permit(
            brings: .minimumNecessary,
            "part2.holder-necessary",
            "A lawful holder and its contractor use what they need.",
            .part2(13, "(a)"),
            record(.that(.lawfulHolder), unconsented, .purpose(.payment, .operations))
        ),
        .permit(
            brings: .accountDisclosure,
            "part2.holder-hhs-accounted",
            "What HHS gets is accounted for.",
            .hipaa(528, "(a)(1)"),
            record(unconsented, seeing, .purpose(.hhsCompliance))
        ),
        .permit(
            brings: .part2Notice,
            "part2.contractor-notice",
            "The notice goes with what a contractor gets.",
            .part2(33, "(c)"),
            record(.that(.lawfulHolder), .not(.inHouse), unconsented, .purpose(.payment, .operations))
        ),
        .permit(
            brings: .part2Notice,
            "part2.redisclosure-notice",
            "The notice goes with what a covered recipient passes on.",
            .part2(32, "(a)"),
            record(
                .that(.underPrivacyRule),
                .not(.inHouse),
                seeing,
                .purpose(
                    .treatment,
                    .emergencyTreatment,
                    .payment,
                    .operations,
                    .research,
                    .familyInvolvement
                )
            )
        ),
        .permit(
            cites: "part2.redisclosed",
            "A recipient's redisclosure says under what it is allowed.",
            .part2(33, "(b)(1)"),
            record(.that(.underPrivacyRule))
        ),
        .denial(
            brings: .legalReview,
            "part2.refusal-reviewed",
            "Counsel looks at a demand on a Part 2 record that is refused.",
            .part2(61),
            Region.thirdParty(Region.part2, .that(.verified, .mandatory)),
            Region.thirdParty(Region.part2, .that(.verified, .againstPatient)),
            Region.thirdParty(Region.part2, .that(.verified), .purpose(.seriousThreat))
        ),
    ]

    /// 42 CFR 2.31 to 2.33: consent.
    static let substanceUseConsent: [Statement] =
        [
            .always(
                "part2.consent-opens",
                "What the patient consented to is opened.",
                .part2(33, "(a)"),
                Region.unrestricted(
                    .compartment(.substanceUse),
                    seeing,
                    .that(.consented),
                    .not(.severalSubjects, .againstPatient)
                ),
                Region.unrestricted(
                    .compartment(.substanceUse),
                    seeing,
                    .that(.consented, .segmentable),
                    .not(.againstPatient)
                ),
                Region.unrestricted(
                    .compartment(.substanceUse),
                    seeing,
                    .that(.consentedByAll),
                    .not(.againstPatient)
                )
            ),
            consented(.limitToAuthorization, "limits", .part2(33, "(a)")),
            consented(.attachConsent, "consent-travels", .part2(32, "(b)")),
            consented(.part2Notice, "notice-travels", .part2(32, "(a)")),
            consented(.minimumNecessary, "necessary", .part2(13, "(a)")),
            .permit(
                brings: .minimumNecessary,
                "part2.consent-of-holders-necessary",
                "What a holder passes on by consent for payment or operations is what that needs.",
                .part2(13, "(a)"),
                record(
                    .that(.consented),
                    .not(.fromProgram, .isAuthor, .severalSubjects, .withSubpoena),
                    .purpose(.payment, .operations)
                )
            ),
            .permit(
                cites: "part2.intermediary-named",
                "A consent to an intermediary names its participants.",
                .part2(31, "(a)(4)(ii)"),
                record(.that(.consented), .role(.intermediary))
            ),
            held("tpo", .part2(33, "(a)(2)"), .consentForTPO),
            held("executor", .part2(15, "(b)(2)"), .signedByExecutor),
            held("minor", .part2(14, "(a)"), .signedByMinor),
            held("both", .part2(14, "(b)(1)"), .signedByBoth),
            held("in-time", .part2(31, "(a)(7)"), .expiryLimits),
            void("revoked", .part2(31, "(c)(3)"), .revoked),
            void("expired", .part2(31, "(c)(1)"), .expired),
            void("false", .part2(31, "(c)(4)"), .knownFalse),
            void("minor", .part2(14, "(a)"), .minorMustSign),
            void("both", .part2(14, "(b)(1)"), .bothMustSign),
            void("endless", .part2(31, "(a)(7)"), .endlessExpiry),
            void("statement", .part2(31, "(a)(10)"), .statementMissing),
            void("unsigned", .part2(31, "(a)(8)"), .unsigned),
            void("element", .part2(31, "(c)(2)"), .elementMissing),
            void("element-listed", .part2(31, "(a)"), .elementMissing),
            void("authority", .part2(15, "(a)"), .authorityMissing),
            void("signer", .part2(31, "(a)(8)"), .wrongSigner),
            void("recipient", .part2(31, "(a)(4)"), .recipientOther),
            void("purpose", .part2(31, "(a)(5)"), .purposeOther),
            void("covers", .part2(31, "(a)(3)"), .coversOther),
            void("discloser", .part2(31, "(a)(2)"), .otherDiscloser),
            void("subject", .part2(31, "(a)(1)"), .subjectOther),
            .denial(
                cites: "part2.consent-intermediary",
                "A refusal names what is missing: the intermediary's participants.",
                .part2(31, "(a)(4)(ii)"),
                Region.thirdParty(Region.part2, .that(.elementMissing), .role(.intermediary))
            ),
            .denial(
                cites: "part2.consent-compound",
                "A refusal names what is wrong: combined.",
                .part2(31, "(d)"),
                record(.that(.compound))
            ),
            .denial(
                cites: "part2.consent-compound-counseling",
                "A refusal names what is wrong: combined.",
                .part2(31, "(b)(2)"),
                Region.thirdParty(.compartment(.substanceUseCounseling), .that(.compound))
            ),
            .denial(
                cites: "part2.consent-conditioned",
                "A refusal names what is wrong: conditioned.",
                .part2(31, "(b)(3)"),
                Region.thirdParty(.compartment(.substanceUseCounseling), .that(.conditioned))
            ),
        ]

    private static func consented(_ obligation: Obligation, _ name: String, _ citation: Citation) -> Statement
    {
        .permit(
            brings: obligation,
            "part2.consent-\(name)",
            "What a program gives by consent alone comes with its papers: \(name).",
            citation,
            record(
                .that(.fromProgram, .consented),
                .not(.isAuthor, .part2Personnel, .withSubpoena),
                .purpose(.treatment, .payment, .operations, .familyInvolvement, .employment),
                .role(.clinicianOtherOrg, .healthPlan, .familyMember, .employer)
            )
        )
    }

    private static func held(_ name: String, _ citation: Citation, _ flag: Flag) -> Statement {
        .permit(
            cites: "part2.consent-\(name)-held",
            "A permit names what makes its consent hold: \(name).",
            citation,
            record(.that(.consented, flag))
        )
    }

    private static func void(_ name: String, _ citation: Citation, _ flag: Flag) -> Statement {
        .denial(
            cites: "part2.consent-\(name)",
            "A refusal names what is wrong with a consent that was shown: \(name).",
            citation,
            Region.thirdParty(Region.part2, .that(flag))
        )
    }

    private static func refused(_ name: String, _ citation: Citation, _ conditions: Condition...) -> Statement
    {
        .denial(
            cites: "part2.refused-\(name)",
            "A refusal of a Part 2 record names its paragraph: \(name).",
            citation,
            record() + conditions
        )
    }

    /// 42 CFR 2.12 to 2.65: which paragraph refused.
    static let substanceUseRefusals: [Statement] = [
        refused(
            "order-without-subpoena",
            .part2(61, "(a)"),
            .instrument(.part2CourtOrder),
            .not(.withSubpoena)
        ),
        refused("no-finding", .part2(63, "(a)"), .instrument(.part2CourtOrder), .not(.confidentialFinding)),
        refused("child-protection", .part2(12, "(c)(6)"), .role(.protectiveServices)),
        refused("against-the-patient", .part2(12, "(d)(1)"), .that(.againstPatient)),
        refused("police", .part2(65), .purpose(.lawEnforcement)),
        refused("subpoena", .part2(61, "(a)"), .purpose(.judicialProceeding)),
        refused("vendor", .part2(12, "(c)(4)"), .role(.businessAssociate), .not(.coveredEntity)),
        refused("outside-the-program", .part2(12, "(c)(3)"), .that(.inHouse, .fromProgram)),
        refused("covered-recipient", .part2(33, "(b)(1)"), .that(.underPrivacyRule)),
        refused("other-consent", .part2(33, "(b)"), .not(.underPrivacyRule, .lawfulHolder, .fromProgram)),
        refused("lawful-holder", .part2(33, "(b)(3)"), .that(.lawfulHolder)),
        refused("public-health", .part2(54, "(b)"), .purpose(.publicHealth)),
        refused("abuse", .part2(12, "(c)(6)"), .purpose(.abuseReport)),
        refused("research", .part2(52), .purpose(.research)),
        refused("audit", .part2(53), .purpose(.healthOversight)),
        refused("emergency", .part2(51), .purpose(.emergencyTreatment, .seriousThreat)),
        refused("death", .part2(15, "(b)(1)"), .purpose(.coroner)),
        refused("state-law", .part2(20), .purpose(.requiredByLaw)),
        refused("consent-needed", .part2(13, "(a)")),
    ]

    private static func note(_ conditions: Condition...) -> [Condition] {
        [.compartment(.substanceUseCounseling)] + conditions
    }

    private static func counselingBrings(_ obligation: Obligation, _ name: String, _ conditions: Condition...)
        -> Statement
    {
        .permit(
            brings: obligation,
            "counseling.\(name)-brings",
            "What the list opens without consent comes with its limits: \(name).",
            .part2(31, "(b)(1)"),
            Region.thirdParty(
                [.compartment(.substanceUseCounseling), .not(.counselingConsentedByAll)] + conditions
            )
        )
    }

    private static func counselingRefused(_ name: String, _ citation: Citation, _ conditions: Condition...)
        -> Statement
    {
        .denial(
            cites: "counseling.refused-\(name)",
            "A refusal of a counseling note names its paragraph: \(name).",
            citation,
            Region.thirdParty([.compartment(.substanceUseCounseling)] + conditions)
        )
    }

    /// 42 CFR 2.31(b): counseling notes.
    static let counseling: [Statement] = [
        .never(
            "counseling.nobody-else-treats",
            "Nobody but the originator reads a counseling note for treatment, without a consent of every subject.",
            .part2(31, "(b)(1)(i)(A)"),
            note(seeing, .purpose(.treatment, .emergencyTreatment)),
            unless: [[.that(.isAuthor, .inHouse), .action(.read)], [.that(.counselingConsentedByAll)]]
        ),
        .never(
            "counseling.closed-list",
            "No purpose outside the list opens a counseling note without consent.",
            .part2(31, "(b)(1)"),
            Region.thirdParty(
                .compartment(.substanceUseCounseling),
                .not(.counselingConsentedByAll),
                .purpose(
                    .payment,
                    .operations,
                    .patientRequest,
                    .funeral,
                    .organDonation,
                    .seriousThreat,
                    .publicHealth,
                    .abuseReport,
                    .workersComp,
                    .specializedGovernment,
                    .familyInvolvement,
                    .research,
                    .marketing,
                    .sale,
                    .employment,
                    .documentation,
                    .lawEnforcement
                )
            )
        ),
        .never(
            "counseling.both-documents",
            "A counseling note that is also a psychotherapy note needs both documents.",
            .hipaa(508, "(a)(2)"),
            Region.thirdParty(
                .compartment(.substanceUseCounseling),
                .that(.alsoPsychotherapy),
                .not(.authorizedByAll),
                .purpose(.payment, .operations, .familyInvolvement, .research, .employment)
            )
        ),
        .never(
            "counseling.withheld-as-psychotherapy",
            "A counseling note that is also a psychotherapy note is withheld alike.",
            .hipaa(524, "(a)(1)(i)"),
            note(
                .lane(.access),
                .that(.protectedFromPatient),
                .not(.openedByOriginator, .houseOpensForPatient)
            )
        ),
        .never(
            "counseling.orders",
            "Only an order under 2.64 with a subpoena and the finding of 2.63 opens a counseling note to a court.",
            .part2(63, "(a)"),
            Region.thirdParty(
                .compartment(.substanceUseCounseling),
                .not(.counselingConsentedByAll),
                .purpose(.judicialProceeding, .requiredByLaw)
            ),
            unless: [
                [
                    .instrument(.part2CourtOrder),
                    .that(.orderNoncriminal, .expresslyCovers, .withSubpoena, .confidentialFinding),
                ]
            ]
        ),
        .always(
            "counseling.originator-treats",
            "The originator reads the own counseling note to treat.",
            .part2(31, "(b)(1)(i)(A)"),
            Region.unrestricted(
                .compartment(.substanceUseCounseling),
                .action(.read),
                .purpose(.treatment, .emergencyTreatment),
                .that(.isAuthor, .inHouse)
            )
        ),
        .always(
            "counseling.training",
            "The program trains with counseling notes.",
            .part2(31, "(b)(1)(i)(B)"),
            Region.unrestricted(
                .compartment(.substanceUseCounseling),
                .action(.read, .disclose),
                .purpose(.training),
                .that(.ownTrainingProgram),
                .role(Region.clinicians)
            )
        ),
        .always(
            "counseling.defense",
            "The program defends itself against the patient.",
            .part2(31, "(b)(1)(i)(C)"),
            Region.unrestricted(
                .compartment(.substanceUseCounseling),
                seeing,
                .purpose(.legalDefense),
                .broughtBy(.patient),
                .role(.attorneyForProvider),
                .that(.inHouse)
            )
        ),
        .always(
            "counseling.hhs",
            "HHS gets a counseling note, whatever the host says.",
            .part2(2, "(b)"),
            Region.compelled(
                .compartment(.substanceUseCounseling),
                seeing,
                .role(.hhs),
                .purpose(.hhsCompliance)
            )
        ),
        .always(
            "counseling.cause-of-death",
            "An inquiry into the cause of a death sees a counseling note.",
            .part2(15, "(b)(1)"),
            Region.open(
                .compartment(.substanceUseCounseling),
                seeing,
                .role(.coroner),
                .purpose(.coroner),
                .that(.deceased)
            )
        ),
        .always(
            "counseling.oversight",
            "Oversight of the originator sees a counseling note under written agreement.",
            .part2(53),
            Region.open(
                .compartment(.substanceUseCounseling),
                seeing,
                .role(.oversightAgency),
                .purpose(.healthOversight),
                .oversightOf(.originator),
                .assurance(.auditAgreement)
            )
        ),
        .always(
            "counseling.order",
            "An order under 2.64 with a subpoena opens a counseling note, whatever the host says.",
            .part2(64),
            Region.compelled(
                .compartment(.substanceUseCounseling),
                seeing,
                .purpose(.judicialProceeding, .requiredByLaw),
                .instrument(.part2CourtOrder),
                .that(.orderNoncriminal, .expresslyCovers, .withSubpoena, .confidentialFinding)
            )
        ),
        .always(
            "counseling.consent",
            "A consent of every subject opens a counseling note.",
            .part2(31, "(b)"),
            Region.unrestricted(
                .compartment(.substanceUseCounseling),
                seeing,
                .that(.counselingConsentedByAll),
                .not(.alsoPsychotherapy)
            ),
            Region.unrestricted(
                .compartment(.substanceUseCounseling),
                seeing,
                .that(.counselingConsentedByAll, .authorizedByAll)
            )
        ),
        .permit(
            brings: .limitToAuthorization,
            "counseling.consent-limits",
            "What a consent opened stays within it.",
            .part2(33, "(a)"),
            Region.thirdParty(
                .compartment(.substanceUseCounseling),
                .purpose(.payment, .operations, .familyInvolvement)
            )
        ),
        .permit(
            brings: .attachConsent,
            "counseling.consent-travels",
            "The consent travels along.",
            .part2(32, "(b)"),
            Region.thirdParty(
                .compartment(.substanceUseCounseling),
                .purpose(.payment, .operations, .familyInvolvement)
            )
        ),
        .permit(
            brings: .part2Notice,
            "counseling.notice-travels",
            "The notice travels along.",
            .part2(32, "(a)"),
            Region.thirdParty(
                .compartment(.substanceUseCounseling),
                .purpose(.payment, .operations, .familyInvolvement)
            )
        ),
        .permit(
            brings: .minimumNecessary,
            "counseling.consent-necessary",
            "No more than necessary, also by consent.",
            .part2(13, "(a)"),
            Region.thirdParty(
                .compartment(.substanceUseCounseling),
                .purpose(.payment, .operations, .familyInvolvement)
            )
        ),
        counselingBrings(.minimumNecessary, "training", .purpose(.training)),
        counselingBrings(.minimumNecessary, "defense", .purpose(.legalDefense)),
        counselingBrings(.minimumNecessary, "death", .purpose(.coroner)),
        counselingBrings(.minimumNecessary, "oversight", .purpose(.healthOversight)),
        counselingBrings(
            .accountDisclosure,
            "accounted",
            .purpose(.coroner, .healthOversight, .hhsCompliance, .judicialProceeding, .requiredByLaw)
        ),
        counselingBrings(.limitToOrder, "order", .purpose(.judicialProceeding, .requiredByLaw)),
        counselingRefused(
            "also-psychotherapy",
            .hipaa(508, "(a)(2)"),
            .that(.counselingConsented, .alsoPsychotherapy),
            .not(.authorizedByAll)
        ),
        counselingRefused("other-document", .part2(31, "(b)(1)"), .that(.otherKindShown)),
        counselingRefused(
            "use",
            .part2(31, "(b)(1)(i)"),
            .purpose(.treatment, .emergencyTreatment, .payment, .operations, .training, .legalDefense)
        ),
        counselingRefused(
            "disclosure",
            .part2(31, "(b)(1)(ii)"),
            .purpose(Region.publicInterest + [.research])
        ),
        counselingRefused("audit", .part2(53), .purpose(.healthOversight)),
        counselingRefused("order", .part2(63, "(a)"), .purpose(.judicialProceeding, .lawEnforcement)),
        counselingRefused("consent-needed", .part2(31, "(b)(1)")),
    ]
}

internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.508(a)(2): the rule and its closed list of exceptions.
    static let psychotherapy: [Statement] =
        [
            .never(
                "psychotherapy.nobody-else-treats",
                "Nobody but the originator reads a psychotherapy note for treatment, without an authorization of every subject.",
                .hipaa(508, "(a)(2)(i)(A)"),
                [
                    .compartment(.psychotherapy), .action(Region.content),
                    .purpose(.treatment, .emergencyTreatment),
                ],
                unless: [[.that(.isAuthor, .inHouse), .action(.read)], [.that(.authorizedByAll)]]
            ),
            .never(
                "psychotherapy.no-break-glass",
                "Breaking the glass never reaches a psychotherapy or counseling note.",
                .hipaa(508, "(a)(2)"),
                [
                    Region.protected, .action(Region.content), .purpose(.emergencyTreatment),
                    .not(.isAuthor, .authorizedByAll, .counselingConsentedByAll),
                ]
            ),
            .never(
                "psychotherapy.closed-list",
                "No purpose outside the list opens a psychotherapy note without authorization.",
                .hipaa(508, "(a)(2)"),
                Region.thirdParty([
                    .compartment(.psychotherapy), .not(.authorizedByAll),
                    .purpose([
                        .payment, .operations, .patientRequest, .funeral, .organDonation, .workersComp,
                        .specializedGovernment, .familyInvolvement, .research, .marketing, .sale, .employment,
                        .documentation, .amendmentRequest, .accounting,
                    ]),
                ])
            ),
            .never(
                "psychotherapy.subpoena",
                "A lawyer's subpoena or no process at all opens no psychotherapy note to courts and police.",
                .hipaa(508, "(a)(2)(ii)"),
                Region.thirdParty([
                    .compartment(.psychotherapy), .not(.authorizedByAll),
                    .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                    .instrument(nil, .attorneySubpoena, .hhsDemand, .part2CourtOrder),
                ])
            ),
            .never(
                "psychotherapy.demand-enforceable-only",
                "An administrative demand opens a psychotherapy note only where a court would enforce it: mandatory, expressly for it and within the three-part test.",
                .hipaa(512, "(a)(1)"),
                demanded(.not(.mandatory)),
                demanded(.not(.expresslyCovers)),
                demanded(.not(.threePartTest)),
                demanded(.purpose(.judicialProceeding))
            ),
            .always(
                "psychotherapy.demand",
                "An investigative demand that a court would enforce opens a psychotherapy note, whatever the host says.",
                .hipaa(512, "(a)(1)"),
                Region.compelled([
                    .compartment(.psychotherapy), .action(Region.content), .purpose(.requiredByLaw),
                    .instrument(.administrativeRequest), .that(.mandatory, .expresslyCovers, .threePartTest),
                ]),
                Region.compelled([
                    .compartment(.psychotherapy), .action(Region.content), .role(.lawEnforcement),
                    .purpose(.lawEnforcement), .instrument(.administrativeRequest),
                    .that(.mandatory, .expresslyCovers, .threePartTest),
                ])
            ),
            .never(
                "psychotherapy.reported-to-authorities",
                "What a statute compels for police or of abuse goes to the authorities that it names, to nobody else.",
                .hipaa(512, "(a)(2)"),
                Region.thirdParty([
                    .compartment(.psychotherapy), .not(.authorizedByAll), .purpose(.abuseReport),
                    .role(
                        PrincipalRole.allCases.filter {
                            ![.protectiveServices, .lawEnforcement, .publicHealthAuthority].contains($0)
                        }
                    ),
                ]),
                Region.thirdParty([
                    .compartment(.psychotherapy), .not(.authorizedByAll), .purpose(.lawEnforcement),
                    .role(PrincipalRole.allCases.filter { ![.lawEnforcement, .court].contains($0) }),
                ])
            ),
            .never(
                "psychotherapy.report-compelled-only",
                "A report of abuse or to public health opens a psychotherapy note only where a statute compels it.",
                .hipaa(512, "(a)(1)"),
                Region.thirdParty([
                    .compartment(.psychotherapy), .not(.authorizedByAll, .mandatory),
                    .purpose(.abuseReport, .publicHealth),
                ])
            ),
            .always(
                "psychotherapy.public-health-compelled",
                "A statute that compels it opens a psychotherapy note to public health, whatever the host says.",
                .hipaa(512, "(a)(1)"),
                Region.compelled([
                    .compartment(.psychotherapy), .action(Region.content), .role(.publicHealthAuthority),
                    .purpose(.publicHealth), .instrument(.statute), .that(.mandatory),
                ])
            ),
            .never(
                "psychotherapy.oversight-of-originator-only",
                "Oversight of anybody but the originator opens no psychotherapy note.",
                .hipaa(508, "(a)(2)(ii)"),
                Region.thirdParty([
                    .compartment(.psychotherapy), .not(.authorizedByAll), .purpose(.healthOversight),
                    .oversightOf(.none, .organization, .plan, .patientBenefits, .patientUnrelatedToCare),
                ])
            ),
            .never(
                "psychotherapy.defense-against-patient-only",
                "Only a suit that the patient brought opens a psychotherapy note for the holder's defense.",
                .hipaa(508, "(a)(2)(i)(C)"),
                Region.thirdParty([
                    .compartment(.psychotherapy), .not(.authorizedByAll), .purpose(.legalDefense),
                    .broughtBy(.none, .provider, .thirdParty, .government),
                ])
            ),
            .never(
                "psychotherapy.no-deidentifying",
                "Removing identifiers is a use, too.",
                .hipaa(508, "(a)(2)"),
                Region.thirdParty([
                    .compartment(.psychotherapy), .action(.deidentify), .not(.authorizedByAll),
                ])
            ),
            .never(
                "psychotherapy.not-by-representation",
                "Nobody gains psychotherapy notes by representing the patient.",
                .hipaa(524, "(a)(1)(i)"),
                [.lane(.access), .that(.protectedFromPatient), .role(.personalRepresentative, .parent)]
            ),
            .always(
                "psychotherapy.originator-treats",
                "The originator reads the own note to treat.",
                .hipaa(508, "(a)(2)(i)(A)"),
                Region.unrestricted([
                    .compartment(.psychotherapy), .action(.read), .purpose(.treatment, .emergencyTreatment),
                    .that(.isAuthor, .inHouse),
                ])
            ),
            .always(
                "psychotherapy.training",
                "The holder's own program trains with psychotherapy notes.",
                .hipaa(508, "(a)(2)(i)(B)"),
                Region.unrestricted([
                    .compartment(.psychotherapy), .action(.read), .purpose(.training),
                    .that(.inHouse, .ownTrainingProgram), .role(Region.clinicians),
                ]),
                Region.unrestricted([
                    .compartment(.psychotherapy), .action(.read, .disclose), .purpose(.training),
                    .that(.ownTrainingProgram), .not(.inHouse),
                    .role(.trainee, .supervisor, .clinicianOtherOrg),
                ])
            ),
            .always(
                "psychotherapy.defense",
                "The holder defends itself against the patient.",
                .hipaa(508, "(a)(2)(i)(C)"),
                Region.unrestricted([
                    .compartment(.psychotherapy), .action(Region.content), .purpose(.legalDefense),
                    .broughtBy(.patient), .role(.attorneyForProvider), .that(.inHouse),
                ])
            ),
            .always(
                "psychotherapy.hhs",
                "HHS gets a psychotherapy note for a compliance investigation, whatever the host says.",
                .hipaa(502, "(a)(2)(ii)"),
                Region.compelled([
                    .compartment(.psychotherapy), .action(Region.content), .role(.hhs),
                    .purpose(.hhsCompliance), .instrument(.hhsDemand), .that(.mandatory),
                ])
            ),
            .always(
                "psychotherapy.statute",
                "A statute that compels it opens a psychotherapy note, whatever the host says.",
                .hipaa(512, "(a)(1)"),
                Region.compelled([
                    .compartment(.psychotherapy), .action(Region.content), .purpose(.requiredByLaw),
                    .instrument(.statute, .childAbuseStatute), .that(.mandatory),
                ]),
                Region.compelled([
                    .compartment(.psychotherapy), .action(Region.content), .role(.lawEnforcement),
                    .purpose(.lawEnforcement), .instrument(.statute, .childAbuseStatute), .that(.mandatory),
                ])
            ),
            .always(
                "psychotherapy.abuse-report",
                "A compelled report of abuse opens a psychotherapy note, whatever the host says.",
                .hipaa(512, "(a)(2)"),
                Region.compelled([
                    .compartment(.psychotherapy), .action(Region.content), .purpose(.abuseReport),
                    .instrument(.statute, .childAbuseStatute), .that(.mandatory),
                    .role(.protectiveServices, .lawEnforcement, .publicHealthAuthority),
                ])
            ),
            .always(
                "psychotherapy.court-order",
                "A court order that expressly covers it opens a psychotherapy note, whatever the host says.",
                .hipaa(512, "(e)(1)(i)"),
                Region.compelled([
                    .compartment(.psychotherapy), .action(Region.content),
                    .purpose(.judicialProceeding, .requiredByLaw), .instrument(.courtOrder),
                    .that(.expresslyCovers, .mandatory),
                ]),
                Region.compelled([
                    .compartment(.psychotherapy), .action(Region.content), .purpose(.lawEnforcement),
                    Region.officials, .instrument(.courtOrder), .that(.expresslyCovers, .mandatory),
                ])
            ),
            .always(
                "psychotherapy.warrant",
                "A warrant or a grand-jury subpoena that covers it opens a psychotherapy note, whatever the host says.",
                .hipaa(512, "(f)(1)(ii)"),
                Region.compelled([
                    .compartment(.psychotherapy), .action(Region.content),
                    .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw), Region.officials,
                    .instrument(.warrant, .grandJurySubpoena), .that(.expresslyCovers, .mandatory),
                ])
            ),
            .always(
                "psychotherapy.oversight",
                "Oversight of the originator sees a psychotherapy note.",
                .hipaa(512, "(d)(1)"),
                Region.open([
                    .compartment(.psychotherapy), .action(Region.content), .role(.oversightAgency),
                    .purpose(.healthOversight), .oversightOf(.originator),
                ])
            ),
            .always(
                "psychotherapy.coroner",
                "A coroner sees a psychotherapy note after a death.",
                .hipaa(512, "(g)(1)"),
                Region.open([
                    .compartment(.psychotherapy), .action(Region.content), .role(.coroner),
                    .purpose(.coroner), .that(.deceased),
                ])
            ),
            .always(
                "psychotherapy.threat",
                "Who can prevent a serious and imminent threat may be told of a psychotherapy note.",
                .hipaa(512, "(j)(1)(i)"),
                Region.open([
                    .compartment(.psychotherapy), .action(Region.content), .purpose(.seriousThreat),
                    .that(.threatSeriousAndImminent, .threatInGoodFaith, .threatRecipientCanPrevent),
                ])
            ),
            .always(
                "psychotherapy.authorization",
                "An authorization of every subject opens a psychotherapy note.",
                .hipaa(508, "(a)(2)"),
                Region.unrestricted([
                    .compartment(.psychotherapy), .action(Region.content + [.deidentify]),
                    .that(.authorizedByAll),
                ])
            ),
        ]

    private static func demanded(_ condition: Condition) -> [Condition] {
        Region.thirdParty([
            .compartment(.psychotherapy), .instrument(.administrativeRequest),
            .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw), .not(.authorizedByAll), condition,
        ])
    }
}

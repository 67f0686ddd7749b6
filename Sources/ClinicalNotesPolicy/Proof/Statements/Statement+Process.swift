internal import ClinicalNotesModel

extension Statement {
    private static let governed: Condition = .that(.underPrivacyRule)
    private static let seeing: Condition = .action(Region.content)
    private static let unpermitted: Condition = .not(
        .authorized,
        .authorizedByAll,
        .consented,
        .consentedByAll
    )

    private static func brings(
        _ obligation: Obligation,
        _ name: String,
        _ citation: Citation,
        _ conditions: Condition...
    ) -> Statement {
        .permit(
            brings: obligation,
            "process.\(name)",
            "What law, courts and authorities get comes with its limits: \(name).",
            citation,
            Region.thirdParty([.compartment(.general), unpermitted, seeing] + conditions)
        )
    }

    private static func refused(_ name: String, _ citation: Citation, _ conditions: Condition...) -> Statement
    {
        .denial(
            cites: "process.refused-\(name)",
            "A refusal to law, courts and authorities names its paragraph: \(name).",
            citation,
            Region.thirdParty([Region.ordinary] + conditions)
        )
    }

    /// 45 CFR 164.502(a)(2)(ii), 164.512(a), (e), (f).
    static let legalProcess: [Statement] = [
        .always(
            "process.hhs",
            "HHS gets what a compliance investigation asks for, whatever the host says.",
            .hipaa(502, "(a)(2)(ii)"),
            Region.compelled(governed, seeing, .role(.hhs), .purpose(.hhsCompliance), .not(.againstPatient)),
            Region.compelled(.compartment(.general), seeing, .role(.hhs), .purpose(.hhsCompliance))
        ),
        .always(
            "process.required-by-law",
            "What a law compels is disclosed, whatever the host says.",
            .hipaa(512, "(a)(1)"),
            Region.compelled(
                .compartment(.general),
                seeing,
                .purpose(.requiredByLaw),
                .instrument(.statute, .childAbuseStatute),
                .that(.mandatory)
            )
        ),
        .always(
            "process.court-order",
            "What a court orders is disclosed, whatever the host says.",
            .hipaa(512, "(e)(1)(i)"),
            Region.compelled(
                .compartment(.general),
                seeing,
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                .instrument(.courtOrder),
                .that(.expresslyCovers, .mandatory)
            )
        ),
        .always(
            "process.warrant",
            "What a warrant covers is disclosed, whatever the host says.",
            .hipaa(512, "(f)(1)(ii)(A)"),
            Region.compelled(
                .compartment(.general),
                seeing,
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                .instrument(.warrant),
                .that(.expresslyCovers, .mandatory)
            )
        ),
        .always(
            "process.grand-jury",
            "What a grand-jury subpoena covers is disclosed, whatever the host says.",
            .hipaa(512, "(f)(1)(ii)(B)"),
            Region.compelled(
                .compartment(.general),
                seeing,
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                .instrument(.grandJurySubpoena),
                .that(.expresslyCovers, .mandatory)
            )
        ),
        .always(
            "process.police-report",
            "What a statute compels goes to police, whatever the host says.",
            .hipaa(512, "(f)(1)(i)"),
            Region.compelled(
                .compartment(.general),
                seeing,
                .purpose(.lawEnforcement),
                .instrument(.statute, .childAbuseStatute),
                .that(.mandatory),
                .role(.lawEnforcement)
            )
        ),
        .always(
            "process.subpoena",
            "A subpoena with notice or a protective order opens a general note.",
            .hipaa(512, "(e)(1)(ii)"),
            Region.open(
                .compartment(.general),
                seeing,
                .purpose(.judicialProceeding),
                .instrument(.attorneySubpoena),
                .assurance(.notice, .protectiveOrder),
                .role(.opposingAttorney, .attorneyForProvider, .court)
            )
        ),
        .always(
            "process.administrative",
            "An administrative request that meets the three-part test opens a general note.",
            .hipaa(512, "(f)(1)(ii)(C)"),
            Region.open(
                .compartment(.general),
                seeing,
                .purpose(.lawEnforcement),
                .instrument(.administrativeRequest),
                .that(.threePartTest),
                .role(.lawEnforcement)
            )
        ),
        .never(
            "process.police-without",
            "Without process police get no general note.",
            .hipaa(512, "(f)(1)(ii)"),
            Region.thirdParty(
                seeing,
                .compartment(.general),
                .purpose(.lawEnforcement),
                .instrument(nil),
                unpermitted
            )
        ),
        .never(
            "process.subpoena-alone",
            "A lawyer's subpoena alone opens nothing.",
            .hipaa(512, "(e)(1)(ii)"),
            Region.thirdParty(
                seeing,
                .compartment(.general),
                .purpose(.judicialProceeding),
                .instrument(.attorneySubpoena),
                .assurance(.none, .auditAgreement),
                unpermitted
            )
        ),
        .never(
            "process.not-covered",
            "An order or warrant that does not expressly cover the note opens nothing.",
            .hipaa(512, "(e)(1)(i)"),
            Region.thirdParty(
                seeing,
                Region.ordinary,
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                .instrument(.courtOrder, .warrant, .grandJurySubpoena),
                .not(.expresslyCovers),
                unpermitted
            )
        ),
        .never(
            "process.hhs-alone",
            "Nobody but HHS investigates compliance.",
            .hipaa(502, "(a)(2)(ii)"),
            Region.thirdParty(
                seeing,
                .purpose(.hhsCompliance),
                .role(PrincipalRole.allCases.filter { $0 != .hhs }),
                unpermitted,
                .not(.counselingConsentedByAll)
            )
        ),
        brings(.accountDisclosure, "hhs-accounted", .hipaa(528, "(a)(1)"), .purpose(.hhsCompliance)),
        brings(
            .accountDisclosure,
            "law-accounted",
            .hipaa(528, "(a)(1)"),
            .purpose(.requiredByLaw, .judicialProceeding, .lawEnforcement)
        ),
        brings(
            .limitToLaw,
            "law-limits",
            .hipaa(512, "(a)(1)"),
            .purpose(.requiredByLaw, .lawEnforcement),
            .instrument(.statute, .childAbuseStatute)
        ),
        brings(
            .limitToOrder,
            "order-limits",
            .hipaa(512, "(e)(1)(i)"),
            .purpose(.requiredByLaw, .judicialProceeding, .lawEnforcement),
            .instrument(.courtOrder, .warrant, .grandJurySubpoena)
        ),
        brings(
            .minimumNecessary,
            "subpoena-necessary",
            .hipaa(502, "(b)"),
            .purpose(.judicialProceeding),
            .instrument(.attorneySubpoena)
        ),
        brings(
            .minimumNecessary,
            "administrative-necessary",
            .hipaa(502, "(b)"),
            .purpose(.lawEnforcement),
            .instrument(.administrativeRequest)
        ),
        .permit(
            brings: .legalReview,
            "process.order-reviewed",
            "Counsel looks first where an order opens a protected note.",
            .hipaa(512, "(e)(1)(i)"),
            Region.thirdParty(
                .compartment(.psychotherapy, .substanceUse, .substanceUseCounseling),
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                .instrument(.courtOrder, .warrant, .grandJurySubpoena, .part2CourtOrder)
            )
        ),
        .denial(
            brings: .legalReview,
            "process.refusal-reviewed",
            "Counsel looks at process that goes unanswered.",
            .hipaa(512, "(e)(1)"),
            Region.thirdParty(
                .that(.verified, .courtProcessShown),
                .purpose(.judicialProceeding, .lawEnforcement)
            )
        ),
        refused("hhs", .hipaa(502, "(a)(2)(ii)"), .purpose(.hhsCompliance)),
        refused("required-by-law", .hipaa(512, "(a)(1)"), .purpose(.requiredByLaw)),
        refused(
            "court-order",
            .hipaa(512, "(e)(1)(i)"),
            .purpose(.judicialProceeding),
            .instrument(.courtOrder)
        ),
        refused(
            "subpoena",
            .hipaa(512, "(e)(1)(ii)"),
            .purpose(.judicialProceeding),
            .instrument(.attorneySubpoena)
        ),
        refused("proceeding", .hipaa(512, "(e)(1)"), .purpose(.judicialProceeding)),
        refused("apprehension", .hipaa(512, "(j)(2)(i)"), .purpose(.lawEnforcement), .that(.threatShown)),
        refused(
            "three-part-test",
            .hipaa(512, "(f)(1)(ii)(C)"),
            .purpose(.lawEnforcement),
            .instrument(.administrativeRequest)
        ),
        refused(
            "three-part-test-alone",
            .hipaa(512, "(f)(1)(ii)(C)"),
            .purpose(.lawEnforcement),
            .that(.threePartTest)
        ),
        refused("police", .hipaa(512, "(f)(1)(ii)"), .purpose(.lawEnforcement)),
    ]

    /// 45 CFR 164.510(b), 164.512(b) to (d), (g) to (l), 164.514(e).
    static let publicInterest: [Statement] = [
        .always(
            "public.health",
            "A public health authority gets a general note for public health.",
            .hipaa(512, "(b)(1)(i)"),
            Region.open(
                .compartment(.general),
                seeing,
                .role(.publicHealthAuthority),
                .purpose(.publicHealth)
            )
        ),
        .always(
            "public.child-abuse-compelled",
            "A compelled report of child abuse goes to the authority, whatever the host says.",
            .hipaa(512, "(b)(1)(ii)"),
            Region.compelled(
                .compartment(.general),
                seeing,
                .purpose(.abuseReport),
                .instrument(.childAbuseStatute),
                .that(.mandatory),
                .role(.protectiveServices, .lawEnforcement, .publicHealthAuthority)
            )
        ),
        .always(
            "public.child-abuse",
            "A report of child abuse goes to protective services.",
            .hipaa(512, "(b)(1)(ii)"),
            Region.open(
                .compartment(.general),
                seeing,
                .purpose(.abuseReport),
                .instrument(.childAbuseStatute),
                .role(.protectiveServices)
            )
        ),
        .always(
            "public.adult-abuse-compelled",
            "A compelled report of abuse of an adult goes to the authority, whatever the host says.",
            .hipaa(512, "(c)(1)(i)"),
            Region.compelled(
                .compartment(.general),
                seeing,
                .purpose(.abuseReport),
                .instrument(.statute),
                .that(.mandatory),
                .role(.protectiveServices, .lawEnforcement, .publicHealthAuthority)
            )
        ),
        .always(
            "public.oversight",
            "An oversight agency sees what oversight of care needs.",
            .hipaa(512, "(d)(1)"),
            Region.open(
                .compartment(.general),
                seeing,
                .role(.oversightAgency),
                .purpose(.healthOversight),
                .oversightOf(.originator, .organisation, .plan, .patientBenefits)
            )
        ),
        .always(
            "public.coroner",
            "A coroner sees a general note after a death.",
            .hipaa(512, "(g)(1)"),
            Region.open(.compartment(.general), seeing, .role(.coroner), .purpose(.coroner), .that(.deceased))
        ),
        .always(
            "public.funeral",
            "A funeral director sees a general note after a death.",
            .hipaa(512, "(g)(2)"),
            Region.open(
                .compartment(.general),
                seeing,
                .role(.funeralDirector),
                .purpose(.funeral),
                .that(.deceased)
            )
        ),
        .always(
            "public.organs",
            "Donation is facilitated after a death.",
            .hipaa(512, "(h)"),
            Region.open(
                .compartment(.general),
                seeing,
                .role(.organProcurement),
                .purpose(.organDonation),
                .that(.deceased)
            )
        ),
        .always(
            "public.threat",
            "Who can prevent a serious and imminent threat may be told.",
            .hipaa(512, "(j)(1)(i)"),
            Region.open(
                .compartment(.general),
                seeing,
                .purpose(.seriousThreat),
                .that(.threatSeriousAndImminent, .threatInGoodFaith, .threatRecipientCanPrevent)
            )
        ),
        .always(
            "public.custody",
            "A correctional institution cares for its inmates.",
            .hipaa(512, "(k)(5)"),
            Region.unrestricted(
                .compartment(.general),
                seeing,
                .role(.correctionalInstitution),
                .purpose(.specializedGovernment, .treatment),
                .that(.inmate)
            )
        ),
        .always(
            "public.workers-compensation",
            "Workers' compensation gets what its law asks for.",
            .hipaa(512, "(l)"),
            Region.open(
                .compartment(.general),
                seeing,
                .role(.workersComp),
                .purpose(.workersComp),
                .instrument(.statute)
            )
        ),
        .always(
            "public.family",
            "A relative who is involved in care is told where the patient agreed.",
            .hipaa(510, "(b)(1)(i)"),
            Region.unrestricted(
                .compartment(.general),
                seeing,
                .role(.familyMember, .parent),
                .purpose(.familyInvolvement),
                .family(.agreed)
            )
        ),
        .always(
            "public.family-of-the-deceased",
            "A relative is told after a death unless the patient objected.",
            .hipaa(510, "(b)(5)"),
            Region.unrestricted(
                .compartment(.general),
                seeing,
                .role(.familyMember, .parent),
                .purpose(.familyInvolvement),
                .family(.agreed, .unsaid),
                .that(.deceased)
            )
        ),
        .always(
            "public.research-waiver",
            "Research goes on with a waiver.",
            .hipaa(512, "(i)(1)(i)"),
            Region.unrestricted(
                .compartment(.general),
                seeing,
                .role(.researcher),
                .purpose(.research),
                .that(.waived)
            )
        ),
        .always(
            "public.limited-data-set",
            "Research goes on with a limited data set under an agreement.",
            .hipaa(514, "(e)(1)"),
            Region.unrestricted(
                .compartment(.general),
                seeing,
                .role(.researcher),
                .purpose(.research),
                .that(.limitedDataSetAgreed)
            )
        ),
        .never(
            "public.unrelated-oversight",
            "Oversight is not an investigation of the patient in other matters.",
            .hipaa(512, "(d)(2)"),
            Region.thirdParty(
                seeing,
                Region.ordinary,
                .purpose(.healthOversight),
                .oversightOf(.none, .patientUnrelatedToCare),
                unpermitted
            )
        ),
        .never(
            "public.objected",
            "What the patient objected to is not told to relatives.",
            .hipaa(510, "(b)(5)"),
            Region.thirdParty(
                seeing,
                .purpose(.familyInvolvement),
                .family(.objected),
                unpermitted,
                .not(.counselingConsentedByAll)
            )
        ),
        .never(
            "public.national-security",
            "Requests of national security need counsel.",
            .hipaa(512, "(k)(2)"),
            Region.thirdParty(
                seeing,
                .role(.nationalSecurity),
                .purpose(.specializedGovernment),
                unpermitted,
                .not(.counselingConsentedByAll)
            )
        ),
        .never(
            "public.marketing-and-sale",
            "Marketing, sale and employment need an authorization.",
            .hipaa(508, "(a)(3)"),
            Region.thirdParty(
                seeing,
                .purpose(.marketing, .sale, .employment),
                unpermitted,
                .not(.counselingConsentedByAll)
            )
        ),
        .never(
            "public.threat-unmet",
            "Without a serious and imminent threat, good faith and somebody who can prevent it nothing is told.",
            .hipaa(512, "(j)(1)(i)"),
            Region.thirdParty(seeing, .purpose(.seriousThreat), unpermitted, .not(.counselingConsentedByAll)),
            unless: [
                [
                    .that(.threatSeriousAndImminent, .threatInGoodFaith, .threatRecipientCanPrevent),
                    Region.ordinary,
                ],
                [
                    .that(
                        .threatSeriousAndImminent,
                        .threatInGoodFaith,
                        .threatRecipientCanPrevent,
                        .underPrivacyRule
                    )
                ],
            ]
        ),
        brings(
            .minimumNecessary,
            "necessary",
            .hipaa(502, "(b)"),
            .purpose(
                .publicHealth,
                .healthOversight,
                .coroner,
                .funeral,
                .organDonation,
                .seriousThreat,
                .specializedGovernment,
                .familyInvolvement,
                .research
            )
        ),
        brings(
            .minimumNecessary,
            "custody-necessary",
            .hipaa(502, "(b)"),
            .purpose(.treatment),
            .role(.correctionalInstitution),
            .not(.isAuthor)
        ),
        brings(
            .minimumNecessary,
            "report-necessary",
            .hipaa(502, "(b)"),
            .purpose(.abuseReport),
            .not(.mandatory)
        ),
        brings(
            .accountDisclosure,
            "accounted",
            .hipaa(528, "(a)(1)"),
            .purpose(
                .publicHealth,
                .healthOversight,
                .coroner,
                .funeral,
                .organDonation,
                .abuseReport,
                .workersComp
            )
        ),
        brings(
            .limitToLaw,
            "compelled-report-limits",
            .hipaa(512, "(a)(1)"),
            .purpose(.abuseReport),
            .that(.mandatory)
        ),
        brings(.limitToLaw, "workers-compensation-limits", .hipaa(512, "(l)"), .purpose(.workersComp)),
        brings(.recordReason, "threat-recorded", .hipaa(512, "(j)(1)(i)"), .purpose(.seriousThreat)),
        .permit(
            brings: .accountDisclosure,
            "public.threat-accounted",
            "Telling of a threat outside is entered in the accounting.",
            .hipaa(528, "(a)(1)"),
            Region.thirdParty(.purpose(.seriousThreat), .not(.inHouse))
        ),
        .permit(
            brings: .accountDisclosure,
            "public.waiver-accounted",
            "Research under a waiver is entered in the accounting.",
            .hipaa(528, "(a)(1)"),
            Region.thirdParty(
                .compartment(.general),
                .purpose(.research),
                .role(.researcher),
                .that(.waived),
                .not(.inHouse)
            )
        ),
        .permit(
            brings: .informIndividual,
            "public.victim-told",
            "An adult is told of a report of abuse.",
            .hipaa(512, "(c)(2)"),
            Region.thirdParty(Region.ordinary, .purpose(.abuseReport), .instrument(.statute))
        ),
        refused("oversight", .hipaa(512, "(d)(1)"), .purpose(.healthOversight)),
        refused("coroner", .hipaa(512, "(g)(1)"), .purpose(.coroner)),
        refused("coroner-role", .hipaa(512, "(g)(1)"), .role(.coroner)),
        refused("custody", .hipaa(512, "(k)(5)"), .purpose(.specializedGovernment)),
        refused("custody-role", .hipaa(512, "(k)(5)"), .role(.correctionalInstitution)),
        refused("national-security", .hipaa(512, "(k)(2)"), .role(.nationalSecurity)),
        refused("funeral", .hipaa(512, "(g)(2)"), .purpose(.funeral)),
        refused("organs", .hipaa(512, "(h)"), .purpose(.organDonation)),
        refused(
            "threat-recipient",
            .hipaa(512, "(j)(1)(i)(B)"),
            .purpose(.seriousThreat),
            .not(.threatRecipientCanPrevent)
        ),
        refused(
            "threat",
            .hipaa(512, "(j)(1)(i)(A)"),
            .purpose(.seriousThreat),
            .not(.threatSeriousAndImminent)
        ),
        refused(
            "threat-faith",
            .hipaa(512, "(j)(1)(i)(A)"),
            .purpose(.seriousThreat),
            .not(.threatInGoodFaith)
        ),
        refused("public-health", .hipaa(512, "(b)(1)(i)"), .purpose(.publicHealth)),
        refused(
            "child-abuse",
            .hipaa(512, "(b)(1)(ii)"),
            .purpose(.abuseReport),
            .instrument(.childAbuseStatute)
        ),
        refused("adult-abuse", .hipaa(512, "(c)(1)(iii)"), .purpose(.abuseReport)),
        refused("workers-compensation", .hipaa(512, "(l)"), .purpose(.workersComp)),
        refused("workers-compensation-role", .hipaa(512, "(l)"), .role(.workersComp)),
        refused(
            "family-of-the-deceased",
            .hipaa(510, "(b)(5)"),
            .purpose(.familyInvolvement),
            .that(.deceased)
        ),
        refused("family", .hipaa(510, "(b)(1)(i)"), .purpose(.familyInvolvement)),
        refused("research", .hipaa(512, "(i)(1)(i)"), .purpose(.research)),
        refused("marketing", .hipaa(508, "(a)(3)"), .purpose(.marketing)),
        refused("sale", .hipaa(508, "(a)(4)"), .purpose(.sale)),
        refused(
            "other-purposes",
            .hipaa(508, "(a)(1)"),
            .purpose(.employment, .documentation, .patientRequest)
        ),
    ]
}

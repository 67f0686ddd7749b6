internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.510(b), 164.512(b) to (d), (g) to (l), 164.514(e).
    static let publicInterest: [Statement] = [
        .always(
            "public.health",
            "A public health authority gets a general note for public health.",
            .hipaa(512, "(b)(1)(i)"),
            Region.open([
                .compartment(.general), Region.seeing, .role(.publicHealthAuthority), .purpose(.publicHealth),
            ])
        ),
        .always(
            "public.health-compelled",
            "What a statute compels goes to a public health authority, whatever the host says.",
            .hipaa(512, "(b)(1)(i)"),
            Region.compelled([
                .compartment(.general), Region.seeing, .role(.publicHealthAuthority), .purpose(.publicHealth),
                .instrument(.statute), .that(.mandatory),
            ])
        ),
        .always(
            "public.child-abuse-compelled",
            "A compelled report of child abuse goes to the authority, whatever the host says.",
            .hipaa(512, "(b)(1)(ii)"),
            Region.compelled([
                .compartment(.general), Region.seeing, .purpose(.abuseReport),
                .instrument(.childAbuseStatute), .that(.mandatory),
                .role(.protectiveServices, .lawEnforcement, .publicHealthAuthority),
            ])
        ),
        .always(
            "public.child-abuse",
            "A report of child abuse goes to protective services.",
            .hipaa(512, "(b)(1)(ii)"),
            Region.open([
                .compartment(.general), Region.seeing, .purpose(.abuseReport),
                .instrument(.childAbuseStatute), .role(.protectiveServices),
            ])
        ),
        .always(
            "public.adult-abuse-compelled",
            "A compelled report of abuse of an adult goes to the authority, whatever the host says.",
            .hipaa(512, "(c)(1)(i)"),
            Region.compelled([
                .compartment(.general), Region.seeing, .purpose(.abuseReport), .instrument(.statute),
                .that(.mandatory), .role(.protectiveServices, .lawEnforcement, .publicHealthAuthority),
            ])
        ),
        .always(
            "public.oversight",
            "An oversight agency sees what oversight of care needs.",
            .hipaa(512, "(d)(1)"),
            Region.open([
                .compartment(.general), Region.seeing, .role(.oversightAgency), .purpose(.healthOversight),
                .oversightOf(.originator, .organization, .plan, .patientBenefits),
            ])
        ),
        .always(
            "public.coroner",
            "A coroner sees a general note after a death.",
            .hipaa(512, "(g)(1)"),
            Region.open([
                .compartment(.general), Region.seeing, .role(.coroner), .purpose(.coroner), .that(.deceased),
            ])
        ),
        .always(
            "public.funeral",
            "A funeral director sees a general note after a death.",
            .hipaa(512, "(g)(2)"),
            Region.open([
                .compartment(.general), Region.seeing, .role(.funeralDirector), .purpose(.funeral),
                .that(.deceased),
            ]),
            unless: [Region.indivisible]
        ),
        .always(
            "public.organs",
            "Donation is facilitated after a death.",
            .hipaa(512, "(h)"),
            Region.open([
                .compartment(.general), Region.seeing, .role(.organProcurement), .purpose(.organDonation),
                .that(.deceased),
            ]),
            unless: [Region.indivisible]
        ),
        .always(
            "public.threat",
            "Who can prevent a serious and imminent threat may be told.",
            .hipaa(512, "(j)(1)(i)"),
            Region.open([
                .compartment(.general), Region.seeing, .purpose(.seriousThreat),
                .that(.threatSeriousAndImminent, .threatInGoodFaith, .threatRecipientCanPrevent),
            ])
        ),
        .always(
            "public.custody",
            "A correctional institution cares for its inmates.",
            .hipaa(512, "(k)(5)"),
            Region.unrestricted([
                .compartment(.general), Region.seeing, .role(.correctionalInstitution),
                .purpose(.specializedGovernment, .treatment), .that(.inmate),
            ]),
            unless: [Region.indivisible]
        ),
        .always(
            "public.workers-compensation",
            "Workers' compensation gets what its law asks for.",
            .hipaa(512, "(l)"),
            Region.open([
                .compartment(.general), Region.seeing, .role(.workersComp), .purpose(.workersComp),
                .instrument(.statute),
            ]),
            unless: [Region.indivisible]
        ),
        .always(
            "public.family",
            "A relative who is involved in care is told where the patient agreed.",
            .hipaa(510, "(b)(1)(i)"),
            Region.unrestricted([
                .compartment(.general), Region.seeing, .role(.familyMember, .parent),
                .purpose(.familyInvolvement), .family(.agreed),
            ]),
            unless: [Region.indivisible]
        ),
        .always(
            "public.family-of-the-deceased",
            "A relative is told after a death unless the patient objected.",
            .hipaa(510, "(b)(5)"),
            Region.unrestricted([
                .compartment(.general), Region.seeing, .role(.familyMember, .parent),
                .purpose(.familyInvolvement), .family(.agreed, .unsaid), .that(.deceased),
            ]),
            unless: [Region.indivisible]
        ),
        .always(
            "public.research-waiver",
            "Research goes on with a waiver.",
            .hipaa(512, "(i)(1)(i)"),
            Region.unrestricted([
                .compartment(.general), Region.seeing, .role(.researcher), .purpose(.research),
                .that(.waived),
            ]),
            unless: [Region.indivisible]
        ),
        .always(
            "public.limited-data-set",
            "Research goes on with a limited data set under an agreement.",
            .hipaa(514, "(e)(1)"),
            Region.unrestricted([
                .compartment(.general), Region.seeing, .role(.researcher), .purpose(.research),
                .that(.limitedDataSetAgreed),
            ]),
            unless: [Region.indivisible]
        ),
        .never(
            "public.unrelated-oversight",
            "Oversight is not an investigation of the patient in other matters.",
            .hipaa(512, "(d)(2)"),
            Region.thirdParty([
                Region.seeing, Region.ordinary, .purpose(.healthOversight),
                .oversightOf(.none, .patientUnrelatedToCare), Region.unpermitted,
            ])
        ),
        .never(
            "public.objected",
            "What the patient objected to is not told to relatives.",
            .hipaa(510, "(b)(5)"),
            Region.thirdParty([
                Region.seeing, .purpose(.familyInvolvement), .family(.objected), Region.unpermitted,
                .not(.counselingConsentedByAll),
            ])
        ),
        .never(
            "public.national-security",
            "Requests of national security need counsel.",
            .hipaa(512, "(k)(2)"),
            Region.thirdParty([
                Region.seeing, .role(.nationalSecurity), .purpose(.specializedGovernment), Region.unpermitted,
                .not(.counselingConsentedByAll),
            ])
        ),
        .never(
            "public.marketing-and-sale",
            "Marketing, sale and employment need an authorization.",
            .hipaa(508, "(a)(3)"),
            Region.thirdParty([
                Region.seeing, .purpose(.marketing, .sale, .employment), Region.unpermitted,
                .not(.counselingConsentedByAll),
            ])
        ),
        .never(
            "public.threat-unmet",
            "Without a serious and imminent threat, good faith and somebody who can prevent it nothing is told.",
            .hipaa(512, "(j)(1)(i)"),
            Region.thirdParty([
                Region.seeing, .purpose(.seriousThreat), Region.unpermitted, .not(.counselingConsentedByAll),
            ]),
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
    ]
}

internal import ClinicalNotesModel

extension HIPAA {
    /// 45 CFR 164.510(b), 164.512(b), (c), (d), (g) to (l): the public interest, family and research.
    static let publicInterest = [
        ThirdParty.compulsion(
            "hipaa.public-health-compelled",
            "A statute compels a report to a public health authority.",
            citing: .hipaa(512, "(b)(1)(i)"),
            .hipaa(512, "(a)(1)"),
            obligations: [.limitToLaw, .accountDisclosure],
            when: general(
                .role(.publicHealthAuthority),
                .purpose(.publicHealth),
                .instrument(.statute),
                .that(.mandatory)
            )
        ),
        ThirdParty.permission(
            "hipaa.public-health",
            "A public health authority does what law authorizes it to do.",
            citing: .hipaa(512, "(b)(1)(i)"),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: general(.role(.publicHealthAuthority), .purpose(.publicHealth))
        ),
        ThirdParty.compulsion(
            "hipaa.child-abuse-compelled",
            "A statute compels a report of child abuse.",
            citing: .hipaa(512, "(b)(1)(ii)"),
            .hipaa(512, "(a)(1)"),
            obligations: [.limitToLaw, .accountDisclosure],
            when: general(
                .purpose(.abuseReport),
                .instrument(.childAbuseStatute),
                .that(.mandatory),
                .role(Groups.reported)
            )
        ),
        ThirdParty.permission(
            "hipaa.child-abuse",
            "An authority that law names receives a report of child abuse.",
            citing: .hipaa(512, "(b)(1)(ii)"),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: general(.purpose(.abuseReport), .instrument(.childAbuseStatute), .role(.protectiveServices))
        ),
        ThirdParty.compulsion(
            "hipaa.adult-abuse-compelled",
            "A statute compels a report of abuse of an adult.",
            citing: .hipaa(512, "(c)(1)(i)"),
            obligations: [.limitToLaw, .accountDisclosure],
            when: general(
                .purpose(.abuseReport),
                .instrument(.statute),
                .that(.mandatory),
                .role(Groups.reported)
            )
        ),
        ThirdParty.permission(
            "hipaa.oversight",
            "A health oversight agency oversees care, not the patient in another matter.",
            citing: .hipaa(512, "(d)(1)"),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: general(
                .role(.oversightAgency),
                .purpose(.healthOversight),
                .oversightOf(.originator, .organization, .plan, .patientBenefits)
            )
        ),
        ThirdParty.permission(
            "hipaa.coroner",
            "A coroner or medical examiner does what law asks after a death.",
            citing: .hipaa(512, "(g)(1)"),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: general(.role(.coroner), .purpose(.coroner), .that(.deceased))
        ),
        ThirdParty.permission(
            "hipaa.funeral-director",
            "A funeral director does what law asks after a death.",
            citing: .hipaa(512, "(g)(2)"),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: general(.role(.funeralDirector), .purpose(.funeral), .that(.deceased)),
            unless: [Groups.indivisible]
        ),
        ThirdParty.permission(
            "hipaa.organ-donation",
            "An organ procurement organization facilitates donation after a death.",
            citing: .hipaa(512, "(h)"),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: general(.role(.organProcurement), .purpose(.organDonation), .that(.deceased)),
            unless: [Groups.indivisible]
        ),
        ThirdParty.permission(
            "hipaa.threat",
            "Somebody who can prevent a serious and imminent threat is told.",
            citing: .hipaa(512, "(j)(1)(i)"),
            obligations: [.minimumNecessary, .recordReason],
            when: general(
                .purpose(.seriousThreat),
                .that(.threatSeriousAndImminent, .threatInGoodFaith, .threatRecipientCanPrevent)
            )
        ),
        ThirdParty.permission(
            "hipaa.custody",
            "A correctional institution cares for an inmate.",
            citing: .hipaa(512, "(k)(5)"),
            obligations: [.minimumNecessary],
            when: general(
                .role(.correctionalInstitution),
                .purpose(.specializedGovernment, .treatment),
                .that(.inmate)
            ),
            unless: [Groups.indivisible]
        ),
        ThirdParty.permission(
            "hipaa.workers-compensation",
            "A workers' compensation body has what its law asks for.",
            citing: .hipaa(512, "(l)"),
            obligations: [.limitToLaw, .accountDisclosure],
            when: general(.role(.workersComp), .purpose(.workersComp), .instrument(.statute)),
            unless: [Groups.indivisible]
        ),
        ThirdParty.permission(
            "hipaa.family",
            "A relative who is involved in care is told, where the patient agreed.",
            citing: .hipaa(510, "(b)(1)(i)"),
            obligations: [.minimumNecessary],
            when: general(.role(.familyMember, .parent), .purpose(.familyInvolvement), .family(.agreed)),
            unless: [Groups.indivisible]
        ),
        ThirdParty.permission(
            "hipaa.family-of-the-deceased",
            "A relative who was involved before the death is told, unless the patient was known to object.",
            citing: .hipaa(510, "(b)(5)"),
            obligations: [.minimumNecessary],
            when: general(
                .role(.familyMember, .parent),
                .purpose(.familyInvolvement),
                .family(.agreed, .unsaid),
                .that(.deceased)
            ),
            unless: [Groups.indivisible]
        ),
        ThirdParty.permission(
            "hipaa.research-waiver",
            "A researcher works with a waiver of a review board.",
            citing: .hipaa(512, "(i)(1)(i)"),
            obligations: [.minimumNecessary],
            when: general(.role(.researcher), .purpose(.research), .that(.waived)),
            unless: [Groups.indivisible]
        ),
        ThirdParty.permission(
            "hipaa.limited-data-set",
            "A researcher works with a limited data set under a data use agreement.",
            citing: .hipaa(514, "(e)(1)"),
            obligations: [.minimumNecessary],
            when: general(.role(.researcher), .purpose(.research), .that(.limitedDataSetAgreed)),
            unless: [Groups.indivisible]
        ),
        ThirdParty.duty(
            .accountDisclosure,
            id: "hipaa.accounted",
            "A disclosure outside is entered in the accounting.",
            citing: .hipaa(528, "(a)(1)"),
            onPermit: [.not(.inHouse), .purpose(.seriousThreat)],
            [
                .not(.inHouse), .purpose(.research), .role(.researcher), .that(.waived, .underPrivacyRule),
            ]
        ),
    ]

    /// Why the public interest did not open a note.
    static let publicInterestDenials = [
        reason(
            "directed",
            "What the patient directs goes only by a signed direction, or by authorization as any other disclosure.",
            .hipaa(524, "(c)(3)(ii)"),
            [.purpose(.patientDirected)]
        ),
        reason(
            "oversight-unrelated",
            "The patient is the target, in a matter that is not about care.",
            .hipaa(512, "(d)(2)"),
            [.purpose(.healthOversight), .oversightOf(.patientUnrelatedToCare)]
        ),
        reason(
            "oversight",
            "No oversight of care by a health oversight agency opens this.",
            .hipaa(512, "(d)(1)"),
            [.purpose(.healthOversight)]
        ),
        reason(
            "coroner",
            "No inquiry of a coroner or medical examiner after a death opens this.",
            .hipaa(512, "(g)(1)"),
            [.purpose(.coroner)],
            [.role(.coroner)]
        ),
        reason(
            "custody",
            "No care of a correctional institution for an inmate opens this; security and intelligence need counsel.",
            .hipaa(512, "(k)(5)"),
            [.purpose(.specializedGovernment)],
            [.role(.correctionalInstitution)]
        ),
        reason(
            "national-security",
            "A request of national security opens nothing here: it needs counsel.",
            .hipaa(512, "(k)(2)"),
            [.role(.nationalSecurity)]
        ),
        reason(
            "funeral",
            "No work of a funeral director after a death opens this.",
            .hipaa(512, "(g)(2)"),
            [.purpose(.funeral)],
            [.role(.funeralDirector)]
        ),
        reason(
            "organs",
            "No donation of organs after a death opens this.",
            .hipaa(512, "(h)"),
            [.purpose(.organDonation)],
            [.role(.organProcurement)]
        ),
        reason(
            "threat-recipient",
            "It is not shown that the recipient can prevent the threat.",
            .hipaa(512, "(j)(1)(i)(B)"),
            [.purpose(.seriousThreat), .not(.threatRecipientCanPrevent)]
        ),
        reason(
            "threat",
            "It is not shown, in good faith, that the threat is serious and imminent.",
            .hipaa(512, "(j)(1)(i)(A)"),
            [.purpose(.seriousThreat), .not(.threatSeriousAndImminent)],
            [.purpose(.seriousThreat), .not(.threatInGoodFaith)]
        ),
        reason(
            "public-health",
            "No work of a public health authority opens this.",
            .hipaa(512, "(b)(1)(i)"),
            [.purpose(.publicHealth)]
        ),
        reason(
            "child-abuse",
            "A report of child abuse goes only to the authority that law names.",
            .hipaa(512, "(b)(1)(ii)"),
            [.purpose(.abuseReport), .instrument(.childAbuseStatute)]
        ),
        reason(
            "adult-abuse",
            "No mandate, agreement or authority that was shown opens this for a report of abuse.",
            .hipaa(512, "(c)(1)(iii)"),
            [.purpose(.abuseReport)]
        ),
        reason(
            "workers-compensation",
            "No law of workers' compensation that was shown opens this.",
            .hipaa(512, "(l)"),
            [.purpose(.workersComp)],
            [.role(.workersComp)]
        ),
        reason(
            "family-of-the-deceased",
            "Involvement in the care of the deceased does not open this.",
            .hipaa(510, "(b)(5)"),
            [.purpose(.familyInvolvement), .that(.deceased)]
        ),
        reason(
            "family",
            "Involvement in care does not open this: it opens only to relatives, and only what the patient agreed to.",
            .hipaa(510, "(b)(1)(i)"),
            [.purpose(.familyInvolvement)]
        ),
        reason(
            "research",
            "No authorization for research, waiver, or limited data set with an agreement opens this.",
            .hipaa(512, "(i)(1)(i)"),
            [.purpose(.research)]
        ),
        reason(
            "limited-data-set",
            "The limited data set lacks a data use agreement.",
            .hipaa(514, "(e)(4)"),
            [.purpose(.research), .that(.limitedDataSetNotAgreed)]
        ),
        reason(
            "marketing",
            "No authorization opens this for marketing that a third party pays for.",
            .hipaa(508, "(a)(3)"),
            [.purpose(.marketing)]
        ),
        reason("sale", "No authorization opens this for sale.", .hipaa(508, "(a)(4)"), [.purpose(.sale)]),
        reason(
            "other-purposes",
            "Anything else needs an authorization, and none opens this.",
            .hipaa(508, "(a)(1)"),
            [
                .purpose(
                    .employment,
                    .patientRequest,
                    .documentation,
                    .amendmentRequest,
                    .accounting,
                    .atRequestOfIndividual
                )
            ]
        ),
    ]

    /// Why identifiers were not removed.
    static let deidentificationDenials = [
        ThirdParty.reason(
            "hipaa.refused.deidentification",
            "Only the holder, or its business associate, removes identifiers.",
            citing: .hipaa(502, "(d)(1)"),
            .hipaa(514, "(a)"),
            onDenial: [.compartment(.general), .action(.deidentify)]
        )
    ]

    private static func general(_ conditions: Condition...) -> [Condition] {
        [.that(.underPrivacyRule), .action(Groups.content)] + conditions
    }
}

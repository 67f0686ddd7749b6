internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.510(b), 164.512(b) to (d), (g) to (l), 164.514(e).
    static let publicInterest = authorities + afterDeath + care + closed

    private static let authorities = Frame(Region.open([Region.seeing])).always([
        (
            "public.health", "A public health authority gets a general note for public health.",
            .hipaa(512, "(b)(1)(i)"),
            [.compartment(.general), .role(.publicHealthAuthority), .purpose(.publicHealth)]
        ),
        (
            "public.child-abuse", "A report of child abuse goes to protective services.",
            .hipaa(512, "(b)(1)(ii)"),
            [
                .compartment(.general), .purpose(.abuseReport), .instrument(.childAbuseStatute),
                .role(.protectiveServices),
            ]
        ),
        (
            "public.oversight",
            "An oversight agency sees what oversight of care needs, of a psychotherapy note for oversight of its originator.",
            .hipaa(512, "(d)(1)"),
            .either(
                oversight + [
                    .compartment(.general), .oversightOf(.originator, .organization, .plan, .patientBenefits),
                ],
                oversight + [.compartment(.psychotherapy), .oversightOf(.originator)]
            )
        ),
        (
            "public.coroner", "A coroner sees a note after a death, a psychotherapy note, too.",
            .hipaa(512, "(g)(1)"), [Region.ordinary, .role(.coroner), .purpose(.coroner), .that(.deceased)]
        ),
        (
            "public.threat",
            "Who can prevent a serious and imminent threat may be told, of a psychotherapy note, too.",
            .hipaa(512, "(j)(1)(i)"), [Region.ordinary, .purpose(.seriousThreat), threat]
        ),
    ])

    private static let oversight: [Condition] = [.role(.oversightAgency), .purpose(.healthOversight)]
    private static let threat: Condition = .that(
        .threatSeriousAndImminent,
        .threatInGoodFaith,
        .threatRecipientCanPrevent
    )

    private static let afterDeath = Frame(
        Region.open([Region.seeing, .compartment(.general)]),
        unless: [Region.indivisible]
    ).always([
        (
            "public.funeral", "A funeral director sees a general note after a death.", .hipaa(512, "(g)(2)"),
            [.role(.funeralDirector), .purpose(.funeral), .that(.deceased)]
        ),
        (
            "public.organs", "Donation is facilitated after a death.", .hipaa(512, "(h)"),
            [.role(.organProcurement), .purpose(.organDonation), .that(.deceased)]
        ),
        (
            "public.workers-compensation", "Workers' compensation gets what its law asks for.",
            .hipaa(512, "(l)"), [.role(.workersComp), .purpose(.workersComp), .instrument(.statute)]
        ),
    ])

    private static let care = Frame(
        Region.unrestricted([Region.seeing, .compartment(.general)]),
        unless: [Region.indivisible]
    ).always([
        (
            "public.custody", "A correctional institution cares for its inmates.", .hipaa(512, "(k)(5)"),
            [.role(.correctionalInstitution), .purpose(.specializedGovernment, .treatment), .that(.inmate)]
        ),
        (
            "public.family",
            "A relative who is involved in care is told where the patient agreed; after a death unless the patient objected.",
            .hipaa(510, "(b)"),
            .either(relative + [.family(.agreed)], relative + [.family(.agreed, .unsaid), .that(.deceased)])
        ),
        (
            "public.research",
            "Research goes on with a waiver, or with a limited data set under an agreement.",
            .hipaa(512, "(i)(1)(i)"),
            .either(
                [.role(.researcher), .purpose(.research), .that(.waived)],
                [.role(.researcher), .purpose(.research), .that(.limitedDataSetAgreed)]
            )
        ),
    ])

    private static let relative: [Condition] = [.role(.familyMember, .parent), .purpose(.familyInvolvement)]

    private static let closed: [Statement] =
        Frame(Region.unasked()).never([
            (
                "public.objected", "What the patient objected to is not told to relatives.",
                .hipaa(510, "(b)(5)"), [.purpose(.familyInvolvement), .family(.objected)]
            ),
            (
                "public.national-security", "Requests of national security need counsel.",
                .hipaa(512, "(k)(2)"), [.role(.nationalSecurity), .purpose(.specializedGovernment)]
            ),
            (
                "public.marketing-and-sale", "Marketing, sale and employment need an authorization.",
                .hipaa(508, "(a)(3)"), [.purpose(.marketing, .sale, .employment)]
            ),
            (
                "public.unrelated-oversight",
                "Oversight is not an investigation of the patient in other matters.", .hipaa(512, "(d)(2)"),
                [Region.ordinary, .purpose(.healthOversight), .oversightOf(.none, .patientUnrelatedToCare)]
            ),
        ]) + [
            .never(
                "public.threat-unmet",
                "Without a serious and imminent threat, good faith and somebody who can prevent it nothing is told.",
                .hipaa(512, "(j)(1)(i)"),
                Region.unasked([.purpose(.seriousThreat)]),
                unless: [[threat, Region.ordinary], [threat, .that(.underPrivacyRule)]]
            )
        ]
}

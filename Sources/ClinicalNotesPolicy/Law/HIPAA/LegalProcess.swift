internal import ClinicalNotesModel

extension HIPAA {
    /// 45 CFR 164.502(a)(2)(ii), 164.512(a), (e), (f): what law, courts and police ask for.
    static let legalProcess = [
        ThirdParty.compulsion(
            "hipaa.hhs",
            "HHS demands it to investigate compliance.",
            citing: .hipaa(502, "(a)(2)(ii)"),
            obligations: [.accountDisclosure],
            when: governed(
                .role(.hhs),
                .purpose(.hhsCompliance),
                .instrument(.hhsDemand),
                .that(.mandatory)
            )
        ),
        ThirdParty.compulsion(
            "hipaa.required-by-law",
            "A law compels this disclosure to this recipient.",
            citing: .hipaa(512, "(a)(1)"),
            .hipaa(103),
            obligations: [.limitToLaw, .accountDisclosure],
            when: governed(
                .purpose(.requiredByLaw),
                .instrument(.statute, .childAbuseStatute),
                .that(.mandatory)
            )
        ),
        ThirdParty.compulsion(
            "hipaa.investigative-demand",
            "An authorized investigative demand that a court would enforce covers the note.",
            citing: .hipaa(512, "(a)(1)"),
            .hipaa(103),
            obligations: [.limitToLaw, .accountDisclosure],
            when: governed(
                .purpose(.requiredByLaw),
                .instrument(.administrativeRequest),
                .that(.expresslyCovers, .mandatory, .threePartTest)
            ),
            governed(
                .purpose(.lawEnforcement),
                .instrument(.administrativeRequest),
                .role(.lawEnforcement),
                .that(.expresslyCovers, .mandatory, .threePartTest)
            )
        ),
        ThirdParty.compulsion(
            "hipaa.court-order",
            "A court order expressly covers the note.",
            citing: .hipaa(512, "(e)(1)(i)"),
            obligations: [.limitToOrder, .accountDisclosure],
            when: governed(
                .purpose(.judicialProceeding, .requiredByLaw),
                .instrument(.courtOrder),
                .that(.expresslyCovers, .mandatory)
            ),
            governed(
                .purpose(.lawEnforcement),
                .instrument(.courtOrder),
                .role(Groups.officials),
                .that(.expresslyCovers, .mandatory)
            )
        ),
        ThirdParty.permission(
            "hipaa.subpoena-with-assurance",
            "A lawyer's subpoena comes with notice to the patient or a protective order.",
            citing: .hipaa(512, "(e)(1)(ii)(A)"),
            .hipaa(512, "(e)(1)(ii)(B)"),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: governed(
                .purpose(.judicialProceeding),
                .instrument(.attorneySubpoena),
                .assurance(.notice, .protectiveOrder),
                .role(Groups.parties)
            ),
            unless: [Groups.indivisible]
        ),
        ThirdParty.compulsion(
            "hipaa.warrant",
            "A court-ordered warrant covers the note.",
            citing: .hipaa(512, "(f)(1)(ii)(A)"),
            obligations: [.limitToOrder, .accountDisclosure],
            when: governed(
                .purpose(.lawEnforcement, .judicialProceeding, .requiredByLaw),
                .instrument(.warrant),
                .role(Groups.officials),
                .that(.expresslyCovers, .mandatory)
            )
        ),
        ThirdParty.compulsion(
            "hipaa.grand-jury",
            "A grand-jury subpoena covers the note.",
            citing: .hipaa(512, "(f)(1)(ii)(B)"),
            obligations: [.limitToOrder, .accountDisclosure],
            when: governed(
                .purpose(.lawEnforcement, .judicialProceeding, .requiredByLaw),
                .instrument(.grandJurySubpoena),
                .role(Groups.officials),
                .that(.expresslyCovers, .mandatory)
            )
        ),
        ThirdParty.permission(
            "hipaa.administrative-request",
            "An administrative request of police meets the three-part test.",
            citing: .hipaa(512, "(f)(1)(ii)(C)"),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: governed(
                .purpose(.lawEnforcement),
                .instrument(.administrativeRequest),
                .that(.threePartTest),
                .role(.lawEnforcement)
            ),
            unless: [Groups.indivisible]
        ),
        ThirdParty.compulsion(
            "hipaa.police-report-by-statute",
            "A statute compels a report to police.",
            citing: .hipaa(512, "(f)(1)(i)"),
            obligations: [.limitToLaw, .accountDisclosure],
            when: governed(
                .purpose(.lawEnforcement),
                .instrument(.statute, .childAbuseStatute),
                .that(.mandatory),
                .role(.lawEnforcement)
            )
        ),
        ThirdParty.duty(
            .legalReview,
            id: "hipaa.order-reviewed",
            "Counsel looks at an order, a warrant or a grand-jury subpoena for protected notes first.",
            citing: .hipaa(512, "(e)(1)(i)"),
            onPermit: [
                .compartment(.psychotherapy, .substanceUse, .substanceUseCounseling),
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                .instrument(.courtOrder, .warrant, .grandJurySubpoena, .part2CourtOrder),
            ]
        ),
        ThirdParty.duty(
            .legalReview,
            id: "hipaa.subpoena-reviewed",
            "Counsel looks at a lawyer's subpoena for a Part 2 record that was received: whether it is against the patient.",
            citing: .part2(33, "(b)(1)"),
            .part2(12, "(d)(1)"),
            onPermit: [
                .compartment(.substanceUse), .purpose(.judicialProceeding), .instrument(.attorneySubpoena),
            ]
        ),
        ThirdParty.duty(
            .legalReview,
            id: "hipaa.process-refused",
            "Counsel looks at process of a court or an attorney before it goes unanswered.",
            citing: .hipaa(512, "(e)(1)"),
            onDenial: [.purpose(.judicialProceeding, .lawEnforcement), .that(.courtProcessShown)]
        ),
        ThirdParty.duty(
            .legalReview,
            id: "hipaa.house-rule-against-order",
            "A house rule that stands against what law compels is looked at by counsel; the law stands.",
            citing: .hipaa(512, "(a)(1)"),
            onPermit: [.that(.houseDenies)],
            unless: [[.purpose(.hhsCompliance)]]
        ),
    ]

    /// Why legal process did not open a note.
    static let processDenials = [
        reason(
            "hhs",
            "No investigation of compliance by HHS, on a demand that compels, opens this.",
            .hipaa(502, "(a)(2)(ii)"),
            [.purpose(.hhsCompliance)]
        ),
        reason(
            "required-by-law",
            "No law that was shown opens this to this recipient.",
            .hipaa(512, "(a)(1)"),
            [.purpose(.requiredByLaw)]
        ),
        reason(
            "court-order",
            "No order opens this: it would have to cover the note expressly, and to compel this disclosure.",
            .hipaa(512, "(e)(1)(i)"),
            [.purpose(.judicialProceeding), .instrument(.courtOrder)]
        ),
        ThirdParty.reason(
            "hipaa.refused.subpoena-joint",
            "A lawyer's subpoena with an assurance does not open what is about several people and cannot be split.",
            citing: .hipaa(512, "(e)(1)(ii)"),
            onDenial: assured + Groups.indivisible
        ),
        ThirdParty.reason(
            "hipaa.refused.subpoena",
            "A lawyer's subpoena does not open this: it needs an assurance, and does not reach protected notes.",
            citing: .hipaa(512, "(e)(1)(ii)"),
            onDenial: [
                .compartment(.general, .psychotherapy), .purpose(.judicialProceeding),
                .instrument(.attorneySubpoena),
            ],
            unless: [assured]
        ),
        reason(
            "proceeding",
            "No process that opens the note is shown.",
            .hipaa(512, "(e)(1)"),
            [
                .purpose(.judicialProceeding),
                .instrument(
                    nil,
                    .warrant,
                    .grandJurySubpoena,
                    .administrativeRequest,
                    .statute,
                    .childAbuseStatute,
                    .hhsDemand,
                    .part2CourtOrder
                ),
            ]
        ),
        reason(
            "apprehension",
            "What was said in therapy does not serve to apprehend the one who said it.",
            .hipaa(512, "(j)(2)(i)"),
            [.purpose(.lawEnforcement), .that(.threatShown)]
        ),
        reason(
            "three-part-test",
            "No administrative request opens this: it needs the three-part test, in writing.",
            .hipaa(512, "(f)(1)(ii)(C)"),
            [.purpose(.lawEnforcement), .instrument(.administrativeRequest)],
            [.purpose(.lawEnforcement), .that(.threePartTest)]
        ),
        reason(
            "police-order",
            "No order or warrant opens this to police: it would have to cover the note expressly and to compel this disclosure.",
            .hipaa(512, "(f)(1)(ii)(A)"),
            [.purpose(.lawEnforcement), .instrument(.courtOrder, .warrant)]
        ),
        reason(
            "police-grand-jury",
            "No grand-jury subpoena opens this to police: it would have to cover the note expressly and to compel this disclosure.",
            .hipaa(512, "(f)(1)(ii)(B)"),
            [.purpose(.lawEnforcement), .instrument(.grandJurySubpoena)]
        ),
        reason(
            "police",
            "No process that was shown opens this to police: they need a warrant, a grand-jury subpoena or another process that covers the note.",
            .hipaa(512, "(f)(1)(ii)"),
            [.purpose(.lawEnforcement)]
        ),
    ]

    /// What a subpoena with an assurance reaches.
    private static let assured = governed(
        .compartment(.general),
        .purpose(.judicialProceeding),
        .instrument(.attorneySubpoena),
        .assurance(.notice, .protectiveOrder),
        .role(Groups.parties)
    )

    private static func governed(_ conditions: Condition...) -> [Condition] {
        [.that(.underPrivacyRule), .action(Groups.content)] + conditions
    }

    static func reason(
        _ id: String,
        _ sentence: String,
        _ citation: Citation,
        _ conditions: [Condition],
        _ others: [Condition] = []
    ) -> LawRule {
        let scope: [Condition] = [.compartment(.general, .psychotherapy)]
        if others.isEmpty {
            return ThirdParty.reason(
                "hipaa.refused.\(id)",
                sentence,
                citing: citation,
                onDenial: scope + conditions
            )
        }
        return ThirdParty.reason(
            "hipaa.refused.\(id)",
            sentence,
            citing: citation,
            onDenial: scope + conditions,
            scope + others
        )
    }
}

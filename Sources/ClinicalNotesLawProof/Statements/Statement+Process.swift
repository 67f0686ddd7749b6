internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.502(a)(2)(ii), 164.512(a), (e), (f): what law compels, and what process opens.
    static let legalProcess = ordered + processed

    /// What is disclosed whatever the host says, of general and psychotherapy notes alike.
    private static let ordered = Frame(Region.compelled([Region.seeing, Region.ordinary, .that(.mandatory)]))
        .always([
            (
                "process.required-by-law",
                "What a statute compels is disclosed, to police as well and of a psychotherapy note, whatever the host says.",
                .hipaa(512, "(a)(1)"),
                .either(
                    statute + [.purpose(.requiredByLaw)],
                    statute + [.purpose(.lawEnforcement), .role(.lawEnforcement)]
                )
            ),
            (
                "process.demand",
                "An investigative demand that a court would enforce is answered, of a psychotherapy note as well, whatever the host says.",
                .hipaa(512, "(a)(1)"),
                .either(
                    demand + [.purpose(.requiredByLaw)],
                    demand + [.purpose(.lawEnforcement), .role(.lawEnforcement)]
                )
            ),
            (
                "process.court-order",
                "What a court orders expressly is disclosed, of a psychotherapy note as well, whatever the host says.",
                .hipaa(512, "(e)(1)(i)"),
                .either(
                    covering + [.purpose(.judicialProceeding, .requiredByLaw)],
                    covering + [.purpose(.lawEnforcement), Region.officials]
                )
            ),
            (
                "process.warrant",
                "What a warrant or a grand-jury subpoena expressly covers is disclosed, of a psychotherapy note as well, whatever the host says.",
                .hipaa(512, "(f)(1)(ii)"),
                [
                    .instrument(.warrant, .grandJurySubpoena), .that(.expresslyCovers), Region.officials,
                    .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                ]
            ),
            (
                "public.health-compelled",
                "What a statute compels goes to a public health authority, of a psychotherapy note as well, whatever the host says.",
                .hipaa(512, "(b)(1)(i)"),
                [.role(.publicHealthAuthority), .purpose(.publicHealth), .instrument(.statute)]
            ),
            (
                "public.abuse-compelled",
                "A compelled report of abuse, of a child or an adult, goes to the authority, of a psychotherapy note as well, whatever the host says.",
                .hipaa(512, "(b)(1)(ii)"),
                .either(
                    statute + [
                        .purpose(.abuseReport),
                        .role(.protectiveServices, .lawEnforcement, .publicHealthAuthority),
                    ]
                )
            ),
        ])

    private static let statute: [Condition] = [.instrument(.statute, .childAbuseStatute)]
    private static let covering: [Condition] = [.instrument(.courtOrder), .that(.expresslyCovers)]
    private static let demand: [Condition] = [
        .instrument(.administrativeRequest), .that(.expresslyCovers, .threePartTest),
    ]

    private static let processed: [Statement] = [
        .always(
            "process.hhs",
            "HHS gets what it demands to investigate compliance, of every compartment, whatever the host says.",
            .hipaa(502, "(a)(2)(ii)"),
            Region.compelled([Region.seeing] + Region.demanded)
        ),
        .never(
            "process.hhs-demands",
            "Nobody but HHS investigates compliance, and without a demand that compels HHS gets nothing.",
            .hipaa(502, "(a)(2)(ii)"),
            Region.unasked([.purpose(.hhsCompliance)]),
            unless: [Region.demanded]
        ),
        .always(
            "process.subpoena",
            "A subpoena with notice or a protective order opens a general note.",
            .hipaa(512, "(e)(1)(ii)"),
            Region.open([
                .compartment(.general), Region.seeing, .purpose(.judicialProceeding),
                .instrument(.attorneySubpoena), .assurance(.notice, .protectiveOrder), Region.parties,
            ]),
            unless: [Region.indivisible]
        ),
        .always(
            "process.administrative",
            "An administrative request that meets the three-part test opens a general note.",
            .hipaa(512, "(f)(1)(ii)(C)"),
            Region.open([
                .compartment(.general), Region.seeing, .purpose(.lawEnforcement),
                .instrument(.administrativeRequest), .that(.threePartTest), .role(.lawEnforcement),
            ]),
            unless: [Region.indivisible]
        ),
        .never(
            "process.police-without",
            "Without process police get no general note.",
            .hipaa(512, "(f)(1)(ii)"),
            Region.thirdParty([
                Region.seeing, .compartment(.general), .purpose(.lawEnforcement), .instrument(nil),
                Region.unpermitted,
            ])
        ),
        .never(
            "process.subpoena-alone",
            "A lawyer's subpoena alone opens nothing.",
            .hipaa(512, "(e)(1)(ii)"),
            Region.thirdParty([
                Region.seeing, .compartment(.general), .purpose(.judicialProceeding),
                .instrument(.attorneySubpoena), .assurance(.none, .auditAgreement), Region.unpermitted,
            ])
        ),
        .never(
            "process.not-covered",
            "An order or warrant that does not expressly cover the note opens nothing.",
            .hipaa(512, "(e)(1)(i)"),
            Region.thirdParty([
                Region.seeing, Region.ordinary,
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                .instrument(.courtOrder, .warrant, .grandJurySubpoena), .not(.expresslyCovers),
                Region.unpermitted,
            ])
        ),
    ]
}

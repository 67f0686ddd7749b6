internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension OutcomeCase {
    /// 45 CFR 164.502, 164.506, 164.510 to 164.514: what a refused use or disclosure lacked.
    static let needs: [OutcomeCase] = use + psychotherapy + process + publicInterest + severalSubjects

    private static let use: [OutcomeCase] = [
        .refusal(
            .hipaa(514, "(d)(2)"),
            [
                .that(.inHouse),
                .purpose(.treatment, .emergencyTreatment, .payment, .operations, .documentation),
            ],
            unless: lackingNothing
        ),
        .refusal(
            .hipaa(312, "(a)(2)(ii)"),
            [.that(.inHouse), .purpose(.emergencyTreatment), .role(Region.clinicians)],
            amongOthers: true
        ),
        .refusal(
            .hipaa(502, "(e)(2)"),
            [
                .role(.businessAssociate, .healthInformationExchange), .not(.coveredEntity),
                .purpose(.treatment, .payment, .operations),
            ]
        ),
        .refusal(.hipaa(506, "(c)(2)"), [.purpose(.treatment, .emergencyTreatment), .not(.inHouse)]),
        .refusal(.hipaa(506, "(c)(3)"), [.purpose(.payment), .not(.inHouse)]),
        .refusal(.hipaa(506, "(c)(4)"), [.purpose(.operations), .not(.inHouse)]),
        .refusal(.hipaa(501), [.purpose(.training, .legalDefense)]),
        .refusal(.hipaa(502, "(d)(1)"), [.action(.deidentify)]),
    ].within(.lane(.thirdParty), .compartment(.general))

    /// Who lacks nothing inside, so that something else refused the use.
    private static let lackingNothing: [[Condition]] = [
        reading([.that(.isAuthor)]),
        reading([.that(.careTeam), .role(Groups.clinicians), .purpose(.treatment, .payment, .operations)]),
        reading([.role(.billing), .purpose(.payment)]),
        reading([.role(.operations, .supervisor), .purpose(.operations)]),
        reading([
            .role(Groups.clinicians), .purpose(.emergencyTreatment), .that(.treatmentNeeded, .reasonRecorded),
        ]),
        [.that(.underPrivacyRule, .authorized), .not(.severalSubjects)],
        [.that(.underPrivacyRule, .authorized, .segmentable)], [.that(.underPrivacyRule, .authorizedByAll)],
    ]

    private static func reading(_ conditions: [Condition] = []) -> [Condition] {
        [.that(.underPrivacyRule), .action(.read, .export)] + conditions
    }

    /// 45 CFR 164.508(a)(2): the closed list.
    private static let psychotherapy: [OutcomeCase] = [
        .refusal(.hipaa(508, "(a)(2)"), []),
        .refusal(.hipaa(508, "(a)(2)(i)(B)"), [.purpose(.training)], [.role(.trainee)]),
        .refusal(.hipaa(512, "(a)(2)"), [.purpose(.abuseReport), .that(.mandatory)]),
        .refusal(
            .hipaa(508, "(a)(2)(i)(A)"),
            [.purpose(.treatment, .emergencyTreatment)],
            unless: [[.that(.isAuthor, .inHouse), .action(.read)]]
        ),
        .refusal(
            .hipaa(508, "(a)(2)(i)(A)"),
            [.that(.isAuthor)],
            unless: [[.that(.inHouse), .action(.read), .purpose(.treatment, .emergencyTreatment)]]
        ),
    ].within(.lane(.thirdParty), .compartment(.psychotherapy))

    private static let process: [OutcomeCase] = [
        .refusal(.hipaa(512, "(a)(1)"), [.purpose(.requiredByLaw)]),
        .refusal(.hipaa(512, "(e)(1)(i)"), [.purpose(.judicialProceeding), .instrument(.courtOrder)]),
        .refusal(
            .hipaa(512, "(e)(1)(ii)"),
            [.purpose(.judicialProceeding), .instrument(.attorneySubpoena)],
            unless: assured
        ),
        .refusal(.hipaa(512, "(e)(1)"), [.purpose(.judicialProceeding)], unless: assured),
        .refusal(.hipaa(512, "(j)(2)(i)"), [.purpose(.lawEnforcement), .that(.threatShown)]),
        .refusal(
            .hipaa(512, "(f)(1)(ii)(C)"),
            [.purpose(.lawEnforcement), .instrument(.administrativeRequest)],
            [.purpose(.lawEnforcement), .that(.threePartTest)]
        ),
        .refusal(
            .hipaa(512, "(f)(1)(ii)(A)"),
            [.purpose(.lawEnforcement), .instrument(.courtOrder, .warrant)]
        ),
        .refusal(.hipaa(512, "(f)(1)(ii)(B)"), [.purpose(.lawEnforcement), .instrument(.grandJurySubpoena)]),
    ].within(.lane(.thirdParty), Region.ordinary)

    /// What a subpoena with an assurance opens, so that something else closed it.
    private static let assured: [[Condition]] = [
        .not(.severalSubjects), .that(.segmentable), .that(.authorizedByAll),
    ].map { (whole: Condition) in
        [
            .that(.underPrivacyRule), .compartment(.general), .action(Region.content),
            .instrument(.attorneySubpoena), .assurance(.notice, .protectiveOrder), Region.parties, whole,
        ]
    }

    private static let publicInterest: [OutcomeCase] = [
        .refusal(.hipaa(512, "(d)(2)"), [.purpose(.healthOversight), .oversightOf(.patientUnrelatedToCare)]),
        .refusal(.hipaa(512, "(g)(1)"), [.purpose(.coroner)], [.role(.coroner)]),
        .refusal(.hipaa(512, "(g)(2)"), [.purpose(.funeral)], [.role(.funeralDirector)]),
        .refusal(.hipaa(512, "(h)"), [.purpose(.organDonation)], [.role(.organProcurement)]),
        .refusal(
            .hipaa(512, "(k)(5)"),
            [.purpose(.specializedGovernment)],
            [.role(.correctionalInstitution)]
        ),
        .refusal(.hipaa(512, "(k)(2)"), [.role(.nationalSecurity)]),
        .refusal(.hipaa(512, "(j)(1)(i)(B)"), [.purpose(.seriousThreat), .not(.threatRecipientCanPrevent)]),
        .refusal(
            .hipaa(512, "(j)(1)(i)(A)"),
            [.purpose(.seriousThreat), .not(.threatSeriousAndImminent)],
            [.purpose(.seriousThreat), .not(.threatInGoodFaith)]
        ),
        .refusal(.hipaa(512, "(b)(1)(ii)"), [.purpose(.abuseReport), .instrument(.childAbuseStatute)]),
        .refusal(.hipaa(512, "(c)(1)(iii)"), [.purpose(.abuseReport)]),
        .refusal(.hipaa(512, "(l)"), [.purpose(.workersComp)], [.role(.workersComp)]),
        .refusal(.hipaa(510, "(b)(5)"), [.purpose(.familyInvolvement), .that(.deceased)]),
        .refusal(.hipaa(510, "(b)(1)(i)"), [.purpose(.familyInvolvement)]),
        .refusal(.hipaa(512, "(i)(1)(i)"), [.purpose(.research)]),
        .refusal(.hipaa(514, "(e)(4)"), [.purpose(.research), .that(.limitedDataSetNotAgreed)]),
        .refusal(.hipaa(508, "(a)(3)"), [.purpose(.marketing)]),
        .refusal(.hipaa(508, "(a)(4)"), [.purpose(.sale)]),
        .refusal(
            .hipaa(508, "(a)(1)"),
            [.purpose(.employment, .documentation, .patientRequest)],
            amongOthers: true
        ),
    ].within(.lane(.thirdParty), Region.ordinary)

    /// What cannot be divided is not given for the sake of one.
    private static let severalSubjects: [OutcomeCase] = [
        .refusal(
            .hipaa(502, "(b)"),
            [
                .compartment(.general, .substanceUse), .that(.severalSubjects),
                .not(.segmentable, .authorizedByAll, .consentedByAll),
                .purpose(.familyInvolvement, .workersComp, .specializedGovernment, .funeral, .organDonation),
            ],
            amongOthers: true
        )
    ].within(.lane(.thirdParty))
}

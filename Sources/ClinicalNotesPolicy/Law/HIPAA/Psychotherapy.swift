internal import ClinicalNotesModel

extension HIPAA {
    /// 45 CFR 164.508(a)(2): psychotherapy notes need an authorization; the exceptions are a closed list.
    ///
    /// There is no break-glass here: emergency treatment is not on the list.
    static let psychotherapy = [
        ThirdParty.permission(
            "hipaa.psychotherapy.originator-treatment",
            "The originator uses a psychotherapy note to treat.",
            citing: .hipaa(508, "(a)(2)(i)(A)"),
            when: psychotherapy(
                .action(.read),
                .purpose(.treatment, .emergencyTreatment),
                .that(.isAuthor, .inHouse)
            )
        ),
        ThirdParty.permission(
            "hipaa.psychotherapy.own-training",
            "Those who learn or teach mental health counseling in the holder's own program read for it.",
            citing: .hipaa(508, "(a)(2)(i)(B)"),
            obligations: [.minimumNecessary],
            when: psychotherapy(
                .action(.read),
                .purpose(.training),
                .that(.inHouse, .ownTrainingProgram),
                .role(Groups.clinicians)
            ),
            psychotherapy(
                .action(.read, .disclose),
                .purpose(.training),
                .that(.ownTrainingProgram),
                .not(.inHouse),
                .role(.trainee, .supervisor, .clinicianOtherOrg)
            )
        ),
        ThirdParty.permission(
            "hipaa.psychotherapy.own-defense",
            "The holder defends itself in a proceeding that the patient brought.",
            citing: .hipaa(508, "(a)(2)(i)(C)"),
            obligations: [.minimumNecessary],
            when: psychotherapy(
                .action(Groups.content),
                .purpose(.legalDefense),
                .broughtBy(.patient),
                .role(.court)
            ),
            psychotherapy(
                .action(Groups.content),
                .purpose(.legalDefense),
                .broughtBy(.patient),
                .role(.attorneyForProvider),
                .that(.coveredEntity)
            ),
            psychotherapy(
                .action(Groups.content),
                .purpose(.legalDefense),
                .broughtBy(.patient),
                .role(.attorneyForProvider, .operations, .originator),
                .that(.inHouse)
            )
        ),
        ThirdParty.compulsion(
            "hipaa.psychotherapy.hhs",
            "HHS demands it to investigate compliance.",
            citing: .hipaa(508, "(a)(2)(ii)"),
            .hipaa(502, "(a)(2)(ii)"),
            obligations: [.accountDisclosure],
            when: psychotherapy(
                .action(Groups.content),
                .role(.hhs),
                .purpose(.hhsCompliance),
                .instrument(.hhsDemand),
                .that(.mandatory)
            )
        ),
        ThirdParty.compulsion(
            "hipaa.psychotherapy.statute",
            "A statute compels this disclosure to this recipient.",
            citing: .hipaa(508, "(a)(2)(ii)"),
            .hipaa(512, "(a)(1)"),
            obligations: [.limitToLaw, .accountDisclosure],
            when: psychotherapy(
                .action(Groups.content),
                .purpose(.requiredByLaw),
                .instrument(.statute, .childAbuseStatute),
                .that(.mandatory)
            ),
            psychotherapy(
                .action(Groups.content),
                .role(.lawEnforcement),
                .purpose(.lawEnforcement),
                .instrument(.statute, .childAbuseStatute),
                .that(.mandatory)
            ),
            psychotherapy(
                .action(Groups.content),
                .role(.publicHealthAuthority),
                .purpose(.publicHealth),
                .instrument(.statute),
                .that(.mandatory)
            )
        ),
        ThirdParty.compulsion(
            "hipaa.psychotherapy.abuse-report",
            "A statute compels a report of abuse to an authority that it names.",
            citing: .hipaa(508, "(a)(2)(ii)"),
            .hipaa(512, "(a)(2)"),
            obligations: [.limitToLaw, .accountDisclosure],
            when: psychotherapy(
                .action(Groups.content),
                .purpose(.abuseReport),
                .instrument(.statute, .childAbuseStatute),
                .that(.mandatory),
                .role(Groups.reported)
            )
        ),
        ThirdParty.compulsion(
            "hipaa.psychotherapy.court-order",
            "A court order expressly covers the note.",
            citing: .hipaa(508, "(a)(2)(ii)"),
            .hipaa(512, "(e)(1)(i)"),
            obligations: [.limitToOrder, .accountDisclosure],
            when: psychotherapy(
                .action(Groups.content),
                .purpose(.judicialProceeding, .requiredByLaw),
                .instrument(.courtOrder),
                .that(.expresslyCovers, .mandatory)
            ),
            psychotherapy(
                .action(Groups.content),
                .purpose(.lawEnforcement),
                .instrument(.courtOrder),
                .role(Groups.officials),
                .that(.expresslyCovers, .mandatory)
            )
        ),
        ThirdParty.compulsion(
            "hipaa.psychotherapy.warrant",
            "A court-ordered warrant covers the note.",
            citing: .hipaa(508, "(a)(2)(ii)"),
            .hipaa(512, "(f)(1)(ii)(A)"),
            obligations: [.limitToOrder, .accountDisclosure],
            when: psychotherapy(
                .action(Groups.content),
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                .instrument(.warrant),
                .role(Groups.officials),
                .that(.expresslyCovers, .mandatory)
            )
        ),
        ThirdParty.compulsion(
            "hipaa.psychotherapy.grand-jury",
            "A grand-jury subpoena covers the note.",
            citing: .hipaa(508, "(a)(2)(ii)"),
            .hipaa(512, "(f)(1)(ii)(B)"),
            obligations: [.limitToOrder, .accountDisclosure],
            when: psychotherapy(
                .action(Groups.content),
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                .instrument(.grandJurySubpoena),
                .role(Groups.officials),
                .that(.expresslyCovers, .mandatory)
            )
        ),
        ThirdParty.compulsion(
            "hipaa.psychotherapy.investigative-demand",
            "An authorized investigative demand that a court would enforce covers the note.",
            citing: .hipaa(508, "(a)(2)(ii)"),
            .hipaa(512, "(f)(1)(ii)(C)"),
            .hipaa(103),
            obligations: [.limitToLaw, .accountDisclosure],
            when: psychotherapy(
                .action(Groups.content),
                .purpose(.requiredByLaw),
                .instrument(.administrativeRequest),
                .that(.expresslyCovers, .mandatory, .threePartTest)
            ),
            psychotherapy(
                .action(Groups.content),
                .role(.lawEnforcement),
                .purpose(.lawEnforcement),
                .instrument(.administrativeRequest),
                .that(.expresslyCovers, .mandatory, .threePartTest)
            )
        ),
        ThirdParty.permission(
            "hipaa.psychotherapy.oversight-of-originator",
            "A health oversight agency oversees the originator.",
            citing: .hipaa(508, "(a)(2)(ii)"),
            .hipaa(512, "(d)(1)"),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: psychotherapy(
                .action(Groups.content),
                .role(.oversightAgency),
                .purpose(.healthOversight),
                .oversightOf(.originator)
            )
        ),
        ThirdParty.permission(
            "hipaa.psychotherapy.coroner",
            "A coroner or medical examiner does what law asks after a death.",
            citing: .hipaa(508, "(a)(2)(ii)"),
            .hipaa(512, "(g)(1)"),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: psychotherapy(
                .action(Groups.content),
                .role(.coroner),
                .purpose(.coroner),
                .that(.deceased)
            )
        ),
        ThirdParty.permission(
            "hipaa.psychotherapy.threat",
            "Somebody who can prevent a serious and imminent threat is told.",
            citing: .hipaa(508, "(a)(2)(ii)"),
            .hipaa(512, "(j)(1)(i)"),
            obligations: [.minimumNecessary, .recordReason],
            when: psychotherapy(
                .action(Groups.content),
                .purpose(.seriousThreat),
                .that(.threatSeriousAndImminent, .threatInGoodFaith, .threatRecipientCanPrevent)
            )
        ),
        ThirdParty.permission(
            "hipaa.psychotherapy.authorization",
            "Every subject authorized it, in a document for psychotherapy notes alone.",
            citing: .hipaa(508, "(a)(2)"),
            .hipaa(508, "(b)(1)"),
            obligations: [.limitToAuthorization],
            when: psychotherapy(.action(Groups.content), .that(.authorizedByAll)),
            psychotherapy(.action(.deidentify), .that(.authorizedByAll))
        ),
        ThirdParty.duty(
            .informIndividual,
            id: "hipaa.adult-abuse-told",
            "The individual is told that a report was made.",
            citing: .hipaa(512, "(c)(2)"),
            onPermit: [
                .purpose(.abuseReport), .instrument(.statute), .compartment(.general, .psychotherapy),
            ],
            [.purpose(.abuseReport), .instrument(.statute), .that(.underPrivacyRule)]
        ),
        Everyone.duty(
            .reclassifyNote,
            id: "hipaa.mislabeled-served",
            "A note labeled psychotherapy that is not one is filed anew.",
            citing: .hipaa(501),
            onPermit: [.lane(.access, .directed, .thirdParty), .that(.mislabeled)]
        ),
        Everyone.duty(
            .reclassifyNote,
            id: "hipaa.mislabeled-refused",
            "A note labeled psychotherapy that is not one is filed anew.",
            citing: .hipaa(501),
            onDenial: [.lane(.access, .directed, .thirdParty), .that(.mislabeled)]
        ),
    ]

    /// Why no exception reached a psychotherapy note.
    static let psychotherapyDenials = [
        ThirdParty.reason(
            "hipaa.psychotherapy.not-training",
            "Only training in the holder's own program opens the note to those who learn.",
            citing: .hipaa(508, "(a)(2)(i)(B)"),
            onDenial: psychotherapy(.purpose(.training)),
            psychotherapy(.role(.trainee))
        ),
        RecordKeeping.reason(
            "hipaa.psychotherapy.not-cosigned",
            "A psychotherapy note is cosigned only in training in the holder's own program.",
            citing: .hipaa(508, "(a)(2)(i)(B)"),
            onDenial: psychotherapy(.action(.cosign), .purpose(.training))
        ),
        ThirdParty.reason(
            "hipaa.psychotherapy.not-own-defense",
            "Only the holder's own defense against the patient opens the note.",
            citing: .hipaa(508, "(a)(2)(i)(C)"),
            onDenial: psychotherapy(.purpose(.legalDefense))
        ),
        ThirdParty.reason(
            "hipaa.psychotherapy.report-recipient",
            "A law that compels a report compels it only to the authority that it names.",
            citing: .hipaa(512, "(a)(2)"),
            onDenial: psychotherapy(.purpose(.abuseReport), .that(.mandatory))
        ),
        ThirdParty.reason(
            "hipaa.psychotherapy.not-listed",
            "Nothing on the list of what the law asks or permits without authorization opens this.",
            citing: .hipaa(508, "(a)(2)(ii)"),
            onDenial: psychotherapy(.purpose(Groups.publicInterest))
        ),
        ThirdParty.reason(
            "hipaa.psychotherapy.not-originator-treatment",
            "Without authorization only the originator uses the note, and only to treat.",
            citing: .hipaa(508, "(a)(2)(i)(A)"),
            onDenial: psychotherapy(.purpose(.treatment, .emergencyTreatment)),
            psychotherapy(.that(.isAuthor)),
            unless: [originatorTreating]
        ),
        ThirdParty.reason(
            "hipaa.psychotherapy.originator-reads-inside",
            "To treat, the originator only reads the note inside the holder: it is neither disclosed nor exported.",
            citing: .hipaa(508, "(a)(2)(i)(A)"),
            onDenial: psychotherapy(.action(.disclose, .export)) + originatorTreating
        ),
        ThirdParty.reason(
            "hipaa.psychotherapy.authorization-needed",
            "Any other use or disclosure of a psychotherapy note needs an authorization, and none opens this.",
            citing: .hipaa(508, "(a)(2)"),
            onDenial: psychotherapy(),
            unless: [
                [.purpose([.training, .legalDefense] + Groups.publicInterest)]
            ]
        ),
    ]

    private static let originatorTreating: [Condition] = [
        .that(.isAuthor, .inHouse), .purpose(.treatment, .emergencyTreatment), .action(Groups.content),
    ]

    private static func psychotherapy(_ conditions: Condition...) -> [Condition] {
        [.compartment(.psychotherapy)] + conditions
    }
}

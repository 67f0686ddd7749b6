internal import ClinicalNotesModel

extension Part2 {
    /// 42 CFR 2.31(b): counseling notes need a consent of their own; the exceptions are a closed list.
    static let counselingNotes = [
        ThirdParty.permission(
            "part2.counseling.originator-treatment",
            "The originator uses a counseling note to treat.",
            citing: .part2(31, "(b)(1)(i)(A)"),
            when: counseling(
                .action(.read),
                .purpose(.treatment, .emergencyTreatment),
                .that(.isAuthor, .inHouse, .part2Personnel, .fromProgram)
            )
        ),
        ThirdParty.permission(
            "part2.counseling.own-training",
            "Those of the program who learn or teach in its own training read for it.",
            citing: .part2(31, "(b)(1)(i)(B)"),
            obligations: [.minimumNecessary],
            when: counseling(
                .action(.read),
                .purpose(.training),
                .that(.inHouse, .part2Personnel, .fromProgram, .ownTrainingProgram),
                .role(Groups.clinicians)
            )
        ),
        ThirdParty.permission(
            "part2.counseling.own-defense",
            "The program defends itself in a proceeding that the patient brought.",
            citing: .part2(31, "(b)(1)(i)(C)"),
            obligations: [.minimumNecessary],
            when: defense(.role(.court)),
            defense(.role(.attorneyForProvider), .that(.coveredEntity)),
            defense(.role(.attorneyForProvider, .operations, .originator), .that(.inHouse))
        ),
        ThirdParty.compulsion(
            "part2.counseling.hhs",
            "HHS demands it to investigate compliance.",
            citing: .part2(31, "(b)(1)(ii)"),
            .part2(2, "(b)"),
            obligations: [.accountDisclosure],
            when: counseling(
                .action(Groups.content),
                .role(.hhs),
                .purpose(.hhsCompliance),
                .instrument(.hhsDemand),
                .that(.mandatory)
            )
        ),
        ThirdParty.permission(
            "part2.counseling.cause-of-death",
            "A coroner inquires into the cause of a death.",
            citing: .part2(31, "(b)(1)(ii)"),
            .part2(15, "(b)(1)"),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: counseling(
                .action(Groups.content),
                .role(.coroner),
                .purpose(.coroner),
                .that(.deceased, .fromProgram)
            )
        ),
        ThirdParty.permission(
            "part2.counseling.oversight-of-originator",
            "An agency oversees the originator under written agreement.",
            citing: .part2(31, "(b)(1)(ii)"),
            .part2(53),
            obligations: [.minimumNecessary, .accountDisclosure],
            when: counseling(
                .action(Groups.content),
                .role(.oversightAgency),
                .purpose(.healthOversight),
                .oversightOf(.originator),
                .assurance(.auditAgreement),
                .that(.fromProgram)
            )
        ),
        ThirdParty.compulsion(
            "part2.counseling.noncriminal-order",
            "An order under 2.64 that compels comes with a subpoena, finds what 2.63 asks for, and reaches those it names.",
            citing: .part2(31, "(b)(1)(ii)"),
            .part2(64),
            .part2(63, "(a)"),
            obligations: [.limitToOrder, .accountDisclosure],
            when: counseling(
                .action(Groups.content),
                .purpose(.judicialProceeding, .requiredByLaw),
                .instrument(.part2CourtOrder),
                .that(.orderNoncriminal, .expresslyCovers, .mandatory, .withSubpoena, .confidentialFinding),
                .role(Groups.parties)
            )
        ),
        ThirdParty.permission(
            "part2.counseling.consent",
            "Every subject consented, in a document for counseling notes alone; and authorized it where the note is also a psychotherapy note.",
            citing: .part2(31, "(b)(1)"),
            .part2(32),
            obligations: [.limitToAuthorization, .attachConsent, .part2Notice, .minimumNecessary],
            when: counseling(
                .action(Groups.content),
                .that(.counselingConsentedByAll),
                .not(.alsoPsychotherapy)
            ),
            counseling(.action(Groups.content), .that(.counselingConsentedByAll, .authorizedByAll)),
            counseling(.action(.deidentify), .that(.counselingConsentedByAll), .not(.alsoPsychotherapy)),
            counseling(.action(.deidentify), .that(.counselingConsentedByAll, .authorizedByAll))
        ),
        ThirdParty.reason(
            "part2.counseling.same-kind",
            "The consent is combined only with its own kind.",
            citing: .part2(31, "(b)(2)"),
            onPermit: counseling(.that(.counselingConsentedByAll, .compoundCounseling))
        ),
        RecordKeeping.reason(
            "part2.counseling.opened",
            "Only its originator opens a counseling note.",
            citing: .part2(31, "(b)(1)"),
            onPermit: counseling(.action(.setSharing))
        ),
        RecordKeeping.permission(
            "part2.counseling.cosign-in-training",
            "A supervisor cosigns a counseling note only in the program's own training.",
            citing: .part2(31, "(b)(1)(i)(B)"),
            obligations: [.appendNotOverwrite, .minimumNecessary],
            when: counseling(
                .action(.cosign),
                .role(.supervisor),
                .that(.inHouse, .part2Personnel, .fromProgram, .ownTrainingProgram),
                .not(.isAuthor),
                .status(.signed, .amended, .cosigned, .addended),
                .purpose(.training)
            )
        ),
    ]

    /// Why no exception reached a counseling note.
    static let counselingDenials = [
        RecordKeeping.reason(
            "part2.counseling.not-cosigned",
            "A counseling note is cosigned only in the program's own training.",
            citing: .part2(31, "(b)(1)(i)(B)"),
            onDenial: counseling(.action(.cosign), .purpose(.training))
        ),
        ThirdParty.reason(
            "part2.counseling.also-psychotherapy",
            "The note is also a psychotherapy note and needs an authorization beside the consent.",
            citing: .hipaa(508, "(a)(2)"),
            onDenial: counseling(.that(.counselingConsented, .alsoPsychotherapy), .not(.authorizedByAll))
        ),
        ThirdParty.reason(
            "part2.counseling.other-document",
            "A counseling note needs a consent of its own, and another paper was shown.",
            citing: .part2(31, "(b)(1)"),
            onDenial: counseling(.that(.otherKindShown)),
            counseling(.that(.generalConsentShown)),
            counseling(.that(.authorized), .not(.counselingConsented))
        ),
        notListed(
            "treatment",
            "Without consent only the originator uses the note, and only to treat.",
            .part2(31, "(b)(1)(i)(A)"),
            [.purpose(.treatment, .emergencyTreatment)],
            [.purpose(.payment, .operations), .that(.isAuthor)]
        ),
        notListed(
            "training",
            "Only training in the program's own opens the note to those who learn.",
            .part2(31, "(b)(1)(i)(B)"),
            [.purpose(.training)]
        ),
        notListed(
            "defense",
            "Only the program's own defense against the patient opens the note.",
            .part2(31, "(b)(1)(i)(C)"),
            [.purpose(.legalDefense)]
        ),
        notListed(
            "emergency",
            "Emergencies are not on the list.",
            .part2(31, "(b)(1)(ii)"),
            [.purpose(.emergencyTreatment)]
        ),
        notListed(
            "medical-emergency",
            "Whether section 2.51 reaches counseling notes is open, so it does not.",
            .part2(51),
            [.purpose(.emergencyTreatment)]
        ),
        ThirdParty.reason(
            "part2.counseling.not-listed-use",
            "The originator's treatment, own training and own defense: nothing else within the program.",
            citing: .part2(31, "(b)(1)(i)"),
            onDenial: counseling(
                .purpose(.treatment, .emergencyTreatment, .payment, .operations, .training, .legalDefense)
            )
        ),
        ThirdParty.reason(
            "part2.counseling.not-listed-disclosure",
            "Nothing on the list of what opens without consent opens this.",
            citing: .part2(31, "(b)(1)(ii)"),
            onDenial: counseling(.purpose(Groups.publicInterest + [.research]))
        ),
        ThirdParty.reason(
            "part2.counseling.order-without-subpoena",
            "An order authorizes; only a subpoena or similar compels.",
            citing: .part2(61, "(a)"),
            onDenial: counseling(.instrument(.part2CourtOrder), .not(.withSubpoena))
        ),
        ThirdParty.reason(
            "part2.counseling.order-limits-recipients",
            "An order reaches only those whose need for it is its basis, and only once it compels.",
            citing: .part2(64, "(e)"),
            onDenial: counseling(
                .instrument(.part2CourtOrder),
                .that(.orderNoncriminal, .withSubpoena, .confidentialFinding)
            )
        ),
        ThirdParty.reason(
            "part2.counseling.audit",
            "Oversight opens this only if it is of the originator and under a written agreement.",
            citing: .part2(53),
            onDenial: counseling(.purpose(.healthOversight))
        ),
        ThirdParty.reason(
            "part2.counseling.order",
            "Only an order under 2.64 that comes with a subpoena and the finding of 2.63 opens this.",
            citing: .part2(63, "(a)"),
            onDenial: counseling(.purpose(.judicialProceeding, .lawEnforcement))
        ),
        ThirdParty.reason(
            "part2.counseling.consent-needed",
            "Any other use or disclosure needs a consent for counseling notes, and none opens this.",
            citing: .part2(31, "(b)(1)"),
            onDenial: counseling()
        ),
        RecordKeeping.reason(
            "part2.counseling.not-the-originator",
            "Only its originator writes in a counseling note, or opens it.",
            citing: .part2(31, "(b)(1)"),
            onDenial: counseling(.action(Groups.authoring), .not(.isAuthor))
        ),
    ]

    private static func notListed(
        _ name: String,
        _ sentence: String,
        _ citation: Citation,
        _ conditions: [Condition]...
    ) -> LawRule {
        let id = "part2.counseling.not-listed-\(name)"
        let scope: [Condition] = [.compartment(.substanceUseCounseling)]
        guard conditions.count > 1 else {
            return ThirdParty.reason(id, sentence, citing: citation, onDenial: scope + conditions[0])
        }
        return ThirdParty.reason(
            id,
            sentence,
            citing: citation,
            onDenial: scope + conditions[0],
            scope + conditions[1]
        )
    }

    private static func counseling(_ conditions: Condition...) -> [Condition] {
        [.compartment(.substanceUseCounseling)] + conditions
    }

    private static func defense(_ conditions: Condition...) -> [Condition] {
        [
            .compartment(.substanceUseCounseling), .action(Groups.content), .purpose(.legalDefense),
            .broughtBy(.patient), .that(.fromProgram),
        ] + conditions
    }
}

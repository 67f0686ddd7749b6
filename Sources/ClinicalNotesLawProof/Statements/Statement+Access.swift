internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// None of the grounds on which the patient's request is denied.
    private static let ungrounded: [Condition] = [
        .not(.draftClosed, .channelWrong, .protectedFromPatient, .compiledForProceeding, .holdDenies)
    ]

    /// What the patient wants to be sent, without a direction that binds.
    private static func sent(_ conditions: [Condition] = []) -> [Condition] {
        [
            .purpose(.patientDirected),
            .action(Region.content),
            .not(.directiveToSend),
        ] + conditions
    }

    /// 45 CFR 164.524: the patient's right, and the only grounds that deny it.
    static let access = opened + shown + directed + withheld

    private static let opened = Frame(Region.asking([.lane(.access), Region.seeing])).always([
        (
            "access.listed-grounds-only", "The patient's request is denied only on a listed ground.",
            .hipaa(524, "(a)(1)"), .either([.that(.asksForSelf)] + ungrounded)
        ),
        (
            "access.representative", "Who lawfully stands in the patient's place has the same right.",
            .hipaa(502, "(g)(1)"), .either([.not(.abuseElection)] + ungrounded)
        ),
        (
            "access.opened-by-originator",
            "A patient reads the psychotherapy note that its originator opened, once every other subject agreed.",
            .hipaa(502, "(a)(1)(i)"),
            [
                .that(.asksForSelf, .protectedFromPatient, .openedByOriginator, .coSubjectsAuthorized),
                .not(.draftClosed, .channelWrong, .compiledForProceeding, .holdDenies),
            ]
        ),
        (
            "access.house-rule", "A patient gets what law of a state or the host gives beyond.",
            .preemption(203, "(b)"),
            .either(
                [.that(.asksForSelf, .houseOpensForPatient), .not(.channelWrong, .protectedFromPatient)],
                [.that(.asksForSelf, .houseOpensForPatient, .coSubjectsAuthorized), .not(.channelWrong)]
            )
        ),
    ])

    private static let shown = Frame(
        Region.asking([.lane(.access), .action(.browse), .not(.houseClosesPortal)])
    ).always([
        (
            "browse.released", "Patients, and those in their place, browse what was released.",
            .hipaa(502, "(a)(1)(i)"),
            [
                .that(.released), Region.finished,
                .not(.protectedFromPatient, .compiledForProceeding, .holdDenies, .abuseElection),
            ]
        ),
        (
            "browse.opened-by-originator",
            "A patient browses the psychotherapy note that its originator opened.", .hipaa(502, "(a)(1)(i)"),
            [
                .that(.asksForSelf, .protectedFromPatient, .openedByOriginator, .coSubjectsAuthorized),
                Region.finished, .not(.compiledForProceeding, .holdDenies),
            ]
        ),
        (
            "browse.house-rule", "The host may show the patient more of what was released.",
            .preemption(203, "(b)"),
            [.that(.asksForSelf, .released, .houseOpensForPatient), .not(.protectedFromPatient)]
        ),
    ])

    private static let directed: [Statement] = [
        .always(
            "access.directed",
            "A copy goes to whom the patient directs it.",
            .hipaa(524, "(c)(3)(ii)"),
            Region.asking([.lane(.directed), Region.seeing, Region.ordinary] + ungrounded)
        ),
        .never(
            "directed.part2-by-consent-only",
            "A Part 2 record goes to somebody else by consent of every subject, a direction does not replace it.",
            .part2(31, "(a)"),
            [.lane(.directed), Region.part2],
            sent([.compartment(.substanceUse), Region.unpermitted]),
            sent([.compartment(.substanceUse), .that(.fromProgram), .not(.consented, .consentedByAll)]),
            sent([.compartment(.substanceUseCounseling), .not(.counselingConsentedByAll)]),
            sent([.compartment(.substanceUseCounseling), .that(.alsoPsychotherapy), .not(.authorizedByAll)])
        ),
        .never(
            "directed.only-a-direction-is-the-patients-right",
            "What is authorized and not directed is a disclosure: what is withdrawn, restricted or closed by the host is not sent.",
            .hipaa(508, "(a)(1)"),
            sent([.status(.enteredInError), .not(.isAuthor)]),
            sent([.that(.agreedBlocks)]),
            sent([.that(.houseDenies)])
        ),
        .never(
            "directed.no-psychotherapy",
            "A direction never carries a psychotherapy note.",
            .hipaa(524, "(c)(3)(ii)"),
            [.lane(.directed), .that(.protectedFromPatient)]
        ),
        .never(
            "browse.released-only",
            "The portal shows what was released, and nothing else.",
            .hipaa(502, "(a)(1)(i)"),
            [.action(.browse), .not(.released)]
        ),
        .never(
            "browse.patients-only",
            "Nobody but patients and those in their place browses.",
            .hipaa(502, "(a)(1)(i)"),
            [.lane(.thirdParty, .directed), .action(.browse)]
        ),
    ]

    private static let withheld = Frame(.lane(.access)).never([
        (
            "access.standing", "Without standing nobody has the patient's access.", .hipaa(524, "(a)(1)"),
            [.not(.standing)]
        ),
        (
            "access.own-record", "Access reaches what is about the patient alone.", .hipaa(524, "(a)(1)"),
            [.not(.patientIsSubject)]
        ),
        (
            "access.psychotherapy",
            "The right of access does not reach psychotherapy notes; only their originator, or more protective law, opens one.",
            .hipaa(524, "(a)(1)(i)"),
            [.that(.protectedFromPatient), .not(.openedByOriginator, .houseOpensForPatient)]
        ),
        (
            "access.psychotherapy-other-subjects",
            "Nobody gets a joint psychotherapy note before every other subject agreed.",
            .hipaa(508, "(a)(2)"), [.that(.protectedFromPatient), .not(.coSubjectsAuthorized)]
        ),
        (
            "access.proceeding", "What was compiled for a proceeding is outside the right.",
            .hipaa(524, "(a)(1)(ii)"), [.that(.compiledForProceeding), .not(.houseOpensForPatient)]
        ),
        (
            "access.hold", "What a lawful hold keeps is kept, unless more protective law gives it.",
            .hipaa(524, "(a)(3)"), [.that(.holdDenies), .not(.houseOpensForPatient)]
        ),
        (
            "access.channel", "A copy goes no other way than the patient asked for.",
            .hipaa(522, "(b)(1)(i)"), [.action(Region.content), .that(.channelWrong)]
        ),
        (
            "browse.portal-rule", "What a rule of the host keeps from the portal is not shown there.",
            .hipaa(502, "(a)(1)(i)"), [.action(.browse), .that(.houseClosesPortal)]
        ),
    ])
}

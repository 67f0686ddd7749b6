internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    private static let grounds: [Flag] = [
        .draftClosed, .channelWrong, .protectedFromPatient, .compiledForProceeding, .holdDenies,
    ]

    private static func ungrounded(_ conditions: [Condition] = []) -> [Condition] {
        Region.asking([.lane(.access), .action(Region.content)]) + conditions + grounds.map { .not($0) }
    }

    /// What the patient wants to be sent, without a direction that binds.
    private static func sent(_ conditions: [Condition] = []) -> [Condition] {
        [.purpose(.patientDirected), .action(Region.content), .not(.directiveToSend)] + conditions
    }

    /// 45 CFR 164.524: the patient's right, and the only grounds that deny it.
    static let access: [Statement] = [
        .always(
            "access.listed-grounds-only",
            "The patient's request is denied only on a listed ground.",
            .hipaa(524, "(a)(1)"),
            ungrounded([.that(.asksForSelf)])
        ),
        .always(
            "access.representative",
            "Who lawfully stands in the patient's place has the same right.",
            .hipaa(502, "(g)(1)"),
            ungrounded([.not(.abuseElection)])
        ),
        .always(
            "access.directed",
            "A copy goes to whom the patient directs it.",
            .hipaa(524, "(c)(3)(ii)"),
            Region.asking([.lane(.directed), .action(Region.content), Region.ordinary])
                + grounds.map { .not($0) }
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
        .always(
            "access.opened-by-originator",
            "A patient reads the psychotherapy note that its originator opened, once every other subject agreed.",
            .hipaa(502, "(a)(1)(i)"),
            Region.asking([
                .lane(.access), .action(Region.content),
                .that(.asksForSelf, .protectedFromPatient, .openedByOriginator, .coSubjectsAuthorized),
                .not(.draftClosed, .channelWrong, .compiledForProceeding, .holdDenies),
            ])
        ),
        .always(
            "access.house-rule",
            "A patient gets what law of a state or the host gives beyond.",
            .preemption(203, "(b)"),
            Region.asking([
                .lane(.access), .action(Region.content), .that(.asksForSelf, .houseOpensForPatient),
                .not(.channelWrong, .protectedFromPatient),
            ]),
            Region.asking([
                .lane(.access), .action(Region.content),
                .that(.asksForSelf, .houseOpensForPatient, .coSubjectsAuthorized), .not(.channelWrong),
            ])
        ),
        .never(
            "access.standing",
            "Without standing nobody has the patient's access.",
            .hipaa(524, "(a)(1)"),
            [.lane(.access), .not(.standing)]
        ),
        .never(
            "access.own-record",
            "Access reaches what is about the patient alone.",
            .hipaa(524, "(a)(1)"),
            [.lane(.access), .not(.patientIsSubject)]
        ),
        .never(
            "access.psychotherapy",
            "The right of access does not reach psychotherapy notes; only their originator, or more protective law, opens one.",
            .hipaa(524, "(a)(1)(i)"),
            [.lane(.access), .that(.protectedFromPatient), .not(.openedByOriginator, .houseOpensForPatient)]
        ),
        .never(
            "access.psychotherapy-other-subjects",
            "Nobody gets a joint psychotherapy note before every other subject agreed.",
            .hipaa(508, "(a)(2)"),
            [.lane(.access), .that(.protectedFromPatient), .not(.coSubjectsAuthorized)]
        ),
        .never(
            "access.proceeding",
            "What was compiled for a proceeding is outside the right.",
            .hipaa(524, "(a)(1)(ii)"),
            [.lane(.access), .that(.compiledForProceeding), .not(.houseOpensForPatient)]
        ),
        .never(
            "access.hold",
            "What a lawful hold keeps is kept, unless more protective law gives it.",
            .hipaa(524, "(a)(3)"),
            [.lane(.access), .that(.holdDenies), .not(.houseOpensForPatient)]
        ),
        .never(
            "access.channel",
            "A copy goes no other way than the patient asked for.",
            .hipaa(522, "(b)(1)(i)"),
            [.lane(.access), .action(Region.content), .that(.channelWrong)]
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
            "browse.portal-rule",
            "What a rule of the host keeps from the portal is not shown there.",
            .hipaa(502, "(a)(1)(i)"),
            [.lane(.access), .action(.browse), .that(.houseClosesPortal)]
        ),
        .never(
            "browse.patients-only",
            "Nobody but patients and those in their place browses.",
            .hipaa(502, "(a)(1)(i)"),
            [.lane(.thirdParty, .directed), .action(.browse)]
        ),
        .always(
            "browse.released",
            "Patients, and those in their place, browse what was released.",
            .hipaa(502, "(a)(1)(i)"),
            Region.asking([
                .lane(.access), .action(.browse), .that(.released), Region.finished,
                .not(.protectedFromPatient, .compiledForProceeding, .holdDenies, .abuseElection),
                .not(.houseClosesPortal),
            ])
        ),
        .always(
            "browse.opened-by-originator",
            "A patient browses the psychotherapy note that its originator opened.",
            .hipaa(502, "(a)(1)(i)"),
            Region.asking([
                .lane(.access), .action(.browse),
                .that(.asksForSelf, .protectedFromPatient, .openedByOriginator, .coSubjectsAuthorized),
                Region.finished, .not(.compiledForProceeding, .holdDenies, .houseClosesPortal),
            ])
        ),
        .always(
            "browse.house-rule",
            "The host may show the patient more of what was released.",
            .preemption(203, "(b)"),
            Region.asking([
                .lane(.access), .action(.browse), .that(.asksForSelf, .released, .houseOpensForPatient),
                .not(.protectedFromPatient, .houseClosesPortal),
            ])
        ),
    ]
}

internal import ClinicalNotesModel

extension HIPAA {
    /// 45 CFR 164.524: the patient's right to see and copy; only listed grounds deny.
    static let patientAccess = [
        Patient.permission(
            "hipaa.access",
            "Patients, and those in their place, may see and copy what is about them.",
            citing: .hipaa(524, "(a)(1)"),
            .informationBlocking(103),
            obligations: [.respond30Days],
            when: [
                .lane(.access), .action(Groups.content), .that(.standing, .patientIsSubject),
                .not(.draftClosed, .channelWrong, .protectedFromPatient, .compiledForProceeding, .holdDenies),
            ],
            [
                .lane(.directed), .action(Groups.content), .that(.standing, .patientIsSubject),
                .not(.draftClosed, .channelWrong, .protectedFromPatient, .compiledForProceeding, .holdDenies),
            ]
        ),
        Patient.permission(
            "hipaa.access-opened-by-originator",
            "A patient may read a psychotherapy note that its originator opened, once every other subject agreed.",
            citing: .hipaa(502, "(a)(1)(i)"),
            obligations: [.recordOriginatorDecision],
            when: [
                .lane(.access), .action(Groups.content),
                .that(
                    .asksForSelf,
                    .patientIsSubject,
                    .protectedFromPatient,
                    .openedByOriginator,
                    .coSubjectsAuthorized
                ),
                .not(.draftClosed, .channelWrong, .compiledForProceeding, .holdDenies),
            ]
        ),
        Patient.permission(
            "hipaa.access-by-house-rule",
            "Law of a state, or the holder's own rule, may give the patient more.",
            citing: .preemption(203, "(b)"),
            .hipaa(524, "(a)(1)"),
            .preemption(202),
            obligations: [.respond30Days],
            when: [
                .lane(.access), .action(Groups.content),
                .that(.asksForSelf, .patientIsSubject, .houseOpensForPatient),
                .not(.channelWrong, .protectedFromPatient),
            ],
            [
                .lane(.access), .action(Groups.content),
                .that(.asksForSelf, .patientIsSubject, .houseOpensForPatient, .coSubjectsAuthorized),
                .not(.channelWrong),
            ]
        ),
        Patient.reason(
            "hipaa.channel-kept",
            "The copy goes the way the patient asked for.",
            citing: .hipaa(522, "(b)(1)(i)"),
            onPermit: [.that(.channelMatches)]
        ),
        Patient.reason(
            "hipaa.house-rule-against-the-patient",
            "A rule that would give the patient less is contrary to the right of access and does not apply.",
            citing: .preemption(203, "(b)"),
            .preemption(202),
            onPermit: [.lane(.access), .that(.houseClosesForPatient)]
        ),
        Patient.reason(
            "hipaa.directed-copy",
            "The patient may direct a copy to somebody, in writing.",
            citing: .hipaa(524, "(c)(3)(ii)"),
            onPermit: [.lane(.directed)]
        ),
        Patient.reason(
            "hipaa.electronic-copy",
            "A copy is given in the form that was asked for.",
            citing: .hipaa(524, "(c)(2)(ii)"),
            onPermit: [.action(.export)]
        ),
    ]

    /// The portal: obeys release; what is not released does not exist there.
    static let browsing = [
        Patient.permission(
            "hipaa.browse",
            "Patients, and those in their place, browse what was released to them.",
            citing: .hipaa(502, "(a)(1)(i)"),
            when: [
                .lane(.access), .action(.browse), .that(.standing, .patientIsSubject, .released),
                .status(.signed, .cosigned, .amended, .addended),
                .not(.protectedFromPatient, .compiledForProceeding, .holdDenies),
            ]
        ),
        Patient.permission(
            "hipaa.browse-opened-by-originator",
            "A patient browses a psychotherapy note that its originator opened, once every other subject agreed.",
            citing: .hipaa(502, "(a)(1)(i)"),
            obligations: [.recordOriginatorDecision],
            when: [
                .lane(.access), .action(.browse),
                .that(.asksForSelf, .patientIsSubject, .protectedFromPatient, .openedByOriginator),
                .that(.coSubjectsAuthorized), .status(.signed, .cosigned, .amended, .addended),
                .not(.compiledForProceeding, .holdDenies),
            ]
        ),
        Patient.permission(
            "hipaa.browse-by-house-rule",
            "The holder's own rule may show the patient more of what was released.",
            citing: .preemption(203, "(b)"),
            when: [
                .lane(.access), .action(.browse),
                .that(.asksForSelf, .patientIsSubject, .released, .houseOpensForPatient),
                .not(.protectedFromPatient),
            ]
        ),
        Patient.reason(
            "hipaa.not-released",
            "The portal does not show this: it shows only what was released and nothing keeps back.",
            citing: .hipaa(502, "(a)(1)(i)"),
            onDenial: [.action(.browse)]
        ),
    ]

    /// 45 CFR 164.524(d): what a denial of access brings, and why it was one.
    static let accessDenials = [
        Patient.duty(
            .deliverAsRequested,
            id: "hipaa.deliver-as-requested",
            "The copy goes only the way the patient asked for.",
            citing: .hipaa(522, "(b)(1)(i)"),
            onDenial: [
                .action(Groups.content), .that(.standing, .patientIsSubject, .channelWrong),
                .not(.draftClosed),
            ]
        ),
        Patient.duty(
            .writtenDenial,
            id: "hipaa.draft-denial",
            "That a draft is not given yet is said in writing.",
            citing: .hipaa(524, "(d)(2)"),
            onDenial: [.action(Groups.content), .that(.standing, .patientIsSubject, .draftClosed)]
        ),
        Patient.duty(
            .writtenDenial,
            .releaseRemainder,
            id: "hipaa.access-denial",
            "A denial is given in writing, and everything else is given.",
            citing: .hipaa(524, "(d)(1)"),
            .hipaa(524, "(d)(2)"),
            onDenial: closed(.outsideTheRight),
            closed(.compiledForProceeding),
            closed(.holdDenies)
        ),
        Patient.reason(
            "hipaa.access-draft",
            "A draft is not part of the designated record set until somebody decides by it.",
            citing: .hipaa(501),
            onDenial: [.that(.draftClosed, .standing)]
        ),
        Patient.reason(
            "hipaa.access-channel",
            "The patient asked for another channel.",
            citing: .hipaa(522, "(b)(1)(i)"),
            onDenial: [.that(.channelWrong, .standing)]
        ),
        Patient.reason(
            "hipaa.access-not-the-subject",
            "The note is about somebody else.",
            citing: .hipaa(524, "(a)(1)"),
            .hipaa(502, "(a)(1)(i)"),
            onDenial: [.not(.patientIsSubject)]
        ),
        Patient.reason(
            "hipaa.access-not-the-patient",
            "As a patient nobody gets what is about somebody else.",
            citing: .hipaa(524, "(a)(1)"),
            .hipaa(502, "(a)(1)(i)"),
            onDenial: [
                .lane(.access), .role(.patient), .that(.patientIsSubject),
                .not(.asksForSelf, .minorDoesNotAct, .deceased),
            ]
        ),
        Patient.reason(
            "hipaa.access-deceased",
            "The dead do not ask: who comes in their name is somebody else.",
            citing: .hipaa(514, "(h)(1)"),
            .hipaa(502, "(g)(4)"),
            onDenial: [.lane(.access), .role(.patient), .that(.deceased)]
        ),
        Patient.reason(
            "hipaa.access-not-deidentified",
            "Removing identifiers is the holder's own use, not part of access.",
            citing: .hipaa(502, "(d)(1)"),
            onDenial: [.action(.deidentify)]
        ),
        Patient.reason(
            "hipaa.directed-outside-the-right",
            "No direction opens this: it reaches only what the right of access reaches, in writing, signed, and with the recipient's name.",
            citing: .hipaa(524, "(c)(3)(ii)"),
            onDenial: [.lane(.directed)],
            // A direction opens it, and something else, as that nobody is verified, closed it.
            unless: [
                [
                    .action(Groups.content), .that(.standing, .patientIsSubject),
                    .not(
                        .draftClosed,
                        .channelWrong,
                        .protectedFromPatient,
                        .compiledForProceeding,
                        .holdDenies
                    ),
                ]
            ]
        ),
        Patient.reason(
            "hipaa.access-psychotherapy",
            "The right of access does not reach psychotherapy notes.",
            citing: .hipaa(524, "(a)(1)(i)"),
            .hipaa(524, "(a)(2)(i)"),
            onDenial: [.that(.outsideTheRight, .standing, .patientIsSubject)]
        ),
        Patient.reason(
            "hipaa.access-other-subjects",
            "Not every subject of the joint psychotherapy note has agreed.",
            citing: .hipaa(508, "(a)(2)"),
            onDenial: [.that(.protectedFromPatient, .severalSubjects), .not(.coSubjectsAuthorized)]
        ),
        Patient.reason(
            "hipaa.access-proceeding",
            "What was compiled for a proceeding is outside the right of access.",
            citing: .hipaa(524, "(a)(1)(ii)"),
            .hipaa(524, "(a)(2)(i)"),
            .informationBlocking(102),
            onDenial: [.that(.compiledForProceeding, .standing, .patientIsSubject)]
        ),
    ]

    private static func closed(_ flag: Flag) -> [Condition] {
        [
            .action(Groups.content), .that(.standing, .patientIsSubject, flag),
            .not(.draftClosed, .channelWrong),
        ]
    }
}

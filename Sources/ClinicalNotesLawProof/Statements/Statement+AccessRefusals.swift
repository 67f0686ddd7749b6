internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.524(a), 171: which ground a decision on access names.
    static let accessRefusals: [Statement] =
        [
            .permit(
                cites: "access.cites-right",
                "A granted request cites the right.",
                .hipaa(524, "(a)(1)"),
                Region.asking(.lane(.access), .action(Region.content), .not(.protectedFromPatient))
            ),
            .permit(
                cites: "access.cites-channel",
                "A copy by the asked channel says so.",
                .hipaa(522, "(b)(1)(i)"),
                [.lane(.access, .directed), .that(.channelMatches)]
            ),
            .permit(
                cites: "access.cites-direction",
                "A directed copy says so.",
                .hipaa(524, "(c)(3)(ii)"),
                [.lane(.directed)]
            ),
            .permit(
                cites: "access.cites-form",
                "A copy names the form that was asked for.",
                .hipaa(524, "(c)(2)(ii)"),
                [.lane(.access, .directed), .action(.export)]
            ),
            refused("draft", .hipaa(501), [.draftClosed, .standing]),
            refused("channel", .hipaa(522, "(b)(1)(i)"), [.channelWrong, .standing]),
            .denial(
                cites: "access.refused-not-the-subject",
                "A refusal names the ground: about somebody else.",
                .hipaa(502, "(a)(1)(i)"),
                [.lane(.access, .directed), .action(Region.content), .not(.patientIsSubject)]
            ),
            .denial(
                cites: "access.refused-direction",
                "A refused direction says what a direction needs.",
                .hipaa(524, "(c)(3)(ii)"),
                [.lane(.directed)],
                unless: [
                    [
                        .action(Region.content), .that(.standing, .patientIsSubject),
                        .not(.draftClosed, .channelWrong, .protectedFromPatient),
                        .not(.compiledForProceeding, .holdDenies),
                    ]
                ]
            ),
            refused(
                "psychotherapy",
                .hipaa(524, "(a)(1)(i)"),
                [.outsideTheRight, .standing, .patientIsSubject]
            ),
            .denial(
                cites: "access.refused-other-subjects",
                "A refusal names the ground: the other subjects.",
                .hipaa(508, "(a)(2)"),
                [
                    .lane(.access, .directed), .that(.protectedFromPatient, .severalSubjects),
                    .not(.coSubjectsAuthorized),
                ]
            ),
            refused(
                "proceeding",
                .hipaa(524, "(a)(1)(ii)"),
                [.compiledForProceeding, .standing, .patientIsSubject]
            ),
            refused(
                "outside-information",
                .informationBlocking(102),
                [.outsideTheRight, .standing, .patientIsSubject]
            ),
            refused(
                "outside-information-proceeding",
                .informationBlocking(102),
                [.compiledForProceeding, .standing, .patientIsSubject]
            ),
            refused(
                "without-relationship",
                .informationBlocking(201, "(c)(1)"),
                [.holdDenies, .holdWithoutRelationship]
            ),
            .denial(
                cites: "browse.refused",
                "What the portal does not show is not there.",
                .hipaa(502, "(a)(1)(i)"),
                [.lane(.access, .directed), .action(.browse)]
            ),
            hold("upheld", .hipaa(524, "(d)(4)"), .holdUpheld),
            hold("safety", .hipaa(524, "(a)(3)(i)"), .holdForSafety),
            hold("other-person", .hipaa(524, "(a)(3)(ii)"), .holdForOther),
            hold("by-representative", .hipaa(524, "(a)(3)(iii)"), .holdAgainstRepresentative),
            hold("source", .hipaa(524, "(a)(2)(v)"), .holdForSource),
            hold("custody", .hipaa(524, "(a)(2)(ii)"), .holdForCustody),
            hold("research", .hipaa(524, "(a)(2)(iii)"), .holdForResearch),
            unmet("reversed", .hipaa(524, "(a)(4)"), .holdReversed),
            unmet("expired", .informationBlocking(201, "(b)"), .holdExpired),
            unmet("safety", .hipaa(524, "(a)(3)(i)"), .holdForSafety, .holdNoGround),
            unmet("other-person", .hipaa(524, "(a)(3)(ii)"), .holdForOther, .holdNoGround),
            unmet("by-representative", .hipaa(524, "(a)(3)(iii)"), .holdAgainstRepresentative, .holdNoGround),
            unmet("source", .hipaa(524, "(a)(2)(v)"), .holdForSource, .holdNoGround),
            unmet("custody", .hipaa(524, "(a)(2)(ii)"), .holdForCustody, .holdNoGround),
            unmet("research", .hipaa(524, "(a)(2)(iii)"), .holdForResearch, .holdNoGround),
        ]

    private static func refused(_ name: String, _ citation: Citation, _ flags: [Flag]) -> Statement {
        .denial(
            cites: "access.refused-\(name)",
            "A refusal names its ground: \(name).",
            citation,
            [.lane(.access, .directed), .action(Region.content)] + flags.map { .that($0) }
        )
    }

    private static func hold(_ name: String, _ citation: Citation, _ flag: Flag) -> Statement {
        .denial(
            cites: "hold.\(name)",
            "A denial by a hold names the ground of the hold: \(name).",
            citation,
            Region.asking(
                .lane(.access, .directed),
                .action(Region.content),
                .that(.holdDenies, flag),
                .not(.draftClosed, .outsideTheRight, .compiledForProceeding)
            )
        )
    }

    private static func unmet(_ name: String, _ citation: Citation, _ flags: Flag...) -> Statement {
        .permit(
            cites: "hold.\(name)-not-met",
            "A permit beside a hold that does not bind names it: \(name).",
            citation,
            [.lane(.access, .directed)] + flags.map { .that($0) }
        )
    }
}

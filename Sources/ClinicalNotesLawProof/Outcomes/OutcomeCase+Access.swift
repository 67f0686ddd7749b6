internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension OutcomeCase {
    /// 45 CFR 164.524, 164.522(b), 171: what a decision on the patient's own access names.
    static let access: [OutcomeCase] =
        [
            .grant(.hipaa(522, "(b)(1)(i)"), [.that(.channelMatches)]),
            .grant(.hipaa(524, "(c)(3)(ii)"), [.lane(.directed)], amongOthers: true),
            .grant(.hipaa(524, "(c)(2)(ii)"), [.action(.export)]),
            .grant(
                .preemption(203, "(b)"),
                [.lane(.access), .that(.houseClosesForPatient)],
                amongOthers: true
            ),
            .grant(
                .hipaa(524, "(d)(1)"),
                [.that(.severalSubjects, .segmentable), .not(.coSubjectsAuthorized)]
            ),
            .refusal(.hipaa(501), [.that(.draftClosed, .standing)]),
            .refusal(.hipaa(522, "(b)(1)(i)"), [.that(.channelWrong, .standing)]),
            .refusal(
                .hipaa(502, "(a)(1)(i)"),
                [.not(.patientIsSubject)],
                [.action(.browse)],
                strangers
            ),
            .refusal(.hipaa(524, "(c)(3)(ii)"), [.lane(.directed)], unless: [Self.ungrounded]),
            .refusal(
                .hipaa(524, "(a)(1)"),
                [.not(.patientIsSubject)],
                strangers
            ),
            .refusal(.hipaa(524, "(a)(1)(i)"), [.that(.outsideTheRight), ofOneself]),
            .refusal(.hipaa(508, "(a)(2)"), [.that(.protectedFromPatient, .severalSubjects), unagreed]),
            .refusal(
                .informationBlocking(102),
                [.that(.outsideTheRight), ofOneself, Region.seeing],
                [.that(.compiledForProceeding), ofOneself]
            ),
            .refusal(
                .informationBlocking(201, "(c)(1)"),
                [.that(.holdDenies, .holdWithoutRelationship), Region.seeing]
            ),
            .refusal(.hipaa(502, "(d)(1)"), [.action(.deidentify)]),
        ].within(patientSide) + holds.within(patientSide) + directed

    /// Who claims to be the patient and is not.
    private static let strangers: [Condition] = [
        .lane(.access), .role(.patient), .that(.patientIsSubject),
        .not(.asksForSelf, .minorDoesNotAct, .deceased),
    ]
    private static let patientSide: Condition = .lane(.access, .directed)
    private static let ofOneself: Condition = .that(.standing, .patientIsSubject)
    private static let unagreed: Condition = .not(.coSubjectsAuthorized)
    private static let ungrounded: [Condition] = [
        .action(Region.content), ofOneself, .not(.draftClosed, .channelWrong, .protectedFromPatient),
        .not(.compiledForProceeding, .holdDenies),
    ]

    /// What the patient wants to be sent, as a disclosure where no direction binds.
    private static let directed: [OutcomeCase] = [
        .refusal(.hipaa(524, "(c)(3)(ii)"), [Region.ordinary]),
        .refusal(.hipaa(508, "(a)(1)"), [Region.ordinary, .that(.authorized)], amongOthers: true),
        .refusal(.part2(31, "(a)"), [Region.part2, .not(.consented, .counselingConsented)]),
        .grant(.hipaa(508, "(a)(1)"), [Region.seeing, .compartment(.psychotherapy)], amongOthers: true),
    ].within(.lane(.thirdParty), .purpose(.patientDirected))

    /// The ground of a hold: of a denial, of a permit without a part, and of a permit that it does not stop.
    private static let holds: [OutcomeCase] =
        [
            (.hipaa(524, "(a)(3)(i)"), .holdForSafety),
            (.hipaa(524, "(a)(3)(ii)"), .holdForOther),
            (.hipaa(524, "(a)(3)(iii)"), .holdAgainstRepresentative),
            (.hipaa(524, "(a)(2)(v)"), .holdForSource),
            (.hipaa(524, "(a)(2)(ii)"), .holdForCustody),
            (.hipaa(524, "(a)(2)(iii)"), .holdForResearch),
        ].flatMap { (ground: Citation, flag: Flag) -> [OutcomeCase] in
            [
                .refusal(ground, [.that(flag)]).within(held),
                .grant(
                    ground,
                    [.that(.holdOnPart, flag), .not(.houseOpensForPatient)],
                    [.that(.holdNoGround, flag)]
                ),
            ]
        } + [
            OutcomeCase.refusal(.hipaa(524, "(d)(4)"), [.that(.holdUpheld)]).within(held),
            .grant(.hipaa(524, "(d)(1)"), [.that(.holdOnPart), .not(.houseOpensForPatient)]),
            .grant(.hipaa(524, "(a)(3)(i)"), [.role(.patient), .that(.holdForDistress, .holdNoGround)]),
            .grant(.hipaa(524, "(a)(4)"), [.that(.holdReversed)]),
            .grant(.informationBlocking(201, "(b)"), [.that(.holdExpired)]),
            .grant(.informationBlocking(202, "(e)"), [.that(.holdForPatientsRequest)]),
            .grant(.informationBlocking(204, "(a)(2)"), [.that(.holdForSegmentation)]),
        ]

    private static let held: [Condition] = [
        .that(.holdDenies), ofOneself, .not(.draftClosed, .outsideTheRight, .compiledForProceeding),
    ]

    /// 45 CFR 164.502(g), 42 CFR 2.14, 2.15: in whose place somebody gets something, or does not.
    static let representatives: [OutcomeCase] = granted + refused + part2Places

    private static let granted: [OutcomeCase] =
        [
            .grant(.hipaa(502, "(g)(2)"), [.that(.adultRepresentative)], amongOthers: true),
            .grant(.hipaa(502, "(g)(4)"), [.that(.executor)], amongOthers: true),
            .grant(
                .hipaa(502, "(g)(3)(ii)(A)"),
                [.that(.parentGrantedByStateLaw)],
                [.that(.statePermitsParent)]
            ),
            .grant(.hipaa(502, "(g)(3)(ii)(C)"), [.that(.parentGrantedByDecision)]),
            .grant(.hipaa(502, "(g)(3)(i)"), [.that(.parentInPlace), asParent]),
            .grant(
                .hipaa(502, "(g)(3)(i)(A)"),
                [.that(.parentInPlace, .minorConsentedAlone, .minorAskedForParent), asParent],
                [.that(.asksForSelf, .minorConsentedAlone)]
            ),
            .grant(.hipaa(502, "(g)(3)(i)(B)"), [.that(.asksForSelf, .courtConsented)]),
            .grant(.hipaa(502, "(g)(3)(i)(C)"), [.that(.asksForSelf, .parentAgreedToConfidentiality)]),
            .grant(
                .hipaa(502, "(g)(3)(ii)(B)"),
                [
                    .that(.asksForSelf, .stateKeepsParentOut),
                    .not(.minorConsentedAlone, .courtConsented, .parentAgreedToConfidentiality),
                ]
            ),
        ].within(.lane(.access)) + [
            .grant(.hipaa(502, "(g)(1)"), [.lane(.recordKeeping), .role(.personalRepresentative, .parent)]),
            .grant(
                .hipaa(502, "(g)(2)"),
                [.lane(.access, .recordKeeping), .role(.patient), .that(.asksForSelf, .emancipated)]
            ),
        ]

    private static let asParent: Condition = .not(.parentGrantedByStateLaw, .parentGrantedByDecision)

    private static let refused: [OutcomeCase] = [
        .refusal(
            .hipaa(502, "(g)(2)"),
            [.lane(.access), standIns, .not(.claimsToRepresent)],
            [.lane(.thirdParty), .purpose(.patientRequest)],
            [
                .action(.requestAmendment, .requestAccounting), .role(.personalRepresentative),
                .not(.claimsToRepresent),
            ],
            [beside, .that(.parentOfAdult)]
        ),
        .refusal(
            .hipaa(502, "(g)(4)"),
            [.lane(.access), standIns, .that(.deceased), .not(.claimsToRepresent)],
            [.lane(.thirdParty), .purpose(.patientRequest), .that(.deceased)],
            [.lane(.access), .role(.patient), .that(.deceased)]
        ),
        .refusal(
            .hipaa(502, "(g)(3)(i)"),
            [beside, .role(.parent), .not(.claimsToRepresent)],
            [beside, .that(.parentOfAdult)],
            [beside, .that(.minorDoesNotAct)]
        ),
        .refusal(.hipaa(502, "(g)(3)(i)(A)"), [beside, .that(.parentRefused, .minorConsentedAlone)]),
        .refusal(.hipaa(502, "(g)(3)(i)(B)"), [beside, .that(.parentRefused, .courtConsented)]),
        .refusal(
            .hipaa(502, "(g)(3)(i)(C)"),
            [beside, .that(.parentRefused, .parentAgreedToConfidentiality)]
        ),
        .refusal(.hipaa(502, "(g)(3)(ii)(A)"), [beside, .that(.parentRefused, .statePermitsParent)]),
        .refusal(.hipaa(502, "(g)(3)(ii)(B)"), [beside, .that(.parentRefusedByStateLaw)]),
        .refusal(
            .hipaa(502, "(g)(5)"),
            [.lane(.access), .that(.abuseElection)],
            [.action(Region.rights), .that(.abuseElection)]
        ),
    ]

    private static let standIns: Condition = .role(.personalRepresentative, .parent)
    private static let beside: Condition = .lane(.access, .recordKeeping)

    private static let part2Places: [OutcomeCase] = [
        .grant(.part2(23, "(a)"), [.that(.asksForSelf)]),
        .grant(.part2(15, "(a)"), [.that(.adultRepresentative)]),
        .grant(.part2(15, "(b)(2)"), [.that(.executor)]),
        .grant(.part2(14), [.that(.parentInPlace), .not(.deceased)]),
        .refusal(.part2(14, "(a)"), [.that(.parentRefused, .minorMayConsentAlone)]),
        .refusal(.part2(14, "(b)(1)"), [.that(.parentRefused), .not(.minorMayConsentAlone)]),
        .refusal(.part2(13, "(a)"), [.that(.parentRefused), .not(.minorMayConsentAlone)]),
    ].within(.lane(.access), Region.part2)
}

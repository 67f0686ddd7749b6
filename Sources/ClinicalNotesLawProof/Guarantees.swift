internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Guarantee {
    /// Everything that extraction guarantees and that a statement relies on.
    static let all = lane + papers + note + standing + minors + holds + restrictions + directives + process

    private static let content: [NoteAction] = [.read, .browse, .disclose, .export, .deidentify]
    private static let inPlace: [PrincipalRole] = [.patient, .personalRepresentative, .parent]
    private static let others = PrincipalRole.allCases.filter { !inPlace.contains($0) }
    private static let undirected = PurposeOfUse.allCases.filter { $0 != .patientDirected }
    private static let unasked = undirected.filter { $0 != .patientRequest }

    private static let lane = [
        Guarantee(
            "writing and rights are record keeping",
            when: [.action(NoteAction.allCases.filter { !content.contains($0) })],
            then: [.lane(.recordKeeping)]
        ),
        Guarantee(
            "what the patient directs",
            when: [.action(content), .purpose(.patientDirected)],
            then: [.lane(.directed, .thirdParty)]
        ),
        Guarantee(
            "a direction binds where the right of access reaches",
            when: [.lane(.directed)],
            then: [.that(.directiveToSend), .compartment(.general, .psychotherapy)]
        ),
        Guarantee(
            "the patient browses",
            when: [.action(.browse), .purpose(undirected), .role(inPlace)],
            then: [.lane(.access)]
        ),
        Guarantee(
            "the patient asks",
            when: [.action(content), .purpose(.patientRequest), .role(inPlace)],
            then: [.lane(.access)]
        ),
        Guarantee(
            "others are third parties",
            when: [.action(content), .purpose(undirected), .role(others)],
            then: [.lane(.thirdParty)]
        ),
        Guarantee(
            "other purposes are of third parties",
            when: [.action(.read, .disclose, .export, .deidentify), .purpose(unasked)],
            then: [.lane(.thirdParty)]
        ),
    ]

    private static let papers = [
        Guarantee(
            "papers are what actions on directives are about",
            when: [.paper(PaperKind.allCases)],
            then: [.action(Groups.directives)]
        ),
        Guarantee(.paperBenefits, implies: .action(Groups.papers)),
        Guarantee(.paperFiledBySelf, implies: .action(Groups.papers)),
        Guarantee(
            "a restriction lets nobody in, but for its end",
            when: [.paper(.restriction), .that(.paperBenefits)],
            then: [.action(.revokeDirective)]
        ),
    ]

    private static let note = [
        Guarantee(.mislabeled, implies: .compartment(.psychotherapy)),
        Guarantee(.mislabeled, excludes: .protectedFromPatient),
        Guarantee(
            "protected notes",
            when: [.that(.protectedFromPatient)],
            then: [.compartment(.psychotherapy)],
            [.compartment(.substanceUseCounseling), .that(.alsoPsychotherapy)]
        ),
        Guarantee(
            "a psychotherapy label is right or wrong",
            when: [.compartment(.psychotherapy)],
            then: [.that(.mislabeled)],
            [.that(.protectedFromPatient)]
        ),
        Guarantee(.draftClosed, implies: .status(.draft)),
        Guarantee(.wrongPatient, implies: .status(.enteredInError)),
        Guarantee(.wrongPatient, excludes: .patientIsSubject),
        Guarantee(.outsideTheRight, implies: .that(.protectedFromPatient)),
        Guarantee(
            "what the originator opened to the patient is not outside the right",
            when: [.that(.asksForSelf, .openedByOriginator, .coSubjectsAuthorized)],
            then: [.not(.outsideTheRight)],
            [.lane(.directed)]
        ),
        Guarantee(
            "a protected note is outside the right until it is opened",
            when: [.that(.protectedFromPatient)],
            then: [.that(.outsideTheRight)],
            [
                .that(.asksForSelf, .openedByOriginator, .coSubjectsAuthorized),
                .lane(.thirdParty, .access, .recordKeeping),
            ]
        ),
        Guarantee(.createdElsewhere, excludes: .fromProgram),
        Guarantee(
            "the Privacy Rule governs general notes",
            when: [.compartment(.general)],
            then: [.that(.underPrivacyRule)]
        ),
        Guarantee(.underPrivacyRule, implies: .compartment(.general, .substanceUse)),
        Guarantee(
            "a holder of a Part 2 record is of one kind",
            when: [.compartment(.substanceUse), .that(.underPrivacyRule)],
            then: [.not(.fromProgram, .lawfulHolder)]
        ),
        Guarantee(.lawfulHolder, excludes: .fromProgram),
        Guarantee(.openedByOriginator, implies: .that(.released)),
        Guarantee(.opennessSetByOther, implies: .that(.released)),
        Guarantee(.released, impliesOneOf: .openedByOriginator, .opennessSetByOther),
        Guarantee(.releasedBeyondFields, implies: .that(.released)),
        Guarantee(.channelMatches, excludes: .channelWrong),
    ]

    private static let standing = [
        Guarantee(
            .standing,
            impliesOneOf: .asksForSelf,
            .adultRepresentative,
            .executor,
            .parentInPlace,
            .directiveToSend
        ),
        Guarantee(.asksForSelf, implies: .that(.standing), .role(.patient), .not(.deceased)),
        Guarantee(.minorDoesNotAct, excludes: .deceased),
        Guarantee(.adultRepresentative, implies: .that(.standing, .claimsToRepresent)),
        Guarantee(
            .adultRepresentative,
            implies: .role(.personalRepresentative),
            .not(.deceased, .abuseElection)
        ),
        Guarantee(.executor, implies: .that(.standing, .deceased, .claimsToRepresent), .not(.abuseElection)),
        Guarantee(.executor, implies: .role(.personalRepresentative)),
        Guarantee(.parentInPlace, implies: .that(.standing, .claimsToRepresent), .not(.abuseElection)),
        Guarantee(.parentInPlace, implies: .role(.personalRepresentative, .parent)),
        Guarantee(.parentRefused, implies: .that(.claimsToRepresent), .not(.abuseElection, .parentInPlace)),
        Guarantee(.parentRefused, excludes: .adultRepresentative, .executor),
        Guarantee(.parentInPlace, excludes: .adultRepresentative, .executor),
        Guarantee(.parentRefused, implies: .role(.personalRepresentative, .parent)),
        Guarantee(.directiveToSend, implies: .that(.standing), .lane(.directed)),
        Guarantee(.claimsToRepresent, implies: .role(.personalRepresentative, .parent)),
        Guarantee(
            .claimsToRepresent,
            impliesOneOf: .adultRepresentative,
            .executor,
            .parentInPlace,
            .parentRefused,
            .abuseElection,
            .parentOfAdult
        ),
        Guarantee(.abuseElection, implies: .role(.personalRepresentative, .parent)),
        Guarantee(.houseOpensForPatient, implies: .role(.patient)),
    ]

    private static let minors = [
        Guarantee(.parentGrantedByDecision, implies: .that(.parentInPlace), .not(.parentGrantedByStateLaw)),
        Guarantee(
            .parentDeniedByDecision,
            implies: .that(.parentRefused, .professionalRefusesParent)
        ),
        Guarantee(
            "what a professional denies no state law denied",
            when: [.that(.parentDeniedByDecision, .parentRefusedByStateLaw)],
            then: [.that(.houseClosesForParent)]
        ),
        Guarantee(.parentGrantedByStateLaw, implies: .that(.parentInPlace)),
        Guarantee(.parentRefusedByStateLaw, implies: .that(.parentRefused)),
        Guarantee(
            "a parent is refused by state law, by who consented, or by Part 2",
            when: [.that(.parentRefused)],
            then: [.that(.parentRefusedByStateLaw)],
            [.that(.minorConsentedAlone)],
            [.that(.courtConsented)],
            [.that(.parentAgreedToConfidentiality)],
            closedByPart2,
            closedToOne
        ),
        Guarantee(
            "a parent stands in a living minor's place under Part 2 by consent",
            when: [
                .jurisdiction(.unitedStates), .compartment(.substanceUse, .substanceUseCounseling),
                .that(.parentInPlace), .not(.deceased),
            ],
            then: [.that(.consented)],
            [.that(.counselingConsented)]
        ),
        Guarantee(
            "where state law keeps the parent out the minor asks",
            when: [.jurisdiction(.unitedStates), .that(.minorDoesNotAct)],
            then: [.not(.stateKeepsParentOut)]
        ),
        Guarantee(.childAsks, implies: .jurisdiction(.unitedKingdom)),
        Guarantee(.statePermitsParent, impliesOneOf: .parentInPlace, .parentRefused),
        Guarantee(
            "the host closes for parents",
            when: [.that(.houseClosesForParent)],
            then: [.not(.parentInPlace, .parentRefused)],
            [.that(.parentRefusedByStateLaw)]
        ),
        Guarantee(
            "the host opens for parents",
            when: [.that(.houseOpensForParent, .parentRefused)],
            then: [.that(.parentRefusedByStateLaw)],
            closedByPart2,
            closedToOne,
            closedAfterDeath
        ),
        Guarantee(.signedByParent, excludes: .stateKeepsParentOut, .houseClosesForParent),
        Guarantee(
            .parentOfAdult,
            excludes: .parentInPlace,
            .parentRefused,
            .minorConsentedAlone,
            .courtConsented,
            .parentAgreedToConfidentiality
        ),
        Guarantee(.parentOfAdult, implies: .role(.parent)),
        Guarantee(.minorConsentedAlone, excludes: .courtConsented),
        Guarantee(
            .minorDoesNotAct,
            excludes: .asksForSelf,
            .minorConsentedAlone,
            .courtConsented,
            .parentAgreedToConfidentiality
        ),
        Guarantee(.minorDoesNotAct, implies: .role(.patient)),
        Guarantee(
            .emancipated,
            excludes: .minorConsentedAlone,
            .courtConsented,
            .parentAgreedToConfidentiality,
            .minorAskedForParent,
            .professionalRefusesParent,
            .minorDoesNotAct,
            .parentInPlace,
            .parentRefused
        ),
        Guarantee(.parentOfAdult, excludes: .minorAskedForParent, .professionalRefusesParent),
    ]

    /// Where no parent is told without the minor's consent.
    private static let closedByPart2: [Condition] = [
        .compartment(.substanceUse, .substanceUseCounseling),
        .not(.consented, .counselingConsented, .deceased),
    ]
    /// Where the consent of one minor does not do.
    private static let closedToOne: [Condition] = [
        .compartment(.substanceUse, .substanceUseCounseling), .that(.severalSubjects),
    ]
    /// Where neither law of a state nor a decision opens to a parent what the minor alone could have.
    private static let closedAfterDeath: [Condition] = [
        .compartment(.substanceUse, .substanceUseCounseling), .that(.deceased),
    ]

    private static let holds = [
        Guarantee(.holdDenies, implies: .that(.anyHold)),
        Guarantee(.holdOnPart, implies: .that(.anyHold)),
        Guarantee(.holdDeniesReviewable, implies: .that(.holdDenies)),
        Guarantee(.holdOnPartReviewable, implies: .that(.holdOnPart)),
        Guarantee(.holdWithoutRelationship, impliesOneOf: .holdDenies, .holdOnPart),
        Guarantee(.holdUpheld, impliesOneOf: .holdDenies, .holdOnPart),
        Guarantee(.holdExpired, implies: .that(.anyHold)),
        Guarantee(.holdReversed, implies: .that(.anyHold)),
        Guarantee(.holdNoGround, implies: .that(.anyHold)),
        Guarantee(.holdForSegmentation, implies: .that(.holdNoGround)),
        Guarantee(.holdForPatientsRequest, implies: .that(.holdNoGround)),
        Guarantee(
            "a hold of the United States has a ground of its law",
            when: [.jurisdiction(.unitedStates), .that(.holdDenies)],
            then: [.that(.holdForSafety)],
            [.that(.holdForOther)],
            [.that(.holdAgainstRepresentative)],
            [.that(.holdForSource)],
            [.that(.holdForCustody)],
            [.that(.holdForResearch)]
        ),
        Guarantee(
            "a hold of the United Kingdom has the ground of its law",
            when: [.jurisdiction(.unitedKingdom), .that(.holdDenies)],
            then: [.that(.holdForSeriousHarm)]
        ),
    ]

    private static let restrictions = [
        Guarantee(.paidInFullEndedByHolder, implies: .that(.paidInFullBlocks)),
        Guarantee(.agreedEndedLater, implies: .that(.agreedBlocks)),
        Guarantee(.agreedBlocks, implies: .that(.agreedPresent)),
        Guarantee(.restrictionEndedBefore, implies: .that(.agreedPresent)),
    ]

    private static let directives =
        [
            every(.authorizedByAll, .authorized),
            every(.consentedByAll, .consented),
            every(.counselingConsentedByAll, .counselingConsented),
            only(.authorized, .authorizedByAll),
            only(.consented, .consentedByAll),
            only(.counselingConsented, .counselingConsentedByAll),
            Guarantee(.consented, implies: .compartment(.substanceUse)),
            Guarantee(.consentedByAll, implies: .compartment(.substanceUse), .that(.coSubjectsAuthorized)),
            Guarantee(.consentForTPO, implies: .compartment(.substanceUse)),
            Guarantee(.consentForProceedings, implies: .compartment(.substanceUse)),
            Guarantee(.counselingConsented, implies: .compartment(.substanceUseCounseling)),
            Guarantee(
                .counselingConsentedByAll,
                implies: .compartment(.substanceUseCounseling),
                .that(.coSubjectsAuthorized)
            ),
            Guarantee(
                "an authorization reaches what is also a psychotherapy note",
                when: [
                    .jurisdiction(.unitedStates), .compartment(.substanceUseCounseling), .that(.authorized),
                ],
                then: [.that(.alsoPsychotherapy)]
            ),
            Guarantee(
                "all subjects are the patient and the others",
                when: [
                    .compartment(.general, .psychotherapy), .that(.authorized, .coSubjectsAuthorized),
                ],
                then: [.that(.authorizedByAll)]
            ),
            Guarantee(
                "what all authorized the others did",
                when: [.compartment(.general, .psychotherapy), .that(.authorizedByAll)],
                then: [.that(.coSubjectsAuthorized)]
            ),
            Guarantee(
                "without others nobody else is asked",
                when: [.that(.patientIsSubject), .not(.severalSubjects)],
                then: [.that(.coSubjectsAuthorized)]
            ),
            Guarantee(.consentSpecific, implies: .compartment(.substanceUse)),
            Guarantee(.agreed, impliesOneOf: .authorized, .consented, .counselingConsented),
            Guarantee(
                .agreedByAll,
                impliesOneOf: .authorizedByAll,
                .consentedByAll,
                .counselingConsentedByAll
            ),
            Guarantee(.authorized, implies: .that(.agreed)),
            Guarantee(.authorizedByAll, implies: .that(.agreedByAll)),
            Guarantee(.consented, implies: .that(.agreed)),
            Guarantee(.consentedByAll, implies: .that(.agreedByAll)),
            Guarantee(.counselingConsented, implies: .that(.agreed)),
            Guarantee(.counselingConsentedByAll, implies: .that(.agreedByAll)),
            Guarantee(.signedByExecutor, implies: .that(.signedByRepresentative, .deceased)),
            Guarantee(.signedInPlace, implies: .that(.signedByRepresentative), .not(.deceased)),
            Guarantee(.compoundWithPsychotherapy, implies: .that(.compound)),
            Guarantee(.onlyOrallyRevoked, implies: .that(.revoked)),
            Guarantee(.unsigned, implies: .that(.elementMissing)),
        ]

    private static func every(_ all: Flag, _ one: Flag) -> Guarantee {
        Guarantee(
            "what all permitted the patient did",
            when: [.that(all, .patientIsSubject)],
            then: [.that(one)]
        )
    }

    private static func only(_ one: Flag, _ all: Flag) -> Guarantee {
        Guarantee("the only one is everyone", when: [.that(one), .not(.severalSubjects)], then: [.that(all)])
    }

    private static let process = [
        Guarantee(
            "without process nothing is known of one",
            when: [.not(.legalShown)],
            then: [
                .instrument(nil), .assurance(.none), .broughtBy(.none), .oversightOf(.none),
                .not(.expresslyCovers, .mandatory, .threePartTest, .againstPatient),
                .not(.orderNoncriminal, .orderAgainstPatient, .confidentialFinding, .withSubpoena),
            ]
        ),
        Guarantee(
            "process of a court or an attorney",
            when: [.that(.courtProcessShown)],
            then: [
                .instrument(.courtOrder, .warrant, .grandJurySubpoena, .attorneySubpoena, .part2CourtOrder)
            ]
        ),
        Guarantee(
            "process of a court or an attorney is seen",
            when: [
                .instrument(.courtOrder, .warrant, .grandJurySubpoena, .attorneySubpoena, .part2CourtOrder)
            ],
            then: [.that(.courtProcessShown)]
        ),
        Guarantee(.orderNoncriminal, excludes: .orderAgainstPatient),
        Guarantee(.limitedDataSetNotAgreed, excludes: .limitedDataSetAgreed),
        Guarantee(.threatSeriousAndImminent, implies: .that(.threatShown)),
        Guarantee(.threatInGoodFaith, implies: .that(.threatShown)),
        Guarantee(.threatRecipientCanPrevent, implies: .that(.threatShown)),
    ]
}

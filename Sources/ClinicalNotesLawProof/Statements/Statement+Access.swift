internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    private static let grounds: [Flag] = [
        .draftClosed, .channelWrong, .protectedFromPatient, .compiledForProceeding, .holdDenies,
    ]

    private static func ungrounded(_ conditions: Condition...) -> [Condition] {
        Region.asking(.lane(.access), .action(Region.content)) + conditions + grounds.map { .not($0) }
    }

    /// What the patient wants to be sent, without a direction that binds.
    private static func sent(_ conditions: Condition...) -> [Condition] {
        [.purpose(.patientDirected), .action(Region.content), .not(.directiveToSend)] + conditions
    }

    /// 45 CFR 164.524: the patient's right, and the only grounds that deny it.
    static let access: [Statement] = [
        .always(
            "access.listed-grounds-only",
            "The patient's request is denied only on a listed ground.",
            .hipaa(524, "(a)(1)"),
            ungrounded(.that(.asksForSelf))
        ),
        .always(
            "access.representative",
            "Who lawfully stands in the patient's place has the same right.",
            .hipaa(502, "(g)(1)"),
            ungrounded(.not(.abuseElection))
        ),
        .always(
            "access.directed",
            "A copy goes to whom the patient directs it.",
            .hipaa(524, "(c)(3)(ii)"),
            Region.asking(.lane(.directed), .action(Region.content), Region.ordinary)
                + grounds.map { .not($0) }
        ),
        .never(
            "directed.part2-by-consent-only",
            "A Part 2 record goes to somebody else by consent of every subject, a direction does not replace it.",
            .part2(31, "(a)"),
            [.lane(.directed), Region.part2],
            sent(.compartment(.substanceUse), Region.unpermitted),
            sent(.compartment(.substanceUse), .that(.fromProgram), .not(.consented, .consentedByAll)),
            sent(.compartment(.substanceUseCounseling), .not(.counselingConsentedByAll)),
            sent(.compartment(.substanceUseCounseling), .that(.alsoPsychotherapy), .not(.authorizedByAll))
        ),
        .never(
            "directed.only-a-direction-is-the-patients-right",
            "What is authorized and not directed is a disclosure: what is withdrawn, restricted or closed by the host is not sent.",
            .hipaa(508, "(a)(1)"),
            sent(.status(.enteredInError), .not(.isAuthor)),
            sent(.that(.agreedBlocks)),
            sent(.that(.houseDenies))
        ),
        .denial(
            cites: "directed.refused",
            "What is wanted to be sent and is not says what a direction needs.",
            .hipaa(524, "(c)(3)(ii)"),
            Region.thirdParty(.purpose(.patientDirected), Region.ordinary)
        ),
        .denial(
            cites: "directed.authorized-and-refused",
            "What was authorized to be sent and is not is refused as a disclosure.",
            .hipaa(508, "(a)(1)"),
            Region.thirdParty(.purpose(.patientDirected), Region.ordinary, .that(.authorized))
        ),
        .permit(
            cites: "directed.psychotherapy-by-authorization",
            "A psychotherapy note is sent by authorization, and says so.",
            .hipaa(508, "(a)(1)"),
            Region.thirdParty(.purpose(.patientDirected), Region.seeing, .compartment(.psychotherapy))
        ),
        .always(
            "access.opened-by-originator",
            "A patient reads the psychotherapy note that its originator opened, once every other subject agreed.",
            .hipaa(502, "(a)(1)(i)"),
            Region.asking(
                .lane(.access),
                .action(Region.content),
                .that(.asksForSelf, .protectedFromPatient, .openedByOriginator, .coSubjectsAuthorized),
                .not(.draftClosed, .channelWrong, .compiledForProceeding, .holdDenies)
            )
        ),
        .always(
            "access.house-rule",
            "A patient gets what law of a state or the host gives beyond.",
            .preemption(203, "(b)"),
            Region.asking(
                .lane(.access),
                .action(Region.content),
                .that(.asksForSelf, .houseOpensForPatient),
                .not(.channelWrong, .protectedFromPatient)
            ),
            Region.asking(
                .lane(.access),
                .action(Region.content),
                .that(.asksForSelf, .houseOpensForPatient, .coSubjectsAuthorized),
                .not(.channelWrong)
            )
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
            Region.asking(
                .lane(.access),
                .action(.browse),
                .that(.released),
                Region.finished,
                .not(.protectedFromPatient, .compiledForProceeding, .holdDenies, .abuseElection),
                .not(.houseClosesPortal)
            )
        ),
        .always(
            "browse.opened-by-originator",
            "A patient browses the psychotherapy note that its originator opened.",
            .hipaa(502, "(a)(1)(i)"),
            Region.asking(
                .lane(.access),
                .action(.browse),
                .that(.asksForSelf, .protectedFromPatient, .openedByOriginator, .coSubjectsAuthorized),
                Region.finished,
                .not(.compiledForProceeding, .holdDenies, .houseClosesPortal)
            )
        ),
        .always(
            "browse.house-rule",
            "The host may show the patient more of what was released.",
            .preemption(203, "(b)"),
            Region.asking(
                .lane(.access),
                .action(.browse),
                .that(.asksForSelf, .released, .houseOpensForPatient),
                .not(.protectedFromPatient, .houseClosesPortal)
            )
        ),
        .permit(
            brings: .respond30Days,
            "access.clock",
            "A granted request runs against a clock of thirty days.",
            .hipaa(524, "(b)(2)"),
            [.lane(.access), .action(Region.content)],
            unless: [[.that(.protectedFromPatient, .openedByOriginator)]]
        ),
        .permit(
            brings: .recordOriginatorDecision,
            "access.opening-recorded",
            "A reading by the originator's opening is recorded as such.",
            .hipaa(502, "(a)(1)(i)"),
            [.lane(.access), .that(.protectedFromPatient), .not(.houseOpensForPatient)]
        ),
        .permit(
            brings: .limitToAuthorization,
            "access.authorization-limits",
            "What travels by authorization stays within it.",
            .hipaa(508, "(a)(1)"),
            sent(Region.ordinary)
        ),
        .permit(
            brings: .attachConsent,
            "access.consent-travels",
            "A consent travels with what it sends.",
            .part2(32),
            sent(.compartment(.substanceUse), .that(.fromProgram))
        ),
        .permit(
            brings: .part2Notice,
            "access.notice-travels",
            "The notice travels with what a consent sends.",
            .part2(32),
            sent(.compartment(.substanceUse), .that(.fromProgram))
        ),
        .permit(
            brings: .redactHeldPart,
            "access.held-part-removed",
            "What is held is removed, everything else given.",
            .hipaa(524, "(d)(1)"),
            [.lane(.access, .directed), .that(.holdOnPart), .not(.houseOpensForPatient)]
        ),
        .permit(
            brings: .writtenDenial,
            "access.held-part-in-writing",
            "That a part is held is said in writing.",
            .hipaa(524, "(d)(2)"),
            [
                .lane(.access, .directed), .action(Region.content), .that(.holdOnPart),
                .not(.houseOpensForPatient),
            ]
        ),
        .permit(
            brings: .offerReview,
            "access.held-part-review",
            "A hold on a part is reviewable.",
            .hipaa(524, "(a)(4)"),
            [
                .lane(.access, .directed), .action(Region.content), .that(.holdOnPartReviewable),
                .not(.houseOpensForPatient),
            ]
        ),
        .denial(
            brings: .writtenDenial,
            "access.denial-in-writing",
            "A denial of the patient's request on a ground is given in writing.",
            .hipaa(524, "(d)(2)"),
            Region.asking(
                .lane(.access),
                .action(Region.content),
                .not(.channelWrong, .abuseElection)
            ),
            Region.asking(
                .lane(.directed),
                .action(Region.content),
                Region.ordinary,
                .not(.channelWrong, .abuseElection)
            )
        ),
        .denial(
            brings: .releaseRemainder,
            "access.denial-gives-the-rest",
            "With a denial everything else is given.",
            .hipaa(524, "(d)(1)"),
            Region.asking(
                .lane(.access),
                .action(Region.content),
                .not(.channelWrong, .draftClosed, .abuseElection)
            ),
            Region.asking(
                .lane(.directed),
                .action(Region.content),
                Region.ordinary,
                .not(.channelWrong, .draftClosed, .abuseElection)
            )
        ),
        .denial(
            brings: .deliverAsRequested,
            "access.denial-names-the-channel",
            "A copy by a wrong channel is offered by the right one.",
            .hipaa(522, "(b)(1)(i)"),
            Region.asking(
                .lane(.access, .directed),
                .action(Region.content),
                .that(.channelWrong),
                .not(.draftClosed)
            )
        ),
        .denial(
            brings: .offerReview,
            "access.denial-review",
            "A denial for safety alone is reviewable.",
            .hipaa(524, "(a)(4)"),
            Region.asking(
                .lane(.access, .directed),
                .action(Region.content),
                .that(.holdDeniesReviewable),
                .not(.draftClosed, .channelWrong, .outsideTheRight, .compiledForProceeding)
            )
        ),
        .denial(
            brings: .recordReason,
            "access.denial-without-relationship",
            "A hold by somebody who does not treat the patient is recorded with its reason.",
            .informationBlocking(201, "(c)(1)"),
            Region.asking(
                .lane(.access, .directed),
                .action(Region.content),
                .that(.holdDenies, .holdWithoutRelationship),
                .not(.draftClosed, .channelWrong, .outsideTheRight, .compiledForProceeding)
            )
        ),
    ]
}

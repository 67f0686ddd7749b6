internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension OutcomeCase {
    /// What comes with a permit or a denial under the law of the United States.
    static let duties: [OutcomeCase] =
        ofWriting + ofAccess + ofRepresentatives + ofRestrictions + ofUse + ofProcess + ofLabels

    private static let ofWriting: [OutcomeCase] = [
        .denial(brings: .verifyIdentity, law: .hipaa(514, "(h)(1)"), [.not(.verified)]),
        .permit(
            brings: .showStatus,
            law: .hipaa(526, "(c)(1)"),
            [.lane(.thirdParty, .access, .directed), .status(.amended, .addended, .enteredInError)]
        ),
        .denial(
            brings: .appendNotOverwrite,
            law: .hipaa(312, "(c)(1)"),
            [.action(.edit), .that(.verified, .isAuthor), Region.finished]
        ),
        .permit(
            brings: .notifyRecipients,
            law: .hipaa(526, "(c)(3)"),
            [.action(.amend), .purpose(.amendmentRequest)]
        ),
        OutcomeCase.denial(brings: .writtenDenial, law: .hipaa(526, "(d)(1)"), [.action(.requestAmendment)])
            .within(Region.asking()),
    ]

    /// Who begins a note in an emergency without a reason is asked for one.
    static func creating(emergency law: Citation) -> [OutcomeCase] {
        [
            .denial(
                brings: .recordReason,
                law: law,
                [
                    .action(.create), .purpose(.emergencyTreatment), .role([.originator] + Region.clinicians),
                    .that(.verified, .isAuthor, .inHouse, .treatmentNeeded), .not(.reasonRecorded),
                ]
            )
        ]
    }

    /// What lets somebody in waits for a second person; what lets in nobody does not.
    static func waiting(_ law: PaperCitations) -> [OutcomeCase] {
        [
            (law.relying, [.action(.recordDirective, .importRecords, .enroll), .that(.paperBenefits)]),
            (law.granting, [.action(.enroll), .that(.paperFiledBySelf)]),
            (law.authorship, [.action(.attest), .that(.paperFiledBySelf)]),
        ].map { (law: Citation, when: [Condition]) in .permit(brings: .awaitConfirmation, law: law, when) }
    }

    private static let ofAccess: [OutcomeCase] =
        [
            .permit(brings: .redactHeldPart, law: .hipaa(524, "(d)(1)"), [held, kept]),
            .permit(brings: .writtenDenial, law: .hipaa(524, "(d)(2)"), [held, kept, seen]),
            .permit(
                brings: .offerReview,
                law: .hipaa(524, "(a)(4)"),
                [kept, seen, .that(.holdOnPartReviewable)]
            ),
            .permit(
                brings: .recordReason,
                law: .informationBlocking(201, "(c)(1)"),
                [held, kept, seen, .that(.holdWithoutRelationship)]
            ),
            .permit(
                brings: .redactOtherSubjects,
                law: .hipaa(524, "(d)(1)"),
                [.that(.severalSubjects, .segmentable), .not(.coSubjectsAuthorized)]
            ),
        ].within(.lane(.access, .directed)) + refusals.within(.lane(.access), .not(.abuseElection))
        + refusals.within(.lane(.directed), Region.ordinary)

    private static let seen: Condition = .action(Region.content)
    private static let held: Condition = .that(.holdOnPart)
    private static let kept: Condition = .not(.houseOpensForPatient)

    private static let refusals: [OutcomeCase] = [
        .denial(
            brings: .writtenDenial,
            law: .hipaa(524, "(d)(2)"),
            [.not(.channelWrong)],
            [.that(.draftClosed)]
        ),
        .denial(brings: .releaseRemainder, law: .hipaa(524, "(d)(1)"), [.not(.channelWrong, .draftClosed)]),
        .denial(
            brings: .deliverAsRequested,
            law: .hipaa(522, "(b)(1)(i)"),
            [.that(.channelWrong), .not(.draftClosed)]
        ),
        .denial(brings: .offerReview, law: .hipaa(524, "(a)(4)"), [.that(.holdDeniesReviewable), binding]),
        .denial(
            brings: .recordReason,
            law: .informationBlocking(201, "(c)(1)"),
            [.that(.holdDenies, .holdWithoutRelationship), binding]
        ),
    ].within(Region.asking([.action(Region.content)]))

    private static let binding: Condition = .not(
        .draftClosed,
        .channelWrong,
        .outsideTheRight,
        .compiledForProceeding
    )

    private static let ofRepresentatives: [OutcomeCase] = [
        .denial(
            brings: .recordReason,
            law: .hipaa(502, "(g)(5)"),
            [.lane(.access), elected],
            [.action(Region.rights), elected]
        ),
        .denial(
            brings: .writtenDenial,
            law: .hipaa(502, "(g)(3)(ii)"),
            [.lane(.access), seen, Region.ordinary, .that(.verified, .parentRefused, .patientIsSubject)]
        ),
        .denial(
            brings: .recordReason,
            law: .hipaa(502, "(g)(3)(ii)(C)"),
            [.lane(.access), seen, .that(.verified, .parentDeniedByDecision, .patientIsSubject)]
        ),
        .permit(
            brings: .recordReason,
            law: .hipaa(502, "(g)(3)(ii)(C)"),
            [.lane(.access), seen, .that(.parentGrantedByDecision)],
            amongOthers: true
        ),
        .permit(
            brings: .attachConsent,
            law: .part2(32),
            [.lane(.access), Region.part2, .that(.parentInPlace), .not(.deceased)],
            amongOthers: true
        ),
    ]

    private static let elected: Condition = .that(.verified, .abuseElection)

    private static let ofRestrictions: [OutcomeCase] = [
        .permit(
            brings: .requestNoFurtherUse,
            law: .hipaa(522, "(a)(1)(iv)"),
            [.purpose(.emergencyTreatment), .that(.agreedBlocks), .not(.inHouse)]
        ),
        .permit(
            brings: .breakGlassAudit,
            .recordReason,
            law: .hipaa(522, "(a)(1)(iii)"),
            [.purpose(.emergencyTreatment), .that(.agreedBlocks, .inHouse)],
            amongOthers: true
        ),
        .permit(
            brings: .legalReview,
            law: .hipaa(512, "(a)(1)"),
            [.that(.houseDenies)],
            unless: [[.purpose(.hhsCompliance)]]
        ),
    ].within(.lane(.thirdParty))
}

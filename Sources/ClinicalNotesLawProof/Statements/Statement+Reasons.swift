internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    private static let patientSide: Condition = .lane(.access, .directed)
    private static let counselingNote: Condition = .compartment(.substanceUseCounseling)

    /// What a decision names beside what decided it, in the order of the digest.
    static let reasons: [Statement] = accessReasons + partReasons + processReasons + part2Reasons

    private static let accessReasons: [Statement] = [
        .denial(
            brings: .recordReason,
            "representative.abuse-election-of-rights-recorded",
            "The election is recorded with its reason, also where it denies amendment, accounting and words beside the record.",
            .hipaa(502, "(g)(5)"),
            [
                .action(.requestAmendment, .requestAccounting, .annotate),
                .that(.verified, .abuseElection),
            ]
        ),
        .never(
            "representative.abuse-election-of-rights",
            "Nor does whom the holder does not recognize use the patient's other rights.",
            .hipaa(502, "(g)(5)"),
            [
                .action(.requestAmendment, .requestAccounting, .annotate), .that(.abuseElection),
                .role(.personalRepresentative, .parent),
            ]
        ),
        .denial(
            cites: "representative.abuse-election-of-rights-cited",
            "A denial of these rights by the election cites it.",
            .hipaa(502, "(g)(5)"),
            [.action(.requestAmendment, .requestAccounting, .annotate), .that(.abuseElection)]
        ),
        .permit(
            cites: "representative.granted-emancipated",
            "A permit names that an emancipated minor acts as an adult.",
            .hipaa(502, "(g)(2)"),
            [.lane(.access, .recordKeeping), .role(.patient), .that(.asksForSelf, .emancipated)]
        ),
        .permit(
            cites: "representative.granted-agreement",
            "A permit names that the parent agreed to confidentiality.",
            .hipaa(502, "(g)(3)(i)(C)"),
            [.lane(.access), .that(.asksForSelf, .parentAgreedToConfidentiality)]
        ),
        .denial(
            cites: "access.refused-deidentifying",
            "Removing identifiers is the holder's use, not access.",
            .hipaa(502, "(d)(1)"),
            [patientSide, .action(.deidentify)]
        ),
        .denial(
            cites: "psychotherapy.refused-cosigning",
            "A cosignature outside the own program's training is refused as such.",
            .hipaa(508, "(a)(2)(i)(B)"),
            [.action(.cosign), .compartment(.psychotherapy), .purpose(.training)]
        ),
        .permit(
            cites: "access.house-rule-against-the-patient",
            "A permit says that a rule which would give the patient less does not apply.",
            .preemption(203, "(b)"),
            [.lane(.access), .that(.houseClosesForPatient)]
        ),
        .permit(
            cites: "several.removal-cited",
            "A permit says that what is about other subjects is removed.",
            .hipaa(524, "(d)(1)"),
            [patientSide, .that(.severalSubjects, .segmentable), .not(.coSubjectsAuthorized)]
        ),
        .permit(
            cites: "hold.distress-is-no-ground",
            "Emotional distress is no ground, and the permit says so.",
            .hipaa(524, "(a)(3)(i)"),
            [patientSide, .role(.patient), .that(.holdForDistress, .holdNoGround)]
        ),
        .permit(
            cites: "hold.segmentation-is-no-ground",
            "That a record cannot be segmented is no ground against the patient, and the permit says what it excuses.",
            .informationBlocking(204, "(a)(2)"),
            [patientSide, .that(.holdForSegmentation)]
        ),
        .permit(
            cites: "hold.request-not-to-share-is-no-ground",
            "Nor is the patient's own request not to share, and the permit says what it excuses.",
            .informationBlocking(202, "(e)"),
            [patientSide, .that(.holdForPatientsRequest)]
        ),
        .permit(
            brings: .recordReason,
            "hold.part-without-relationship",
            "A hold on a part by somebody who does not treat the patient is recorded with its reason.",
            .informationBlocking(201, "(c)(1)"),
            [
                patientSide, .action(Region.content), .that(.holdOnPart, .holdWithoutRelationship),
                .not(.houseOpensForPatient),
            ]
        ),
    ]

    private static let partReasons: [Statement] =
        [
            .permit(
                cites: "hold.part-removed",
                "A permit says that a held part is removed and the rest given.",
                .hipaa(524, "(d)(1)"),
                [patientSide, .that(.holdOnPart), .not(.houseOpensForPatient)]
            )
        ]
        + [
            ("safety", "(a)(3)(i)", .holdForSafety), ("other-person", "(a)(3)(ii)", .holdForOther),
            ("by-representative", "(a)(3)(iii)", .holdAgainstRepresentative),
            ("source", "(a)(2)(v)", .holdForSource), ("custody", "(a)(2)(ii)", .holdForCustody),
            ("research", "(a)(2)(iii)", .holdForResearch),
        ].map { (name: String, paragraphs: String, flag: Flag) in
            .permit(
                cites: "hold.part-\(name)",
                "A permit without a held part names the ground of the hold: \(name).",
                .hipaa(524, paragraphs),
                [patientSide, .that(.holdOnPart, flag), .not(.houseOpensForPatient)]
            )
        }

    private static let processReasons: [Statement] = [
        .permit(
            brings: .minimumNecessary,
            "need.author-necessary",
            "For payment and operations the author, too, sees no more than necessary.",
            .hipaa(502, "(b)"),
            Region.thirdParty(
                .compartment(.general),
                .that(.inHouse, .isAuthor),
                .action(.read, .export),
                .purpose(.payment, .operations),
                Region.unpermitted
            )
        ),
        .denial(
            cites: "psychotherapy.refused-treatment",
            "Treatment by others than the originator is refused as such.",
            .hipaa(508, "(a)(2)(i)(A)"),
            Region.thirdParty(.compartment(.psychotherapy), .purpose(.treatment, .emergencyTreatment)),
            unless: [[.that(.isAuthor, .inHouse), .action(.read)]]
        ),
        processRefused(
            "oversight-unrelated",
            .hipaa(512, "(d)(2)"),
            .purpose(.healthOversight),
            .oversightOf(.patientUnrelatedToCare)
        ),
        processRefused(
            "limited-data-set",
            .hipaa(514, "(e)(4)"),
            .purpose(.research),
            .that(.limitedDataSetNotAgreed)
        ),
        .denial(
            cites: "need.deidentifying-refused",
            "Who removes identifiers is the holder or works for it.",
            .hipaa(514, "(a)"),
            Region.thirdParty(.compartment(.general), .action(.deidentify))
        ),
    ]

    private static let part2Reasons: [Statement] = [
        .permit(
            cites: "counseling.same-kind-held",
            "A permit says that its consent is combined with its own kind alone.",
            .part2(31, "(b)(2)"),
            Region.thirdParty(counselingNote, .that(.counselingConsentedByAll, .compoundCounseling))
        ),
        .permit(
            cites: "counseling.opening-cited",
            "That the originator opens a counseling note cites the rule for such notes.",
            .part2(31, "(b)(1)"),
            [.action(.setSharing), counselingNote]
        ),
        .permit(
            cites: "part2.hhs-cited",
            "What HHS gets cites why, whoever holds the record.",
            .part2(2, "(b)"),
            Region.record(.role(.hhs), .purpose(.hhsCompliance))
        ),
        .denial(
            cites: "part2.cosign-refused",
            "A supervisor outside the program is refused as such.",
            .part2(12, "(c)(3)"),
            [.action(.cosign), .compartment(.substanceUse), .not(.part2Personnel)]
        ),
        .denial(
            cites: "restriction.part2-agreed-says-so",
            "A refusal of what was agreed cites the agreement.",
            .part2(26, "(a)(3)"),
            Region.thirdParty(Region.part2, .that(.agreedBlocks))
        ),
        .permit(
            cites: "part2.executor",
            "An executor acts for the deceased.",
            .part2(15, "(b)(2)"),
            [.lane(.access), Region.part2, .that(.executor)]
        ),
        .denial(
            cites: "directed.part2-refused",
            "A direction without consent is refused for want of one.",
            .part2(31, "(a)"),
            Region.thirdParty(
                .purpose(.patientDirected),
                Region.part2,
                .not(.consented, .counselingConsented)
            )
        ),
        refusedCounseling("treatment", .part2(31, "(b)(1)(i)(A)"), .purpose(.treatment, .emergencyTreatment)),
        refusedCounseling("training", .part2(31, "(b)(1)(i)(B)"), .purpose(.training)),
        refusedCounseling("defense", .part2(31, "(b)(1)(i)(C)"), .purpose(.legalDefense)),
        refusedCounseling("emergency", .part2(31, "(b)(1)(ii)"), .purpose(.emergencyTreatment)),
        refusedCounseling("emergency-open", .part2(51), .purpose(.emergencyTreatment)),
        refusedCounseling(
            "order-without-subpoena",
            .part2(61, "(a)"),
            .instrument(.part2CourtOrder),
            .not(.withSubpoena)
        ),
        .denial(
            cites: "part2.refused-grand-jury",
            "A subpoena alone never suffices, a grand jury's neither.",
            .part2(61, "(a)"),
            Region.record(.purpose(.lawEnforcement), .instrument(.grandJurySubpoena, .attorneySubpoena))
        ),
        .denial(
            cites: "part2.refused-contract",
            "A lawful holder's contractor needs a contract, and the refusal says so.",
            .part2(33, "(c)"),
            Region.record(.that(.lawfulHolder), .role(.businessAssociate), .not(.coveredEntity))
        ),
        .denial(
            cites: "part2.refused-without-consent",
            "Every refusal of a Part 2 record says that a consent would be needed.",
            .part2(31, "(a)"),
            Region.record()
        ),
    ]

    private static func refusedCounseling(_ name: String, _ citation: Citation, _ conditions: Condition...)
        -> Statement
    {
        .denial(
            cites: "counseling.not-listed-\(name)",
            "A refused counseling note names the exception that was not met: \(name).",
            citation,
            Region.thirdParty([counselingNote] + conditions)
        )
    }
}

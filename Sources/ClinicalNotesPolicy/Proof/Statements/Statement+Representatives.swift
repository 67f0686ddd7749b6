internal import ClinicalNotesModel

extension Statement {
    /// 45 CFR 164.502(g): who stands in the patient's place.
    static let representatives: [Statement] = [
        .never(
            "representative.abuse-election",
            "Whom the holder has elected not to recognise gets nothing in the patient's place.",
            .hipaa(502, "(g)(5)"),
            [.lane(.access), .that(.abuseElection)]
        ),
        .denial(
            brings: .recordReason,
            "representative.abuse-election-recorded",
            "The election is recorded with its reason.",
            .hipaa(502, "(g)(5)"),
            [.lane(.access), .that(.verified, .abuseElection)]
        ),
        .denial(
            cites: "representative.abuse-election-cited",
            "A denial by the election cites it.",
            .hipaa(502, "(g)(5)"),
            [.lane(.access), .that(.abuseElection)]
        ),
        .never(
            "minor.refused-parent",
            "A parent whom law or a professional keeps out gets nothing in the minor's place.",
            .hipaa(502, "(g)(3)(ii)"),
            [.lane(.access), .that(.parentRefused)]
        ),
        .never(
            "minor.grown-up",
            "Turning eighteen ends a parent's standing.",
            .hipaa(502, "(g)(2)"),
            [.lane(.access), .that(.parentOfAdult)]
        ),
        .never(
            "minor.host-keeps-parents-out",
            "Where the host keeps parents out, they are out.",
            .hipaa(502, "(g)(3)(ii)(B)"),
            [.lane(.access), .role(.parent), .that(.houseClosesForParent)]
        ),
        .denial(
            brings: .writtenDenial,
            "minor.neutral-letter",
            "A refused parent gets a neutral letter.",
            .hipaa(502, "(g)(3)(ii)"),
            [
                .lane(.access), .action(Region.content), Region.ordinary,
                .that(.verified, .parentRefused, .patientIsSubject),
            ]
        ),
        .denial(
            brings: .recordReason,
            "minor.denying-decision-recorded",
            "A professional's decision against a parent is recorded.",
            .hipaa(502, "(g)(3)(ii)(C)"),
            [
                .lane(.access), .action(Region.content),
                .that(.verified, .parentDeniedByDecision, .patientIsSubject),
            ]
        ),
        .permit(
            brings: .recordReason,
            "minor.granting-decision-recorded",
            "A professional's decision for a parent is recorded.",
            .hipaa(502, "(g)(3)(ii)(C)"),
            [.lane(.access), .action(Region.content), .that(.parentGrantedByDecision)]
        ),
        granted("adult-representative", "(g)(2)", .that(.adultRepresentative)),
        granted("executor", "(g)(4)", .that(.executor)),
        granted("state-law", "(g)(3)(ii)(A)", .that(.parentGrantedByStateLaw)),
        granted("state-law-permits", "(g)(3)(ii)(A)", .that(.statePermitsParent)),
        granted("professional", "(g)(3)(ii)(C)", .that(.parentGrantedByDecision)),
        granted(
            "parent",
            "(g)(3)(i)",
            .that(.parentInPlace),
            .not(.parentGrantedByStateLaw, .parentGrantedByDecision)
        ),
        granted(
            "minor-asked-for-the-parent",
            "(g)(3)(i)(A)",
            .that(.parentInPlace, .minorConsentedAlone),
            .not(.parentGrantedByStateLaw, .parentGrantedByDecision)
        ),
        granted("minor-alone", "(g)(3)(i)(A)", .that(.asksForSelf, .minorConsentedAlone)),
        granted("court-consented", "(g)(3)(i)(B)", .that(.asksForSelf, .courtConsented)),
        .permit(
            cites: "representative.right",
            "What a representative does beside the record is a representative's right.",
            .hipaa(502, "(g)(1)"),
            [.lane(.recordKeeping), .role(.personalRepresentative, .parent)]
        ),
        refused(
            "no-authority",
            "(g)(2)",
            .lane(.access),
            .role(.personalRepresentative, .parent),
            .not(.claimsToRepresent)
        ),
        refused(
            "no-executor",
            "(g)(4)",
            .lane(.access),
            .role(.personalRepresentative, .parent),
            .that(.deceased),
            .not(.claimsToRepresent)
        ),
        refused(
            "no-executor-at-all",
            "(g)(4)",
            .lane(.thirdParty),
            .purpose(.patientRequest),
            .that(.deceased)
        ),
        refused(
            "no-authority-for-rights",
            "(g)(2)",
            .action(.requestAmendment, .requestAccounting),
            .role(.personalRepresentative),
            .not(.claimsToRepresent)
        ),
        .denial(
            cites: "representative.refused-others",
            "Nobody else makes a patient's request.",
            .hipaa(502, "(g)(2)"),
            [.lane(.thirdParty), .purpose(.patientRequest)]
        ),
        refused("parent-of-adult", "(g)(2)", .lane(.access, .recordKeeping), .that(.parentOfAdult)),
        refused(
            "state-law-permits-undecided",
            "(g)(3)(ii)(A)",
            .lane(.access, .recordKeeping),
            .that(.parentRefused, .statePermitsParent)
        ),
        refused(
            "parent-without-authority",
            "(g)(3)(i)",
            .lane(.access, .recordKeeping),
            .role(.parent),
            .not(.claimsToRepresent)
        ),
        refused(
            "state-law",
            "(g)(3)(ii)(B)",
            .lane(.access, .recordKeeping),
            .that(.parentRefusedByStateLaw)
        ),
        refused(
            "minor-alone",
            "(g)(3)(i)(A)",
            .lane(.access, .recordKeeping),
            .that(.parentRefused, .minorConsentedAlone)
        ),
        refused(
            "court-consented",
            "(g)(3)(i)(B)",
            .lane(.access, .recordKeeping),
            .that(.parentRefused, .courtConsented)
        ),
        refused(
            "agreement",
            "(g)(3)(i)(C)",
            .lane(.access, .recordKeeping),
            .that(.parentRefused, .parentAgreedToConfidentiality)
        ),
        refused("minor-does-not-act", "(g)(3)(i)", .lane(.access, .recordKeeping), .that(.minorDoesNotAct)),
        .permit(
            cites: "part2.own-record",
            "Part 2 does not bar patients from their own record.",
            .part2(23, "(a)"),
            [.lane(.access), Region.part2, .that(.asksForSelf)]
        ),
        .permit(
            cites: "part2.representative",
            "A representative acts for a patient who cannot.",
            .part2(15, "(a)"),
            [.lane(.access), Region.part2, .that(.adultRepresentative)]
        ),
        .denial(
            cites: "part2.parent-refused",
            "What a minor consented to alone is not told to a parent.",
            .part2(14, "(a)"),
            [.lane(.access), Region.part2, .role(.parent), .that(.parentRefused)]
        ),
    ]

    private static func granted(_ name: String, _ paragraphs: String, _ conditions: Condition...) -> Statement
    {
        .permit(
            cites: "representative.granted-\(name)",
            "A permit names in whose place it is given: \(name).",
            .hipaa(502, paragraphs),
            [.lane(.access)] + conditions
        )
    }

    private static func refused(
        _ name: String,
        _ paragraphs: String,
        _ lanes: Condition,
        _ conditions: Condition...
    ) -> Statement {
        .denial(
            cites: "representative.refused-\(name)",
            "A denial names why nobody stands in the patient's place: \(name).",
            .hipaa(502, paragraphs),
            [lanes] + conditions
        )
    }

    /// 45 CFR 164.526, 164.528: amendment, the patient's own words, the accounting.
    static let amendment: [Statement] = [
        .always(
            "amendment.may-be-asked",
            "The patient may ask to amend what the holder wrote and the patient may see.",
            .hipaa(526, "(a)(1)"),
            Region.asking(
                .action(.requestAmendment),
                .not(.draftClosed, .createdElsewhere, .protectedFromPatient),
                .not(.compiledForProceeding, .holdDenies)
            )
        ),
        .never(
            "amendment.draft",
            "A draft by which nobody decided is not in the designated record set, so not amended on request.",
            .hipaa(526, "(a)(2)(ii)"),
            [.action(.requestAmendment), .that(.draftClosed)]
        ),
        .denial(
            cites: "amendment.refused-draft",
            "A refusal names the ground: a draft.",
            .hipaa(526, "(a)(2)(ii)"),
            Region.asking(.action(.requestAmendment), .that(.draftClosed))
        ),
        .always(
            "amendment.disagreement",
            "The patient may add a statement of disagreement, to any note.",
            .hipaa(526, "(d)(2)"),
            Region.asking(.action(.annotate), .purpose(.amendmentRequest))
        ),
        .always(
            "amendment.own-words",
            "The patient may add words beside a note that the patient may read.",
            .hipaa(524, "(a)(1)"),
            Region.asking(
                .action(.annotate),
                .that(.asksForSelf),
                .not(.draftClosed, .protectedFromPatient, .compiledForProceeding, .holdDenies)
            ),
            Region.asking(
                .action(.annotate),
                .that(.asksForSelf, .openedByOriginator, .coSubjectsAuthorized),
                .not(.draftClosed, .compiledForProceeding, .holdDenies)
            ),
            Region.asking(.action(.annotate), .that(.asksForSelf, .houseOpensForPatient))
        ),
        .always(
            "accounting.may-be-asked",
            "The patient may have an accounting of disclosures.",
            .hipaa(528, "(a)(1)"),
            Region.asking(.action(.requestAccounting))
        ),
        .never(
            "amendment.own-record",
            "Nobody without standing uses these rights, and nobody about another's note.",
            .hipaa(526, "(a)(1)"),
            [.action(.requestAmendment, .requestAccounting, .annotate), .not(.standing)],
            [.action(.requestAmendment, .requestAccounting, .annotate), .not(.patientIsSubject)],
            unless: [
                [.action(.annotate), .that(.isAuthor, .inHouse), Region.finished, .role(Region.others)]
            ]
        ),
        .never(
            "amendment.not-available",
            "What is not available for inspection is not amended on request.",
            .hipaa(526, "(a)(2)(iii)"),
            [.action(.requestAmendment), .that(.protectedFromPatient)],
            [.action(.requestAmendment), .that(.compiledForProceeding)],
            [.action(.requestAmendment), .that(.holdDenies)]
        ),
        .never(
            "amendment.created-elsewhere",
            "What another wrote is amended there.",
            .hipaa(526, "(a)(2)(i)"),
            [.action(.requestAmendment), .that(.createdElsewhere)]
        ),
        .permit(
            brings: .respond60Days,
            "amendment.clock",
            "A request to amend or to account runs against a clock of sixty days.",
            .hipaa(526, "(b)(2)"),
            [.action(.requestAmendment, .requestAccounting)]
        ),
        .permit(
            brings: .notifyRecipients,
            "amendment.told",
            "An accepted amendment is told to those who rely on the note.",
            .hipaa(526, "(c)(3)"),
            [.action(.amend), .purpose(.amendmentRequest)]
        ),
        .denial(
            brings: .writtenDenial,
            "amendment.refused-in-writing",
            "A refused amendment is refused in writing.",
            .hipaa(526, "(d)(1)"),
            Region.asking(.action(.requestAmendment))
        ),
        .denial(
            cites: "amendment.refused-elsewhere",
            "A refusal names the ground: written elsewhere.",
            .hipaa(526, "(a)(2)(i)"),
            Region.asking(.action(.requestAmendment), .that(.createdElsewhere))
        ),
        .denial(
            cites: "amendment.refused-unavailable",
            "A refusal names the ground: not available.",
            .hipaa(526, "(a)(2)(iii)"),
            [.action(.requestAmendment), .that(.protectedFromPatient)],
            [.action(.requestAmendment), .that(.compiledForProceeding)],
            [.action(.requestAmendment), .that(.holdDenies)]
        ),
        .denial(
            cites: "amendment.refused-standing",
            "A refusal names the ground: no standing.",
            .hipaa(526, "(a)(1)"),
            [.action(.requestAmendment), .not(.standing)],
            [.action(.requestAmendment), .not(.patientIsSubject)]
        ),
        .denial(
            cites: "annotation.refused-psychotherapy",
            "A refusal names the ground: a psychotherapy note.",
            .hipaa(524, "(a)(1)(i)"),
            [.action(.annotate), .that(.asksForSelf, .protectedFromPatient)]
        ),
        .denial(
            cites: "annotation.refused",
            "A refusal to add words cites the right they come with.",
            .hipaa(524, "(a)(1)"),
            [.action(.annotate)]
        ),
        .denial(
            cites: "accounting.refused",
            "A refused accounting cites whose right it is.",
            .hipaa(528, "(a)(1)"),
            [.action(.requestAccounting)]
        ),
    ]
}

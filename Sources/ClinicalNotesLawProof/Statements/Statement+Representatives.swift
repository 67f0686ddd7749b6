internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.502(g): who stands in the patient's place.
    static let representatives: [Statement] = [
        .never(
            "representative.abuse-election",
            "Whom the holder has elected not to recognize gets nothing in the patient's place.",
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
            .that(.parentInPlace, .minorConsentedAlone, .minorAskedForParent),
            .not(.parentGrantedByStateLaw, .parentGrantedByDecision)
        ),
        granted("minor-alone", "(g)(3)(i)(A)", .that(.asksForSelf, .minorConsentedAlone)),
        granted("court-consented", "(g)(3)(i)(B)", .that(.asksForSelf, .courtConsented)),
        granted(
            "parent-kept-out",
            "(g)(3)(ii)(B)",
            .that(.asksForSelf, .stateKeepsParentOut),
            .not(.minorConsentedAlone, .courtConsented, .parentAgreedToConfidentiality)
        ),
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
            "What a minor may consent to alone is not told to a parent.",
            .part2(14, "(a)"),
            [.lane(.access), Region.part2, .role(.parent), .that(.parentRefused, .minorMayConsentAlone)]
        ),
        .denial(
            cites: "part2.parent-refused-without-the-minor",
            "Where a parent must consent to the care, the minor consents beside.",
            .part2(14, "(b)(1)"),
            [
                .lane(.access), Region.part2, .role(.parent), .that(.parentRefused),
                .not(.minorMayConsentAlone),
            ]
        ),
        .permit(
            cites: "part2.parent-by-consent-cited",
            "What a parent sees by the minor's consent says so.",
            .part2(14),
            [.lane(.access), Region.part2, .that(.parentInPlace), .not(.deceased)]
        ),
        .never(
            "part2.parent-by-consent-only",
            "No parent sees a living minor's Part 2 record without the minor's written consent.",
            .part2(14),
            [
                .lane(.access, .recordKeeping), Region.part2, .role(.parent),
                .action(Region.content + [.browse, .requestAmendment, .requestAccounting]),
                .not(.consented, .counselingConsented, .deceased),
            ]
        ),
        .permit(
            brings: .attachConsent,
            "part2.parent-consent-travels",
            "What a parent sees by the minor's consent comes with it.",
            .part2(32),
            [.lane(.access), Region.part2, .that(.parentInPlace), .not(.deceased)]
        ),
        .never(
            "access.the-dead-do-not-ask",
            "Nobody is the patient who has died.",
            .hipaa(502, "(g)(4)"),
            [.lane(.access, .recordKeeping), .action(asked), .role(.patient), .that(.deceased)]
        ),
        .denial(
            cites: "access.the-dead-do-not-ask-cited",
            "Who comes as a patient who has died is not who they say.",
            .hipaa(514, "(h)(1)"),
            [.lane(.access), .role(.patient), .that(.deceased)]
        ),
        .never(
            "minor.somebody-asks",
            "Where state law keeps the parent out, the minor is not sent to the parent.",
            .hipaa(524, "(a)(1)"),
            [.lane(.access), .that(.minorDoesNotAct, .stateKeepsParentOut)]
        ),
    ]

    private static let asked: [NoteAction] =
        Region.content + [.browse, .requestAmendment, .requestAccounting]

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
}

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
        .never(
            "representative.abuse-election-of-rights",
            "Nor does whom the holder does not recognize use the patient's other rights.",
            .hipaa(502, "(g)(5)"),
            [
                .action(.requestAmendment, .requestAccounting, .annotate), .that(.abuseElection),
                .role(.personalRepresentative, .parent),
            ]
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
        .never(
            "access.the-dead-do-not-ask",
            "Nobody is the patient who has died.",
            .hipaa(502, "(g)(4)"),
            [.lane(.access, .recordKeeping), .action(asked), .role(.patient), .that(.deceased)]
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
}

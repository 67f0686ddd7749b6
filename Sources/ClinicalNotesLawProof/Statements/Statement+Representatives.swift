internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.502(g): who stands in the patient's place.
    static let representatives: [Statement] =
        Frame(.lane(.access)).never([
            (
                "minor.refused-parent",
                "A parent whom law or a professional keeps out gets nothing in the minor's place.",
                .hipaa(502, "(g)(3)(ii)"), [.that(.parentRefused)]
            ),
            (
                "minor.grown-up", "Turning eighteen ends a parent's standing.", .hipaa(502, "(g)(2)"),
                [.that(.parentOfAdult)]
            ),
            (
                "minor.host-keeps-parents-out", "Where the host keeps parents out, they are out.",
                .hipaa(502, "(g)(3)(ii)(B)"), [.role(.parent), .that(.houseClosesForParent)]
            ),
            (
                "minor.somebody-asks",
                "Where state law keeps the parent out, the minor is not sent to the parent.",
                .hipaa(524, "(a)(1)"), [.that(.minorDoesNotAct, .stateKeepsParentOut)]
            ),
        ]) + [
            .never(
                "representative.abuse-election",
                "Whom the holder has elected not to recognize gets nothing in the patient's place, and uses none of the patient's rights.",
                .hipaa(502, "(g)(5)"),
                [.lane(.access), .that(.abuseElection)],
                [.action(Region.rights), .that(.abuseElection), .role(.personalRepresentative, .parent)]
            ),
            .never(
                "part2.parent-by-consent-only",
                "No parent sees a living minor's Part 2 record without the minor's written consent.",
                .part2(14),
                asked([Region.part2, .role(.parent), .not(.consented, .counselingConsented, .deceased)])
            ),
            .never(
                "access.the-dead-do-not-ask",
                "Nobody is the patient who has died.",
                .hipaa(502, "(g)(4)"),
                asked([.role(.patient), .that(.deceased)])
            ),
        ]

    private static func asked(_ conditions: [Condition]) -> [Condition] {
        let actions = Region.content + [.browse, .requestAmendment, .requestAccounting]
        return [.lane(.access, .recordKeeping), .action(actions)] + conditions
    }
}

internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    private static func refused(_ name: String, _ citation: Citation, _ conditions: Condition...) -> Statement
    {
        .denial(
            cites: "part2.refused-\(name)",
            "A refusal of a Part 2 record names its paragraph: \(name).",
            citation,
            Region.record() + conditions
        )
    }

    /// 42 CFR 2.12 to 2.65: which paragraph refused.
    static let substanceUseRefusals: [Statement] = [
        refused(
            "order-without-subpoena",
            .part2(61, "(a)"),
            .instrument(.part2CourtOrder),
            .not(.withSubpoena)
        ),
        refused("no-finding", .part2(63, "(a)"), .instrument(.part2CourtOrder), .not(.confidentialFinding)),
        refused("child-protection", .part2(12, "(c)(6)"), .role(.protectiveServices)),
        refused("against-the-patient", .part2(12, "(d)(1)"), .that(.againstPatient)),
        refused("police", .part2(65), .purpose(.lawEnforcement)),
        refused("subpoena", .part2(61, "(a)"), .purpose(.judicialProceeding)),
        refused("vendor", .part2(12, "(c)(4)"), .role(.businessAssociate), .not(.coveredEntity)),
        refused("outside-the-program", .part2(12, "(c)(3)"), .that(.inHouse, .fromProgram)),
        refused("covered-recipient", .part2(33, "(b)(1)"), .that(.underPrivacyRule)),
        refused("other-consent", .part2(33, "(b)"), .not(.underPrivacyRule, .lawfulHolder, .fromProgram)),
        refused("lawful-holder", .part2(33, "(b)(3)"), .that(.lawfulHolder)),
        refused("public-health", .part2(54, "(b)"), .purpose(.publicHealth)),
        refused("abuse", .part2(12, "(c)(6)"), .purpose(.abuseReport)),
        refused("research", .part2(52), .purpose(.research)),
        refused("hhs", .part2(2, "(b)"), .purpose(.hhsCompliance)),
        refused(
            "order-limits-recipients",
            .part2(64, "(e)"),
            .instrument(.part2CourtOrder),
            .that(.orderNoncriminal, .withSubpoena, .confidentialFinding)
        ),
        refused(
            "criminal-order-limits-recipients",
            .part2(65, "(e)"),
            .instrument(.part2CourtOrder),
            .that(.orderAgainstPatient, .withSubpoena, .confidentialFinding)
        ),
        refused("audit", .part2(53), .purpose(.healthOversight)),
        refused("emergency", .part2(51), .purpose(.emergencyTreatment, .seriousThreat)),
        refused("death", .part2(15, "(b)(1)"), .purpose(.coroner)),
        refused("state-law", .part2(20), .purpose(.requiredByLaw)),
        refused("consent-needed", .part2(13, "(a)")),
    ]
}

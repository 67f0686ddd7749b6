internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    private static func brings(
        _ obligation: Obligation,
        _ name: String,
        _ citation: Citation,
        _ conditions: Condition...
    ) -> Statement {
        .permit(
            brings: obligation,
            "part2.\(name)",
            "What leaves a program without consent comes with its limits: \(name).",
            citation,
            Region.record(.that(.fromProgram), Region.unpermitted) + conditions
        )
    }

    /// 42 CFR 2.13, 2.32, 2.33, 2.51, 2.61: what a permit or a refusal brings.
    static let substanceUseDuties: [Statement] = [
        brings(
            .minimumNecessary,
            "personnel-necessary",
            .part2(13, "(a)"),
            .not(.isAuthor),
            .purpose(
                .treatment,
                .emergencyTreatment,
                .payment,
                .operations,
                .training,
                .legalDefense,
                .research,
                .healthOversight,
                .coroner
            ),
            Region.seeing
        ),
        brings(
            .documentEmergency,
            "emergency-documented",
            .part2(51, "(c)"),
            .purpose(.emergencyTreatment),
            .not(.part2Personnel, .isAuthor),
            Region.seeing
        ),
        brings(
            .breakGlassAudit,
            "emergency-audited",
            .hipaa(312, "(a)(2)(ii)"),
            .purpose(.emergencyTreatment),
            .that(.inHouse),
            .role(Region.clinicians),
            .not(.part2Personnel, .isAuthor)
        ),
        brings(
            .recordReason,
            "emergency-recorded",
            .hipaa(312, "(a)(2)(ii)"),
            .purpose(.emergencyTreatment),
            .that(.inHouse),
            .role(Region.clinicians),
            .not(.part2Personnel, .isAuthor)
        ),
        brings(
            .accountDisclosure,
            "accounted",
            .hipaa(528, "(a)(1)"),
            .purpose(
                .research,
                .healthOversight,
                .coroner,
                .abuseReport,
                .hhsCompliance,
                .judicialProceeding,
                .lawEnforcement,
                .requiredByLaw
            ),
            Region.seeing
        ),
        brings(.limitToLaw, "report-limits", .part2(12, "(c)(6)"), .purpose(.abuseReport), Region.seeing),
        brings(
            .limitToOrder,
            "order-limits",
            .part2(64),
            .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
            Region.seeing
        ),
        brings(.deidentifyFirst, "deidentify-first", .part2(54, "(b)"), .action(.deidentify)),
        .permit(
            brings: .minimumNecessary,
            "part2.holder-necessary",
            "A lawful holder and its contractor use what they need.",
            .part2(13, "(a)"),
            Region.record(.that(.lawfulHolder), Region.unpermitted, .purpose(.payment, .operations))
        ),
        .permit(
            brings: .accountDisclosure,
            "part2.holder-hhs-accounted",
            "What HHS gets is accounted for.",
            .hipaa(528, "(a)(1)"),
            Region.record(Region.unpermitted, Region.seeing, .purpose(.hhsCompliance))
        ),
        .permit(
            brings: .part2Notice,
            "part2.contractor-notice",
            "The notice goes with what a contractor gets.",
            .part2(33, "(c)"),
            Region.record(
                .that(.lawfulHolder),
                .not(.inHouse),
                Region.unpermitted,
                .purpose(.payment, .operations)
            )
        ),
        .permit(
            brings: .part2Notice,
            "part2.redisclosure-notice",
            "The notice goes with what a covered recipient passes on.",
            .part2(32, "(a)"),
            Region.record(
                .that(.underPrivacyRule),
                .not(.inHouse),
                Region.seeing,
                .purpose(
                    .treatment,
                    .emergencyTreatment,
                    .payment,
                    .operations,
                    .research,
                    .familyInvolvement
                )
            )
        ),
        .permit(
            cites: "part2.redisclosed",
            "A recipient's redisclosure says under what it is allowed.",
            .part2(33, "(b)(1)"),
            Region.record(.that(.underPrivacyRule))
        ),
        .denial(
            brings: .legalReview,
            "part2.refusal-reviewed",
            "Counsel looks at a demand on a Part 2 record that is refused.",
            .part2(61),
            Region.thirdParty(Region.part2, .that(.verified, .mandatory)),
            Region.thirdParty(Region.part2, .that(.verified, .againstPatient)),
            Region.thirdParty(Region.part2, .that(.verified), .purpose(.seriousThreat))
        ),
    ]
}

internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 42 CFR 2.31 to 2.33: consent.
    static let substanceUseConsent: [Statement] =
        [
            .always(
                "part2.consent-opens",
                "What the patient consented to is opened.",
                .part2(33, "(a)"),
                Region.unrestricted(
                    .compartment(.substanceUse),
                    Region.seeing,
                    .that(.consented),
                    .not(.severalSubjects, .againstPatient)
                ),
                Region.unrestricted(
                    .compartment(.substanceUse),
                    Region.seeing,
                    .that(.consented, .segmentable),
                    .not(.againstPatient)
                ),
                Region.unrestricted(
                    .compartment(.substanceUse),
                    Region.seeing,
                    .that(.consentedByAll),
                    .not(.againstPatient)
                )
            ),
            consented(.limitToAuthorization, "limits", .part2(33, "(a)")),
            consented(.attachConsent, "consent-travels", .part2(32, "(b)")),
            consented(.part2Notice, "notice-travels", .part2(32, "(a)")),
            consented(.minimumNecessary, "necessary", .part2(13, "(a)")),
            .permit(
                brings: .minimumNecessary,
                "part2.consent-of-holders-necessary",
                "What a holder passes on by consent for payment or operations is what that needs.",
                .part2(13, "(a)"),
                Region.record(
                    .that(.consented),
                    .not(.fromProgram, .isAuthor, .severalSubjects),
                    .purpose(.payment, .operations)
                )
            ),
            .permit(
                cites: "part2.intermediary-named",
                "A consent to an intermediary names its participants.",
                .part2(31, "(a)(4)(ii)"),
                Region.record(.that(.consented), .role(.intermediary))
            ),
            held("tpo", .part2(33, "(a)(2)"), .consentForTPO),
            held("at-request", .part2(31, "(a)(5)"), .statedAtRequest),
            held("specific", .part2(33, "(a)(1)"), .consentSpecific),
            held("proceedings", .part2(31, "(d)"), .consentForProceedings),
            held("representative", .part2(15, "(a)"), .signedInPlace),
            held("executor", .part2(15, "(b)(2)"), .signedByExecutor),
            held("minor", .part2(14, "(a)"), .signedByMinor),
            held("both", .part2(14, "(b)(1)"), .signedByBoth),
            held("in-time", .part2(31, "(a)(7)"), .expiryLimits),
            void("revoked", .part2(31, "(c)(3)"), .revoked),
            void("unconfirmed", .part2(31, "(c)(4)"), .unconfirmed),
            void("expired", .part2(31, "(c)(1)"), .expired),
            void("tpo-only", .part2(33, "(a)(2)"), .consentOnlyForTPO),
            void("false", .part2(31, "(c)(4)"), .knownFalse),
            void("minor", .part2(14, "(a)"), .minorMustSign),
            void("both", .part2(14, "(b)(1)"), .bothMustSign),
            void("endless", .part2(31, "(a)(7)"), .endlessExpiry),
            void("statement", .part2(31, "(a)(10)"), .statementMissing),
            void("unsigned", .part2(31, "(a)(8)"), .unsigned),
            void("element", .part2(31, "(c)(2)"), .elementMissing),
            void("element-listed", .part2(31, "(a)"), .elementMissing),
            void("authority", .part2(15, "(a)"), .authorityMissing),
            void("signer", .part2(31, "(a)(8)"), .wrongSigner),
            void("recipient", .part2(31, "(a)(4)"), .recipientOther),
            void("purpose", .part2(31, "(a)(5)"), .purposeOther),
            void("covers", .part2(31, "(a)(3)"), .coversOther),
            void("discloser", .part2(31, "(a)(2)"), .otherDiscloser),
            void("subject", .part2(31, "(a)(1)"), .subjectOther),
            .denial(
                cites: "part2.consent-intermediary",
                "A refusal names what is missing: the intermediary's participants.",
                .part2(31, "(a)(4)(ii)"),
                Region.thirdParty(Region.part2, .that(.elementMissing), .role(.intermediary))
            ),
            .denial(
                cites: "part2.consent-compound",
                "A refusal names what is wrong: a consent for proceedings is combined.",
                .part2(31, "(d)"),
                Region.record(.that(.compound), .purpose(.judicialProceeding, .lawEnforcement))
            ),
            .denial(
                cites: "part2.consent-compound-with-counseling",
                "A refusal names what is wrong: combined with a consent for counseling notes.",
                .part2(31, "(b)(2)"),
                Region.record(.that(.compound)),
                unless: [[.purpose(.judicialProceeding, .lawEnforcement)]]
            ),
            .denial(
                cites: "part2.consent-compound-counseling",
                "A refusal names what is wrong: combined.",
                .part2(31, "(b)(2)"),
                Region.thirdParty(.compartment(.substanceUseCounseling), .that(.compound))
            ),
            .denial(
                cites: "part2.consent-conditioned",
                "A refusal names what is wrong: conditioned.",
                .part2(31, "(b)(3)"),
                Region.thirdParty(.compartment(.substanceUseCounseling), .that(.conditioned))
            ),
        ]

    private static func consented(_ obligation: Obligation, _ name: String, _ citation: Citation) -> Statement
    {
        .permit(
            brings: obligation,
            "part2.consent-\(name)",
            "What a program gives by consent alone comes with its papers: \(name).",
            citation,
            Region.record(
                .that(.fromProgram, .consented),
                .not(.isAuthor, .part2Personnel),
                .purpose(.treatment, .payment, .operations, .familyInvolvement, .employment),
                .role(.clinicianOtherOrg, .healthPlan, .familyMember, .employer)
            )
        )
    }

    private static func held(_ name: String, _ citation: Citation, _ flag: Flag) -> Statement {
        .permit(
            cites: "part2.consent-\(name)-held",
            "A permit names what makes its consent hold: \(name).",
            citation,
            Region.record(.that(.consented, flag))
        )
    }

    private static func void(_ name: String, _ citation: Citation, _ flag: Flag) -> Statement {
        .denial(
            cites: "part2.consent-\(name)",
            "A refusal names what is wrong with a consent that was shown: \(name).",
            citation,
            Region.thirdParty(Region.part2, .that(flag))
        )
    }
}

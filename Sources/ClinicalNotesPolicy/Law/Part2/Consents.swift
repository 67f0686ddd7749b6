internal import ClinicalNotesModel

extension Part2 {
    /// 42 CFR 2.31 to 2.33: the patient's consent.
    static let consents = [
        ThirdParty.permission(
            "part2.consent",
            "The patient consented in writing.",
            citing: .part2(31, "(a)"),
            .part2(32),
            obligations: [.limitToAuthorization, .attachConsent, .part2Notice],
            when: record(.that(.consented), .not(.severalSubjects)),
            record(.that(.consented, .segmentable)),
            record(.that(.consentedByAll))
        ),
        ThirdParty.duty(
            .minimumNecessary,
            id: "part2.consent-necessary",
            "No more than the purpose needs, also by consent.",
            citing: .part2(13, "(a)"),
            onPermit: [.compartment(.substanceUse), .that(.consented, .fromProgram)],
            [.compartment(.substanceUse), .that(.consented), .purpose(.payment, .operations)],
            unless: exempt
        ),
        strength(
            .consentForTPO,
            "tpo",
            "One consent covers treatment, payment and operations.",
            .part2(33, "(a)(2)")
        ),
        strength(
            .statedAtRequest,
            "at-request",
            "That the patient asked for it is purpose enough.",
            .part2(31, "(a)(5)")
        ),
        strength(.consentSpecific, "specific", "The consent names this use.", .part2(33, "(a)(1)")),
        strength(
            .consentForProceedings,
            "proceedings",
            "A consent for legal proceedings, combined with nothing.",
            .part2(31, "(d)"),
            .part2(12, "(d)(1)")
        ),
        ThirdParty.reason(
            "part2.consent.intermediary-named",
            "The intermediary's participants are named.",
            citing: .part2(31, "(a)(4)(ii)"),
            .part2(24),
            onPermit: [.compartment(.substanceUse), .that(.consented), .role(.intermediary)]
        ),
        strength(
            .signedInPlace,
            "representative",
            "The representative of a patient who cannot decide signed.",
            .part2(15, "(a)")
        ),
        strength(
            .signedByExecutor,
            "executor",
            "The representative of the deceased signed.",
            .part2(15, "(b)(2)")
        ),
        strength(.signedByMinor, "minor", "The minor may consent alone and signed.", .part2(14, "(a)")),
        strength(.signedByBoth, "both", "Minor and parent signed.", .part2(14, "(b)(1)")),
        strength(.expiryLimits, "in-time", "The consent has not expired.", .part2(31, "(a)(7)")),
    ]

    /// Why a consent that was shown does not hold, 42 CFR 2.31(c), 2.14.
    static let consentDefects = [
        defect(.revoked, "revoked", "A consent on record is revoked.", .part2(31, "(c)(3)")),
        defect(.expired, "expired", "A consent on record has expired.", .part2(31, "(c)(1)")),
        defect(
            .consentOnlyForTPO,
            "tpo-only",
            "One consent for treatment, payment and operations serves nothing else.",
            .part2(33, "(a)(2)"),
            .part2(31, "(a)(5)")
        ),
        defect(
            .unconfirmed,
            "unconfirmed",
            "A consent on record lets in who filed it, and nobody else has confirmed it yet.",
            .part2(31, "(c)(4)")
        ),
        defect(
            .knownFalse,
            "false",
            "Something material in a consent on record is known to be false.",
            .part2(31, "(c)(4)")
        ),
        defect(
            .minorMustSign,
            "minor",
            "Where a minor may consent alone, only the minor signs, and somebody else did.",
            .part2(14, "(a)")
        ),
        defect(
            .bothMustSign,
            "both",
            "Where a parent must consent, minor and parent sign, and not both did.",
            .part2(14, "(b)(1)")
        ),
        defect(
            .endlessExpiry,
            "endless",
            "A consent on record is without an expiry, as only one for treatment, payment and operations may be.",
            .part2(31, "(a)(7)"),
            .part2(31, "(c)(2)")
        ),
        ThirdParty.reason(
            "part2.consent.intermediary",
            "The intermediary's participants are not named.",
            citing: .part2(31, "(a)(4)(ii)"),
            .part2(31, "(c)(2)"),
            onDenial: shown(.elementMissing) + [.role(.intermediary)]
        ),
        defect(
            .statementMissing,
            "statement",
            "A consent on record lacks a required statement.",
            .part2(31, "(c)(2)"),
            .part2(31, "(a)(10)")
        ),
        defect(
            .unsigned,
            "unsigned",
            "A consent on record is not signed and dated.",
            .part2(31, "(c)(2)"),
            .part2(31, "(a)(8)")
        ),
        defect(
            .elementMissing,
            "element",
            "A consent on record lacks a required element.",
            .part2(31, "(c)(2)"),
            .part2(31, "(a)")
        ),
        ThirdParty.reason(
            "part2.consent.compound-counseling",
            "A consent on record is combined with another kind than its own, as none for counseling notes may be.",
            citing: .part2(31, "(b)(2)"),
            onDenial: [.compartment(.substanceUseCounseling), .that(.compound)]
        ),
        ThirdParty.reason(
            "part2.consent.compound",
            "A consent on record is combined with something, as none for legal proceedings may be.",
            citing: .part2(31, "(d)"),
            .part2(31, "(c)(2)"),
            onDenial: [
                .compartment(.substanceUse), .that(.compound), .purpose(.judicialProceeding, .lawEnforcement),
            ]
        ),
        ThirdParty.reason(
            "part2.consent.compound-with-counseling",
            "A consent for counseling notes is on the same form, where it may not be.",
            citing: .part2(31, "(b)(2)"),
            .part2(31, "(c)(2)"),
            onDenial: [.compartment(.substanceUse), .that(.compound)],
            unless: [[.purpose(.judicialProceeding, .lawEnforcement)]]
        ),
        ThirdParty.reason(
            "part2.consent.conditioned",
            "Something was made to depend on a consent for counseling notes, as nothing may.",
            citing: .part2(31, "(b)(3)"),
            onDenial: [.compartment(.substanceUseCounseling), .that(.conditioned)]
        ),
        defect(
            .authorityMissing,
            "authority",
            "The authority of the representative who signed is not described.",
            .part2(15, "(a)"),
            .part2(31, "(a)(8)")
        ),
        defect(
            .wrongSigner,
            "signer",
            "A consent on record is signed by somebody who could not.",
            .part2(31, "(a)(8)")
        ),
        defect(
            .recipientOther,
            "recipient",
            "A consent on record names other recipients.",
            .part2(31, "(a)(4)"),
            .part2(33, "(a)(1)")
        ),
        defect(
            .purposeOther,
            "purpose",
            "A consent on record names other purposes.",
            .part2(31, "(a)(5)"),
            .part2(33, "(a)(1)")
        ),
        defect(
            .coversOther,
            "covers",
            "A consent on record is about other information.",
            .part2(31, "(a)(3)")
        ),
        defect(
            .otherDiscloser,
            "discloser",
            "A consent on record names another discloser.",
            .part2(31, "(a)(2)")
        ),
        defect(.subjectOther, "subject", "A consent on record is of somebody else.", .part2(31, "(a)(1)")),
    ]

    /// Permits that carry a narrower limit, or none: the author's, those of HHS, of an order that opens the
    /// record, and of a report that a statute compels.
    private static let exempt: [[Condition]] =
        [[.that(.isAuthor, .inHouse)], [.purpose(.hhsCompliance)]] + opened + [reported]

    private static func record(_ conditions: Condition...) -> [Condition] {
        [.compartment(.substanceUse), .action(Groups.content + [.deidentify])] + conditions
    }

    private static func shown(_ flag: Flag) -> [Condition] {
        [.that(flag), .compartment(.substanceUse, .substanceUseCounseling)]
    }

    private static func defect(
        _ flag: Flag,
        _ name: String,
        _ sentence: String,
        _ citations: Citation...
    ) -> LawRule {
        ThirdParty.reason("part2.consent.\(name)", sentence, citing: citations, onDenial: [shown(flag)])
    }

    private static func strength(
        _ flag: Flag,
        _ name: String,
        _ sentence: String,
        _ citations: Citation...
    ) -> LawRule {
        let record: [Condition] = [.compartment(.substanceUse), .that(.consented, flag)]
        let counseling: [Condition] = [
            .compartment(.substanceUseCounseling), .that(.counselingConsentedByAll, flag),
        ]
        return ThirdParty.reason(
            "part2.consent.\(name)-held",
            sentence,
            citing: citations,
            onPermit: [record, counseling]
        )
    }
}

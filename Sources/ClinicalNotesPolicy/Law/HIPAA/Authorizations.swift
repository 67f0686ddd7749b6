internal import ClinicalNotesModel

extension HIPAA {
    /// 45 CFR 164.508: the patient's authorization, and what makes one void.
    static let authorizations = [
        ThirdParty.permission(
            "hipaa.authorization",
            "The patient authorized it.",
            citing: .hipaa(508, "(a)(1)"),
            obligations: [.limitToAuthorization],
            when: allowed(.that(.authorized), .not(.severalSubjects)),
            allowed(.that(.authorized, .segmentable)),
            allowed(.that(.authorizedByAll))
        ),
        ThirdParty.duty(
            .recordReason,
            id: "hipaa.oral-revocation",
            "A revocation that was only spoken is honored and recorded.",
            citing: .hipaa(508, "(b)(5)"),
            onDenial: [.that(.onlyOrallyRevoked)]
        ),
    ]

    /// Why an authorization that was shown does not hold, or does not suffice.
    static let authorizationDefects = [
        ThirdParty.reason(
            "hipaa.authorized-and-closed",
            "What the patient authorized to be sent is a disclosure like any other, and something else closes this one.",
            citing: .hipaa(508, "(a)(1)"),
            onDenial: [
                .purpose(.patientDirected), .that(.authorized), .compartment(.general, .psychotherapy),
            ]
        ),
        reason(
            "general-consent",
            "A general consent was shown, which is no authorization.",
            .hipaa(506, "(b)(2)"),
            [.that(.generalConsentShown)]
        ),
        defect(
            .revoked,
            "revoked",
            "An authorization on record is revoked.",
            .hipaa(508, "(b)(5)"),
            .hipaa(508, "(b)(2)(iii)")
        ),
        defect(.expired, "expired", "An authorization on record has expired.", .hipaa(508, "(b)(2)(i)")),
        defect(
            .unconfirmed,
            "unconfirmed",
            "An authorization on record lets in who filed it, and nobody else has confirmed it yet.",
            .hipaa(514, "(h)(2)(i)")
        ),
        ThirdParty.reason(
            "hipaa.authorization.conditioned",
            "Something was made to depend on an authorization; for psychotherapy notes only treatment in research may.",
            citing: .hipaa(508, "(b)(4)(ii)(B)"),
            .hipaa(508, "(b)(2)(iv)"),
            onDenial: [.that(.conditioned), .compartment(.psychotherapy)]
        ),
        ThirdParty.reason(
            "hipaa.authorization.conditioned-general",
            "Treatment, payment, enrollment or eligibility was made to depend on an authorization.",
            citing: .hipaa(508, "(b)(4)"),
            .hipaa(508, "(b)(2)(iv)"),
            onDenial: [.that(.conditioned), .compartment(.general)]
        ),
        ThirdParty.reason(
            "hipaa.authorization.compound",
            "An authorization on record is combined with something that it may not be combined with.",
            citing: .hipaa(508, "(b)(3)(ii)"),
            .hipaa(508, "(b)(2)(iv)"),
            onDenial: [.that(.compound), .compartment(.psychotherapy)]
        ),
        ThirdParty.reason(
            "hipaa.authorization.compound-mixed",
            "An authorization on record is combined with one for psychotherapy notes, which is combined only with its own kind.",
            citing: .hipaa(508, "(b)(3)(ii)"),
            .hipaa(508, "(b)(2)(iv)"),
            onDenial: [.that(.compoundWithPsychotherapy), .compartment(.general)]
        ),
        ThirdParty.reason(
            "hipaa.authorization.compound-general",
            "An authorization on record is combined with something that it may not be combined with.",
            citing: .hipaa(508, "(b)(3)(iii)"),
            .hipaa(508, "(b)(2)(iv)"),
            onDenial: [.that(.compound), .not(.compoundWithPsychotherapy), .compartment(.general)]
        ),
        defect(
            .unsigned,
            "unsigned",
            "An authorization on record is not signed and dated.",
            .hipaa(508, "(c)(1)(vi)"),
            .hipaa(508, "(b)(2)(ii)")
        ),
        defect(
            .authorityMissing,
            "authority",
            "The authority of the representative who signed is not described.",
            .hipaa(508, "(c)(1)(vi)"),
            .hipaa(508, "(b)(2)(ii)")
        ),
        signer(.minorConsentedAlone, "alone", "(g)(3)(i)(A)"),
        signer(.courtConsented, "court", "(g)(3)(i)(B)"),
        signer(.parentAgreedToConfidentiality, "agreement", "(g)(3)(i)(C)"),
        ThirdParty.reason(
            "hipaa.authorization.signer",
            "An authorization on record is signed by somebody who could not.",
            citing: .hipaa(502, "(g)(3)(i)"),
            .hipaa(502, "(g)(2)"),
            .hipaa(508, "(c)(1)(vi)"),
            onDenial: [.that(.wrongSigner), .compartment(.general, .psychotherapy)],
            unless: [
                [.that(.minorConsentedAlone), .not(.minorAskedForParent)], [.that(.courtConsented)],
                [.that(.parentAgreedToConfidentiality)],
            ]
        ),
        defect(
            .elementMissing,
            "element",
            "An authorization on record lacks a core element, or does not fill it in completely.",
            .hipaa(508, "(b)(2)(ii)"),
            .hipaa(508, "(c)(1)")
        ),
        defect(
            .statementMissing,
            "statement",
            "An authorization on record lacks a required statement.",
            .hipaa(508, "(b)(2)(ii)"),
            .hipaa(508, "(c)(2)")
        ),
        defect(
            .endlessExpiry,
            "endless",
            "An authorization on record is without an expiry, as only one for research may be.",
            .hipaa(508, "(c)(1)(v)"),
            .hipaa(508, "(b)(2)(ii)")
        ),
        defect(
            .knownFalse,
            "false",
            "Material information in an authorization on record is known to be false.",
            .hipaa(508, "(b)(2)(v)")
        ),
        defect(
            .remunerationMissing,
            "remuneration",
            "An authorization on record does not state the remuneration.",
            .hipaa(508, "(a)(3)(ii)"),
            .hipaa(508, "(a)(4)(ii)")
        ),
        defect(
            .coversOther,
            "covers",
            "An authorization on record is about other information.",
            .hipaa(508, "(a)(1)"),
            .hipaa(508, "(c)(1)(i)")
        ),
        defect(
            .otherDiscloser,
            "discloser",
            "An authorization on record names another discloser.",
            .hipaa(508, "(c)(1)(ii)"),
            .hipaa(508, "(a)(1)")
        ),
        defect(
            .recipientOther,
            "recipient",
            "An authorization on record names other recipients.",
            .hipaa(508, "(c)(1)(iii)"),
            .hipaa(508, "(a)(1)")
        ),
        defect(
            .purposeOther,
            "purpose",
            "An authorization on record names other purposes.",
            .hipaa(508, "(a)(1)"),
            .hipaa(508, "(c)(1)(iv)")
        ),
        defect(
            .subjectOther,
            "subject",
            "An authorization on record is of somebody else.",
            .hipaa(508, "(a)(1)")
        ),
    ]

    /// What made an authorization hold.
    static let authorizationStrengths = [
        ThirdParty.reason(
            "hipaa.authorization.directed-held",
            "What the right of access does not reach travels by authorization.",
            citing: [.hipaa(508, "(a)(1)")],
            onPermit: [[.purpose(.patientDirected), .that(.authorizedByAll), .compartment(.psychotherapy)]]
        ),
        strength(
            .statedAtRequest,
            "at-request",
            "That the patient asked for it is purpose enough.",
            .hipaa(508, "(c)(1)(iv)")
        ),
        strength(
            .compoundSamePsychotherapy,
            "same-kind",
            "The authorization is combined only with its own kind.",
            .hipaa(508, "(b)(3)(ii)")
        ),
        strength(.signedByExecutor, "executor", "The executor signed.", .hipaa(502, "(g)(4)")),
        strength(
            .signedByRepresentative,
            "representative",
            "A representative signed whose authority is described.",
            .hipaa(502, "(g)(2)"),
            .hipaa(508, "(c)(1)(vi)")
        ),
        minorSigned(
            .minorConsentedAlone,
            "alone",
            "The minor consented to the care alone, acts as the individual, and signed.",
            "(g)(3)(i)(A)"
        ),
        minorSigned(
            .courtConsented,
            "court",
            "A court or another consented to the care, the minor acts as the individual, and signed.",
            "(g)(3)(i)(B)"
        ),
        minorSigned(
            .parentAgreedToConfidentiality,
            "agreement",
            "The parent agreed to confidentiality, the minor acts as the individual, and signed.",
            "(g)(3)(i)(C)"
        ),
        remuneration(.marketing, "marketing", .hipaa(508, "(a)(3)(ii)")),
        remuneration(.sale, "sale", .hipaa(508, "(a)(4)(ii)")),
        strength(
            .signedByParent,
            "parent",
            "A parent signed in the minor's place.",
            .hipaa(502, "(g)(3)(i)")
        ),
        strength(
            .signedByBoth,
            "both",
            "The parent and the minor signed.",
            .hipaa(502, "(g)(3)(i)")
        ),
        strength(
            .endlessForResearch,
            "endless",
            "Research may be without an expiry.",
            .hipaa(508, "(c)(1)(v)")
        ),
        strength(
            .compoundGeneral,
            "compound-general",
            "The authorization is combined with another one.",
            .hipaa(508, "(b)(3)(iii)")
        ),
        strength(
            .compoundResearch,
            "compound-research",
            "The authorization is combined with another permission for research.",
            .hipaa(508, "(b)(3)(i)")
        ),
        strength(
            .conditionedForResearch,
            "conditioned-research",
            "Treatment that is part of research may depend on the authorization.",
            .hipaa(508, "(b)(4)(i)")
        ),
        strength(.expiryLimits, "in-time", "The authorization has not expired.", .hipaa(508, "(b)(2)(i)")),
    ]

    private static func allowed(_ conditions: Condition...) -> [Condition] {
        [.that(.underPrivacyRule), .action(Groups.content + [.deidentify])] + conditions
    }

    private static func defect(
        _ flag: Flag,
        _ name: String,
        _ sentence: String,
        _ citations: Citation...
    ) -> LawRule {
        let when: [Condition] = [.that(flag), .compartment(.general, .psychotherapy)]
        return ThirdParty.reason(
            "hipaa.authorization.\(name)",
            sentence,
            citing: citations,
            onDenial: [when]
        )
    }

    private static func signer(_ flag: Flag, _ name: String, _ paragraphs: String) -> LawRule {
        ThirdParty.reason(
            "hipaa.authorization.signer-\(name)",
            "The minor acts as the individual and must sign, and did not.",
            citing: .hipaa(502, paragraphs),
            onDenial: [.that(.wrongSigner, flag), .compartment(.general, .psychotherapy)],
            unless: askedForParent(flag)
        )
    }

    private static func remuneration(_ purpose: PurposeOfUse, _ name: String, _ citation: Citation) -> LawRule
    {
        ThirdParty.reason(
            "hipaa.authorization.remuneration-\(name)-held",
            "The authorization states the remuneration.",
            citing: citation,
            onPermit: [
                .that(.remunerationStated), .purpose(purpose), .compartment(.general, .psychotherapy),
            ]
        )
    }

    /// A minor who acts as the individual signed, alone or with a parent.
    private static func minorSigned(
        _ ground: Flag,
        _ name: String,
        _ sentence: String,
        _ paragraph: String
    ) -> LawRule {
        ThirdParty.reason(
            "hipaa.authorization.minor-\(name)-held",
            sentence,
            citing: [.hipaa(502, paragraph)],
            onPermit: held(.signedByMinor, ground) + held(.signedByBoth, ground),
            unless: askedForParent(ground)
        )
    }

    /// Who consented alone, and asked that the parent represents them, does not act as the individual,
    /// 45 CFR 164.502(g)(3)(i)(A).
    private static func askedForParent(_ ground: Flag) -> [[Condition]] {
        ground == .minorConsentedAlone ? [[.that(.minorAskedForParent)]] : []
    }

    private static func strength(
        _ flag: Flag,
        _ name: String,
        _ sentence: String,
        _ citations: Citation...
    ) -> LawRule {
        ThirdParty.reason(
            "hipaa.authorization.\(name)-held",
            sentence,
            citing: citations,
            onPermit: held(flag)
        )
    }

    /// Where a permit rests on an authorization of which facts hold.
    private static func held(_ flags: Flag...) -> [[Condition]] {
        let purposes = PurposeOfUse.allCases.filter {
            ![.treatment, .emergencyTreatment, .payment, .operations].contains($0)
        }
        let facts = flags.map { Condition.that($0) }
        return [
            facts + [.that(.authorizedByAll), .compartment(.psychotherapy)],
            facts + [.that(.authorized), .compartment(.general), .purpose(purposes)],
        ]
    }
}

internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension OutcomeCase {
    /// 45 CFR 164.508, 164.502(g): what is wrong with an authorization that was shown, and what makes one hold.
    static let authorizations: [OutcomeCase] =
        [
            .refusal(.hipaa(506, "(b)(2)"), [.that(.generalConsentShown)]),
            .refusal(.hipaa(508, "(b)(5)"), [.that(.revoked)]),
            .refusal(.hipaa(514, "(h)(2)(i)"), [.that(.unconfirmed)]),
            .refusal(.hipaa(508, "(b)(2)(i)"), [.that(.expired)]),
            .refusal(.hipaa(508, "(b)(4)"), [.that(.conditioned)]),
            .refusal(
                .hipaa(508, "(b)(3)(ii)"),
                [.that(.compound), .compartment(.psychotherapy)],
                [.that(.compoundWithPsychotherapy), .compartment(.general)]
            ),
            .refusal(
                .hipaa(508, "(b)(3)(iii)"),
                [.that(.compound), .not(.compoundWithPsychotherapy), .compartment(.general)]
            ),
            .refusal(.hipaa(508, "(c)(1)(vi)"), [.that(.unsigned)], [.that(.authorityMissing)]),
            .refusal(.hipaa(502, "(g)(3)(i)"), [.that(.wrongSigner)], unless: grounds.map(\.when)),
            .refusal(.hipaa(502, "(g)(2)"), [.that(.wrongSigner)], unless: grounds.map(\.when)),
            .refusal(.hipaa(508, "(c)(1)(vi)"), [.that(.wrongSigner)], unless: grounds.map(\.when)),
            .refusal(.hipaa(508, "(c)(1)"), [.that(.elementMissing)]),
            .refusal(.hipaa(508, "(c)(2)"), [.that(.statementMissing)]),
            .refusal(.hipaa(508, "(c)(1)(v)"), [.that(.endlessExpiry)]),
            .refusal(.hipaa(508, "(b)(2)(v)"), [.that(.knownFalse)]),
            .refusal(.hipaa(508, "(a)(3)(ii)"), [.that(.remunerationMissing)]),
            .refusal(.hipaa(508, "(c)(1)(i)"), [.that(.coversOther)]),
            .refusal(.hipaa(508, "(c)(1)(ii)"), [.that(.otherDiscloser)]),
            .refusal(.hipaa(508, "(c)(1)(iii)"), [.that(.recipientOther)]),
            .refusal(.hipaa(508, "(c)(1)(iv)"), [.that(.purposeOther)]),
            .refusal(.hipaa(508, "(a)(1)"), [.that(.subjectOther)], amongOthers: true),
            .grant(.hipaa(508, "(a)(3)(ii)"), [.that(.remunerationStated), .purpose(.marketing)]),
            .grant(.hipaa(508, "(a)(4)(ii)"), [.that(.remunerationStated), .purpose(.sale)]),
        ].within(.lane(.thirdParty), Region.ordinary)
        + grounds.map { OutcomeCase.refusal($0.law, [.that(.wrongSigner)] + $0.when) }
        .within(.lane(.thirdParty), Region.ordinary)
        + resting(held)
        + resting(
            grounds.map { law, when in
                .grant(law, [.that(.signedByMinor)] + when, [.that(.signedByBoth)] + when)
            }
        )

    /// What makes an authorization hold on which a permit rests: of a psychotherapy note, or for what is not the holder's work.
    private static let held: [OutcomeCase] = [
        .grant(.hipaa(508, "(c)(1)(iv)"), [.that(.statedAtRequest)]),
        .grant(.hipaa(508, "(b)(3)(ii)"), [.that(.compoundSamePsychotherapy)]),
        .grant(.hipaa(502, "(g)(4)"), [.that(.signedByExecutor)], amongOthers: true),
        .grant(.hipaa(502, "(g)(2)"), [.that(.signedByRepresentative)], amongOthers: true),
        .grant(.hipaa(502, "(g)(3)(i)"), [.that(.signedByBoth)], [.that(.signedByParent)]),
        .grant(.hipaa(508, "(c)(1)(v)"), [.that(.endlessForResearch)]),
        .grant(.hipaa(508, "(b)(3)(iii)"), [.that(.compoundGeneral)]),
        .grant(.hipaa(508, "(b)(3)(i)"), [.that(.compoundResearch)]),
        .grant(.hipaa(508, "(b)(4)(i)"), [.that(.conditionedForResearch)]),
        .grant(.hipaa(508, "(b)(2)(i)"), [.that(.expiryLimits)]),
    ]

    /// Minors who act as the individual sign themselves, 45 CFR 164.502(g)(3)(i)(A) to (C).
    private static let grounds: [(law: Citation, when: [Condition])] = [
        (.hipaa(502, "(g)(3)(i)(A)"), [.that(.minorConsentedAlone), .not(.minorAskedForParent)]),
        (.hipaa(502, "(g)(3)(i)(B)"), [.that(.courtConsented)]),
        (.hipaa(502, "(g)(3)(i)(C)"), [.that(.parentAgreedToConfidentiality)]),
    ]

    private static func resting(_ cases: [OutcomeCase]) -> [OutcomeCase] {
        let work: [PurposeOfUse] = [.treatment, .emergencyTreatment, .payment, .operations]
        let other = PurposeOfUse.allCases.filter { !work.contains($0) }
        return cases.within(.lane(.thirdParty), .compartment(.psychotherapy), .that(.authorizedByAll))
            + cases.within(.lane(.thirdParty), .compartment(.general), .that(.authorized), .purpose(other))
    }

    /// 42 CFR 2.31 to 2.33, 2.14, 2.15: what is wrong with a consent that was shown, and what makes one hold.
    static let consents: [OutcomeCase] =
        [
            .refusal(.part2(31, "(c)(3)"), [.that(.revoked)]),
            .refusal(.part2(31, "(c)(4)"), [.that(.unconfirmed)], [.that(.knownFalse)]),
            .refusal(.part2(31, "(c)(1)"), [.that(.expired)]),
            .refusal(.part2(31, "(a)(5)"), [.that(.consentOnlyForTPO)], [.that(.purposeOther)]),
            .refusal(.part2(14, "(a)"), [.that(.minorMustSign)]),
            .refusal(.part2(14, "(b)(1)"), [.that(.bothMustSign)]),
            .refusal(
                .part2(31, "(a)(8)"),
                [.that(.unsigned)],
                [.that(.authorityMissing)],
                [.that(.wrongSigner)]
            ),
            .refusal(.part2(31, "(a)(7)"), [.that(.endlessExpiry)]),
            .refusal(.part2(31, "(a)(10)"), [.that(.statementMissing)]),
            .refusal(.part2(31, "(a)"), [.that(.elementMissing)]),
            .refusal(.part2(31, "(a)(4)"), [.that(.recipientOther)]),
            .refusal(.part2(31, "(a)(3)"), [.that(.coversOther)]),
            .refusal(.part2(31, "(a)(2)"), [.that(.otherDiscloser)]),
            .refusal(.part2(31, "(a)(1)"), [.that(.subjectOther)]),
            .refusal(.part2(31, "(a)(4)(ii)"), [.that(.elementMissing), .role(.intermediary)]),
            .refusal(.part2(31, "(d)"), [.that(.compound), .compartment(.substanceUse), inProceedings]),
            .refusal(
                .part2(31, "(b)(2)"),
                [.that(.compound), .compartment(.substanceUse)],
                unless: [[inProceedings]]
            ),
            .refusal(.part2(31, "(b)(2)"), [.that(.compound), .compartment(.substanceUseCounseling)]),
            .refusal(.part2(31, "(b)(3)"), [.that(.conditioned), .compartment(.substanceUseCounseling)]),
        ].within(.lane(.thirdParty), Region.part2) + heldConsents

    private static let inProceedings: Condition = .purpose(.judicialProceeding, .lawEnforcement)

    private static let heldConsents: [OutcomeCase] =
        consented.within(.lane(.thirdParty), .compartment(.substanceUse), .that(.consented))
        + consented.within(
            .lane(.thirdParty),
            .compartment(.substanceUseCounseling),
            .that(.counselingConsentedByAll)
        )
        + [
            OutcomeCase.grant(
                .part2(31, "(a)(4)(ii)"),
                [.compartment(.substanceUse), .that(.consented), .role(.intermediary)]
            ),
            .grant(
                .part2(31, "(b)(2)"),
                [
                    .compartment(.substanceUseCounseling),
                    .that(.counselingConsentedByAll, .compoundCounseling),
                ]
            ),
        ].within(.lane(.thirdParty))

    private static let consented: [OutcomeCase] = [
        .grant(.part2(33, "(a)(2)"), [.that(.consentForTPO)]),
        .grant(.part2(31, "(a)(5)"), [.that(.statedAtRequest)]),
        .grant(.part2(33, "(a)(1)"), [.that(.consentSpecific)]),
        .grant(.part2(31, "(d)"), [.that(.consentForProceedings)]),
        .grant(.part2(15, "(a)"), [.that(.signedInPlace)]),
        .grant(.part2(15, "(b)(2)"), [.that(.signedByExecutor)]),
        .grant(.part2(14, "(a)"), [.that(.signedByMinor)]),
        .grant(.part2(14, "(b)(1)"), [.that(.signedByBoth)]),
        .grant(.part2(31, "(a)(7)"), [.that(.expiryLimits)]),
    ]
}

internal import ClinicalNotesModel

/// Confidentiality of substance use disorder records, 42 CFR part 2.
enum Part2 {
    static let package = LawPackage(
        "part2",
        version: "2024-rule.4",
        in: .unitedStates,
        counselingNotes,
        substanceUse,
        recipients,
        orders,
        consents,
        patientAccess,
        directed,
        consentDefects,
        counselingDenials,
        orderDenials,
        denials
    )

    /// 42 CFR 2.31(a): at the patient's direction it goes by consent as well.
    static let directed = [
        ThirdParty.reason(
            "part2.directed-needs-consent",
            "What leaves for somebody else needs the patient's consent, also at the patient's direction.",
            citing: .part2(31, "(a)"),
            onDenial: [
                .purpose(.patientDirected), .compartment(.substanceUse, .substanceUseCounseling),
                .not(.consented, .counselingConsented),
            ]
        )
    ]

    private static let minors: [Condition] = [.compartment(.substanceUse, .substanceUseCounseling)]

    /// 42 CFR 2.23, 2.15, 2.14: patients are never barred from their own records.
    static let patientAccess = [
        Patient.reason(
            "part2.patient-access",
            "Part 2 does not bar patients from their own records.",
            citing: .part2(23, "(a)"),
            onPermit: [.compartment(.substanceUse, .substanceUseCounseling), .that(.asksForSelf)]
        ),
        Patient.reason(
            "part2.representative",
            "A representative acts for a patient who cannot.",
            citing: .part2(15, "(a)"),
            onPermit: [.compartment(.substanceUse, .substanceUseCounseling), .that(.adultRepresentative)]
        ),
        Patient.reason(
            "part2.executor",
            "An executor acts for the deceased.",
            citing: .part2(15, "(b)(2)"),
            onPermit: [.compartment(.substanceUse, .substanceUseCounseling), .that(.executor)]
        ),
        Representative.reason(
            "part2.parent-refused",
            "What a minor may consent to alone is not told to a parent without the minor's written consent.",
            citing: .part2(14, "(a)"),
            .part2(13, "(c)(2)"),
            onDenial: minors + [.that(.parentRefused, .minorMayConsentAlone)]
        ),
        Representative.reason(
            "part2.parent-refused-without-the-minor",
            "Where a parent must consent to the care, nothing is shown unless minor and parent both consent to it.",
            citing: .part2(14, "(b)(1)"),
            .part2(13, "(a)"),
            onDenial: minors + [.that(.parentRefused), .not(.minorMayConsentAlone)]
        ),
        Representative.duty(
            .limitToAuthorization,
            .attachConsent,
            .part2Notice,
            .minimumNecessary,
            id: "part2.parent-by-consent-duties",
            "What a parent sees by the minor's consent goes no further than the consent, and says so.",
            citing: .part2(32),
            .part2(13, "(a)"),
            onPermit: minors + [.that(.parentInPlace), .not(.deceased)]
        ),
        Representative.reason(
            "part2.parent-by-consent",
            "The minor consented in writing that the parent sees it, and the parent beside the minor where both must.",
            citing: .part2(14),
            .part2(31, "(a)(8)"),
            onPermit: minors + [.that(.parentInPlace), .not(.deceased)]
        ),
    ]
}

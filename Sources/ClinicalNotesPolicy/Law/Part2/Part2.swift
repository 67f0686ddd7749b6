internal import ClinicalNotesModel

/// Confidentiality of substance use disorder records, 42 CFR part 2.
enum Part2 {
    static let package = LawPackage(
        "part2",
        version: "2024-rule.3",
        in: .unitedStates,
        counselingNotes,
        substanceUse,
        recipients,
        orders,
        consents,
        patientAccess,
        consentDefects,
        counselingDenials,
        orderDenials,
        denials
    )

    /// 42 CFR 2.23, 2.15: patients are never barred from their own records.
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
            "What a minor consented to alone is not told to a parent without the minor's consent.",
            citing: .part2(14, "(a)"),
            .part2(13, "(c)(2)"),
            onDenial: [
                .compartment(.substanceUse, .substanceUseCounseling), .that(.parentRefused),
            ]
        ),
        Patient.permission(
            "part2.directed-by-consent",
            "A copy goes to somebody by the patient's consent.",
            citing: .part2(33, "(a)(1)"),
            obligations: [.limitToAuthorization, .attachConsent, .part2Notice, .minimumNecessary],
            when: [
                .lane(.directed), .action(Groups.content), .compartment(.substanceUse),
                .that(.consentedByAll),
                .not(.draftClosed),
            ]
        ),
        Patient.permission(
            "part2.directed-by-counseling-consent",
            "A copy of a counseling note goes to somebody by a consent for counseling notes.",
            citing: .part2(31, "(b)(1)"),
            .part2(32),
            obligations: [.limitToAuthorization, .attachConsent, .part2Notice, .minimumNecessary],
            when: [
                .lane(.directed), .action(Groups.content), .compartment(.substanceUseCounseling),
                .that(.counselingConsentedByAll), .not(.draftClosed, .alsoPsychotherapy),
            ],
            [
                .lane(.directed), .action(Groups.content), .compartment(.substanceUseCounseling),
                .that(.counselingConsentedByAll, .authorizedByAll), .not(.draftClosed),
            ]
        ),
        Patient.reason(
            "part2.directed-needs-consent",
            "What leaves for somebody else needs the patient's consent, also at the patient's direction.",
            citing: .part2(31, "(a)"),
            onDenial: [
                .lane(.directed), .compartment(.substanceUse, .substanceUseCounseling), .not(.draftClosed),
            ]
        ),
    ]
}

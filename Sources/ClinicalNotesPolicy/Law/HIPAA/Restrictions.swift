internal import ClinicalNotesModel

extension HIPAA {
    /// 45 CFR 164.522(a): what the patient asked not to happen.
    static let restrictions = [
        ThirdParty.prohibition(
            "hipaa.paid-in-full",
            "What was paid in full does not go to the health plan.",
            citing: .hipaa(522, "(a)(1)(vi)"),
            when: [
                .that(.paidInFullBlocks), .compartment(.general, .psychotherapy), .role(.healthPlan),
                .purpose(.payment, .operations),
            ]
        ),
        ThirdParty.prohibition(
            "hipaa.agreed-restriction",
            "The holder agreed to this restriction.",
            citing: .hipaa(522, "(a)(1)(iii)"),
            when: [.that(.agreedBlocks)],
            unless: [
                [.purpose(Groups.publicInterest)],
                [.purpose(.emergencyTreatment), .that(.treatmentNeeded)],
                // Research with a waiver is among what 164.512 permits, (a)(1)(v).
                [.purpose(.research), .role(.researcher), .that(.waived)],
            ]
        ),
        ThirdParty.duty(
            .requestNoFurtherUse,
            id: "hipaa.restricted-emergency",
            "A provider who received it in an emergency is asked not to use it further.",
            citing: .hipaa(522, "(a)(1)(iv)"),
            onPermit: [.purpose(.emergencyTreatment), .that(.agreedBlocks), .not(.inHouse)]
        ),
        ThirdParty.duty(
            .breakGlassAudit,
            .recordReason,
            id: "hipaa.restricted-emergency-reviewed",
            "Who declares an emergency inside, against what the patient restricted, is reviewed; the author as well.",
            citing: .hipaa(312, "(a)(2)(ii)"),
            .hipaa(522, "(a)(1)(iii)"),
            onPermit: [.purpose(.emergencyTreatment), .that(.agreedBlocks, .inHouse)]
        ),
        ThirdParty.reason(
            "hipaa.paid-in-full-not-ended",
            "The holder cannot end this restriction alone.",
            citing: .hipaa(522, "(a)(2)(iii)(A)"),
            onDenial: [
                .that(.paidInFullBlocks, .paidInFullEndedByHolder), .compartment(.general, .psychotherapy),
                .role(.healthPlan), .purpose(.payment, .operations),
            ]
        ),
        ThirdParty.reason(
            "hipaa.restriction-ended-for-later",
            "The holder ended the restriction for later information only.",
            citing: .hipaa(522, "(a)(2)(iii)(B)"),
            onDenial: [.that(.agreedBlocks, .agreedEndedLater)]
        ),
        ThirdParty.reason(
            "hipaa.restriction-in-emergency",
            "An agreed restriction does not stop emergency treatment.",
            citing: .hipaa(522, "(a)(1)(iii)"),
            onPermit: [.purpose(.emergencyTreatment), .that(.agreedPresent)]
        ),
        ThirdParty.reason(
            "hipaa.restriction-ended-by-patient",
            "The patient ended the restriction.",
            citing: .hipaa(522, "(a)(2)(i)"),
            onPermit: [.that(.restrictionEndedByPatient)]
        ),
        ThirdParty.reason(
            "hipaa.restriction-ended-before",
            "The holder ended the restriction before the note was made.",
            citing: .hipaa(522, "(a)(2)(iii)(B)"),
            onPermit: [.that(.restrictionEndedBefore)]
        ),
        ThirdParty.reason(
            "hipaa.restriction-not-agreed",
            "The holder need not agree to a restriction.",
            citing: .hipaa(522, "(a)(1)(ii)"),
            onPermit: [.that(.requestedOnly)]
        ),
    ]

    /// 45 CFR 160.203(b): law of a state and rules of the holder, which only narrow here.
    static let houseRules = [
        ThirdParty.houseProhibition(
            "house.third-party",
            "A rule of the holder, or law of a state, protects more.",
            citing: .preemption(203, "(b)"),
            when: [.that(.houseDenies)]
        ),
        Patient.prohibition(
            "house.portal",
            "A rule of the holder keeps this from the portal; a request for access is answered all the same.",
            citing: .hipaa(502, "(a)(1)(i)"),
            when: [.lane(.access), .action(.browse), .that(.houseClosesPortal)]
        ),
    ]
}
